/** All event streams at a moment: length and last hash of each, kept out of public reach, and one hash over them. */
import { createHash } from 'node:crypto';
import type { LogLeaf } from '../../domain/catalogue-log.ts';
import { leafHash, rootOfHashes } from '../../domain/merkle.ts';
import { allRows } from '../all-rows.ts';
import { headKeys, headRow } from '../event-log.ts';
import type { Blobs, Records } from '../ports.ts';
import { headsKey } from './contract.ts';

/** A stream in a list of heads, as `npm run audit:verify -- --heads` prints it. */
export const headLine = (stream: string, length: number, hash: string): string =>
  JSON.stringify({ stream, length, hash });

/** The root over the lines of a list, lower-case hex. */
export const headsRoot = (lines: readonly string[]): string =>
  Buffer.from(rootOfHashes(lines.map(leafHash))).toString('hex');

type Stores = { readonly records: Records; readonly blobs: Blobs };

/** Keeps the list of all heads as they stand now; answers the leaf that speaks of it. */
export async function keepHeads({ records, blobs }: Stores, day: string, at: string): Promise<LogLeaf> {
  const { index } = headRow('');
  const keys = await Promise.all(headKeys.map((key) => allRows(records, index, key)));
  const rows = keys.flat().toSorted((one, other) => (one.sort < other.sort ? -1 : 1));
  const lines = rows.map(({ sort, value }) => headLine(sort, Number(value.length), String(value.hash)));
  const root = headsRoot(lines);
  const bytes = Buffer.from(lines.map((line) => `${line}\n`).join(''));
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  await blobs.putBytes(headsKey(root), bytes, { sha256, mediaType: 'application/jsonl' });
  const events = rows.reduce((sum, { value }) => sum + Number(value.length), 0);
  return { type: 'audit', day, at, streams: rows.length, events, root };
}

/** The lines of a list that was kept; undefined when there is none with this root. */
export async function keptHeads(blobs: Blobs, root: string): Promise<readonly string[] | undefined> {
  const body = await blobs.get(headsKey(root));
  return body && (await new Response(body).text()).split('\n').filter(Boolean);
}
