/** Cells that a spreadsheet would run as formulas when the CSV is opened: published unaltered, with a warning. */
import type { DuckDBConnection } from '@duckdb/node-api';
import { formulaLike } from '../../../domain/privacy.ts';
import { identifier, literal, streamRows } from '../../duckdb.ts';
import type { Table } from '../read-table.ts';
import type { Warning } from '../refusal.ts';
import { measure, stagedRows } from '../table/aggregate.ts';

/** A little more than the domain finds. */
const BEGINS = '^[=@+\\t\\r\\x{FF1D}\\x{FF20}\\x{FF0B}\\x{FE62}-\\x{FE63}\\x{FE66}\\x{FE6B}\\x{FF0D}-]';
/** Signed numbers, the most frequent of what the domain lets pass. */
const SIGNED = '[+-][0-9]+([.][0-9]*)?';

export async function formulaWarnings(connection: DuckDBConnection, table: Table): Promise<Warning[]> {
  const columns = table.columns.filter(({ readAs }) => readAs === 'string');
  const rows = stagedRows(table.staged.path);
  const suspect = (id: string) =>
    `(regexp_matches(${identifier(id)}, ${literal(BEGINS)}) AND NOT regexp_full_match(${identifier(id)}, ${literal(SIGNED)}))`;
  const counts = await measure(
    connection,
    rows,
    columns.map(({ id }) => `count_if(${suspect(id)})`),
  );
  const warnings: Warning[] = [];
  for (const [at, { id, field }] of columns.entries()) {
    const expected = counts[at] ?? 0;
    if (expected === 0) continue;
    const sql = `SELECT "row", ${identifier(id)} FROM ${rows} WHERE ${suspect(id)}`;
    const first: string[] = [];
    let count = 0;
    for await (const cells of streamRows(connection, sql, expected))
      for (const [row, value] of cells) {
        if (!formulaLike(String(value))) continue;
        count++;
        if (first.length < 3) first.push(String(row));
      }
    const message = `${count} cells of "${field.title}" begin like a formula (rows ${first.join(', ')}${count > 3 ? ', …' : ''}). They are published unaltered; spreadsheets may run them.`;
    if (count > 0) warnings.push({ code: 'formula-like-cells', message, count });
  }
  return warnings;
}
