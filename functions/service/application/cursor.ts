/** Cursors of lists that go by the sort of their rows: opaque, and harmless when made up. */

export const encodeAfter = (sort: string): string => Buffer.from(sort, 'utf8').toString('base64url');

/** Undefined for what is no cursor. */
export function decodeAfter(cursor: string): string | undefined {
  const sort = Buffer.from(cursor, 'base64url').toString('utf8');
  return sort !== '' && encodeAfter(sort) === cursor && /^[\x20-\x7e]{1,200}$/.test(sort) ? sort : undefined;
}
