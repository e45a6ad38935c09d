import { InvalidCursor, type Page, type QueryOptions, RECORD_LIMITS } from '../service/ports.ts';

/** Above every name that `checkName` admits, in UTF-8 byte order. */
const END = '\u{10ffff}';
/** Below every such name, and the least thing to append to one to get what follows it. */
const LEAST = '\u{1}';

/** Names `lower` ≤ name < `upper`, at most `limit` of them. */
export interface Bounds {
  readonly lower: string;
  readonly upper: string;
  readonly descending: boolean;
  readonly limit: number;
}

/** The bounds of one page of index rows: those of the query, less what the cursor says was read. */
export function queryBounds(options: QueryOptions): Bounds {
  const { descending = false, cursor } = options;
  let lower = options.from || LEAST;
  let upper = options.to ?? END;
  if (cursor !== undefined) {
    const last = decodeCursor(cursor);
    if (descending) upper = least(upper, last);
    else lower = greatest(lower, last + LEAST);
  }
  return { lower, upper, descending, limit: pageLimit(options.limit) };
}

/** The bounds of one page of names that start with `prefix`. */
export function prefixBounds(prefix: string, options: { limit?: number; cursor?: string }): Bounds {
  return queryBounds({ ...options, from: prefix, to: prefix + END });
}

/** True when no name lies within the bounds. */
export function isEmpty({ lower, upper }: Bounds): boolean {
  return compareUtf8(lower, upper) >= 0;
}

/** Makes a page of `rows`, of which one more than `limit` was read if there are more. */
export function page<T>(rows: readonly T[], limit: number, nameOf: (row: T) => string): Page<T> {
  const last = rows[limit - 1];
  if (rows.length <= limit || last === undefined) return { rows };
  return { rows: rows.slice(0, limit), cursor: encodeCursor(nameOf(last)) };
}

/** Rows of a page: 1–1000, default 100. Throws RangeError. */
export function pageLimit(limit = 100): number {
  if (Number.isInteger(limit) && limit >= 1 && limit <= RECORD_LIMITS.pageRows) return limit;
  throw new RangeError(`limit is not a whole number from 1 to ${RECORD_LIMITS.pageRows}`);
}

export function encodeCursor(name: string): string {
  return Buffer.from(name).toString('base64url');
}

/** Throws `InvalidCursor` for anything that `encodeCursor` does not make. */
export function decodeCursor(cursor: string): string {
  const name = Buffer.from(cursor, 'base64url').toString();
  if (name === '' || encodeCursor(name) !== cursor) throw new InvalidCursor();
  return name;
}

/** The order of names in every store: that of their UTF-8 bytes. */
export function compareUtf8(a: string, b: string): number {
  return Buffer.compare(Buffer.from(a), Buffer.from(b));
}

function least(a: string, b: string): string {
  return compareUtf8(a, b) <= 0 ? a : b;
}

function greatest(a: string, b: string): string {
  return compareUtf8(a, b) >= 0 ? a : b;
}
