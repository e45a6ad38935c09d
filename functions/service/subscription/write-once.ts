import { type } from 'arktype';
import { ulid } from 'ulidx';
import { chainOrigin } from '../../domain/hash-chain.ts';
import { once } from '../../domain/once.ts';
import type { Now } from '../clock.ts';
import { appendEvents, sha256 } from '../event-log.ts';
import type { IndexRow, Records } from '../ports.ts';

/**
 * Writes rows for one reader of a piece of news; false when that was done before. Rows alone: who is told of what is on
 * record with what is sent.
 */
export async function writeOnce(
  records: Records,
  news: string,
  reader: string,
  put: readonly IndexRow[],
): Promise<boolean> {
  const nothing = { length: 0, lastHash: chainOrigin };
  const options = { put, token: `${news}/${reader}` };
  return (await appendEvents(records, 'catalogue-news', nothing, [], options)).outcome === 'appended';
}

/** The longest that one of two rounds may lie behind the other; longer, a piece of news that comes up again is told again. */
const rememberedDays = 100;

const begun = once(() => type({ 'row?': 'string' }));

/**
 * The same for a person, of whom nothing lasting may tell what they keep: what remembers it is a hash, and goes by itself.
 * What comes up again in every round is remembered anew. `rowsAt` makes the rows, with a ULID of now for those that need
 * one: after a crash before the end they are written again, at the same place.
 */
export async function writeOnceForPerson(
  { records, now }: { readonly records: Records; readonly now: Now },
  news: string,
  person: string,
  rowsAt: (row: string) => readonly IndexRow[],
): Promise<boolean> {
  const key = `catalogue-news/${sha256(`${news}/${person}`)}`;
  const expiresAt = new Date(now().getTime() + rememberedDays * 86_400_000);
  let row: string | undefined = ulid(now().getTime());
  const isFirst = await records.put(key, { row }, { ifAbsent: true, expiresAt });
  if (!isFirst) row = begun().assert((await records.get(key)) ?? {}).row;
  if (row !== undefined) {
    const nothing = { length: 0, lastHash: chainOrigin };
    await appendEvents(records, 'catalogue-news', nothing, [], { put: rowsAt(row) });
  }
  await records.put(key, {}, { expiresAt });
  return row !== undefined;
}
