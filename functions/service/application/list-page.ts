/** A page of a list whose rows name what is loaded one by one. */
import type { IndexRow, Records } from '../ports.ts';
import { decodeAfter, encodeAfter } from './cursor.ts';
import { type Source, scanRows } from './list-scan.ts';

export interface Paging {
  /** 1–100, default 20. */
  readonly limit?: number;
  readonly cursor?: string;
}

interface Wanted {
  readonly source: Source;
  /** All, where it is not told. */
  readonly isWanted?: (row: IndexRow) => boolean;
  /** Rows to look at; one more than the page takes, where it is not told. */
  readonly most?: number;
}

export type ListPage<One> =
  | { readonly outcome: 'list'; readonly loaded: readonly One[]; readonly cursor?: string }
  | { readonly outcome: 'bad-cursor' };

export async function listPage<One>(
  records: Records,
  { source, isWanted = () => true, most, limit = 20, cursor }: Wanted & Paging,
  load: (id: string) => Promise<One>,
): Promise<ListPage<One>> {
  const after = cursor === undefined ? undefined : decodeAfter(cursor);
  if (cursor !== undefined && after === undefined) return { outcome: 'bad-cursor' };
  const { page, next } = await scanRows(records, {
    source,
    limit,
    ...(after !== undefined && { after }),
    read: (row) => row,
    isWanted,
    isWhole: false,
    most: most ?? limit + 1,
  });
  const loaded = await Promise.all(page.map(({ value }) => load(String(value.id))));
  return { outcome: 'list', loaded, ...(next !== undefined && { cursor: encodeAfter(next) }) };
}
