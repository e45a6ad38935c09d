/** Going through the rows of a list until a page is full, and further where everything that is wanted is counted. */
import type { IndexRow, Records } from '../ports.ts';

/** Where a list lies: rows of these keys in the order of their sort, or the other way round. */
export interface Source {
  readonly index: string;
  readonly keys: readonly string[];
  readonly descending?: boolean;
  /** Only rows whose sort is before. */
  readonly to?: string;
}

interface Scan<T> {
  readonly source: Source;
  readonly limit: number;
  /** Where the page before ended. */
  readonly after?: string;
  readonly read: (row: IndexRow) => T;
  readonly isWanted: (one: T) => boolean;
  /** Whether to go on when the page is full. */
  readonly isWhole: boolean;
  /** Rows to look at; where they do not fill the page, the next one goes on from there. */
  readonly most: number;
}

export interface Scanned<T> {
  readonly page: readonly T[];
  /** Wanted, and not on the page: a part of them, where `isEnd` is false. */
  readonly beyond: readonly T[];
  /** Where the next page begins; absent when this is the last one. */
  readonly next?: string;
  /** Whether the rows came to their end. */
  readonly isEnd: boolean;
}

/** Rows that are asked for at once. */
const atOnce = 500;

export async function scanRows<T>(records: Records, scan: Scan<T>): Promise<Scanned<T>> {
  const { source, limit, isWhole, most } = scan;
  const found: { readonly one: T; readonly sort: string }[] = [];
  let { after } = scan;
  let [left, isEnd] = [most, false];
  while (left > 0 && !isEnd && (isWhole || found.length <= limit)) {
    const size = Math.min(left, atOnce);
    const rows = await readRows(records, source, size, after);
    const read = rows.map((row) => ({ one: scan.read(row), sort: row.sort }));
    found.push(...read.filter(({ one }) => scan.isWanted(one)));
    after = rows.at(-1)?.sort ?? after;
    left -= rows.length;
    isEnd = rows.length < size;
  }
  const next = found.length > limit ? found[limit - 1]?.sort : isEnd ? undefined : after;
  const [page, beyond] = [found.slice(0, limit), found.slice(limit)];
  return {
    page: page.map(({ one }) => one),
    beyond: beyond.map(({ one }) => one),
    ...(next !== undefined && { next }),
    isEnd,
  };
}

/** The first rows of all keys together, after the one where the page before ended. */
async function readRows(
  records: Records,
  { index, keys, descending = false, to }: Source,
  limit: number,
  after?: string,
): Promise<readonly IndexRow[]> {
  const past = after === undefined ? {} : descending ? { to: after } : { from: `${after}\0` };
  const range = { ...(to !== undefined && { to }), ...past, limit, descending };
  const pages = await Promise.all(keys.map((key) => records.query(index, key, range)));
  const rows = pages.flatMap((page) => page.rows);
  const order = descending ? -1 : 1;
  return rows.sort((one, other) => (one.sort < other.sort ? -order : order)).slice(0, limit);
}
