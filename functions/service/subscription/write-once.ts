import { chainOrigin } from '../../domain/hash-chain.ts';
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

/**
 * The same for a person, of whom nothing lasting may tell what they keep: what remembers it is a hash, and goes by itself.
 * What comes up again in every round is remembered anew.
 */
export async function writeOnceForPerson(
  { records, now }: { readonly records: Records; readonly now: Now },
  news: string,
  person: string,
  put: readonly IndexRow[],
): Promise<boolean> {
  const key = `catalogue-news/${sha256(`${news}/${person}`)}`;
  const expiresAt = new Date(now().getTime() + rememberedDays * 86_400_000);
  if (!(await records.put(key, {}, { ifAbsent: true, expiresAt }))) {
    await records.put(key, {}, { expiresAt });
    return false;
  }
  try {
    await appendEvents(records, 'catalogue-news', { length: 0, lastHash: chainOrigin }, [], { put });
    return true;
  } catch (error) {
    await records.remove(key);
    throw error;
  }
}
