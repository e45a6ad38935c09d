import type { IndexRow, QueryOptions, Records } from './ports.ts';

/** All index rows of one key, page after page; at most those before `to`. */
export async function allRows(
  records: Records,
  index: string,
  key: string,
  range: Pick<QueryOptions, 'to'> = {},
): Promise<readonly IndexRow[]> {
  const rows: IndexRow[] = [];
  let cursor: string | undefined;
  do {
    const page = await records.query(index, key, { ...range, limit: 1000, ...(cursor && { cursor }) });
    rows.push(...page.rows);
    cursor = page.cursor;
  } while (cursor);
  return rows;
}
