import { chainOrigin } from '../../domain/hash-chain.ts';
import { appendEvents } from '../event-log.ts';
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
