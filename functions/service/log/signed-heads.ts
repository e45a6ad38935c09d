/** What the public log was signed over, for the audit: all streams on each day, proven by the signature and not by us. */

import type { LogLeaf } from '../../domain/catalogue-log.ts';
import { openCheckpoint } from '../../domain/checkpoint.ts';
import { leafHash, rootOfHashes } from '../../domain/merkle.ts';
import type { Blobs, Records } from '../ports.ts';
import { shownLog } from './contract.ts';
import { headsRoot, keptHeads } from './heads.ts';
import { allLeaves } from './tiles.ts';

type SignedHeads =
  | { readonly outcome: 'sound'; readonly lines: readonly string[] }
  | { readonly outcome: 'broken'; readonly problem: string };

/** Days before the latest that are looked at: each has a line for every stream. */
const days = 7;

/** The heads of the latest days, after a check that they are those of a log that `key` has signed. */
export async function signedHeads(
  { records, blobs }: { readonly records: Records; readonly blobs: Blobs },
  key: string,
): Promise<SignedHeads> {
  const broken = (problem: string): SignedHeads => ({ outcome: 'broken', problem });
  const shown = await shownLog(records);
  if (!shown) return broken('there is none');
  const checkpoint = openCheckpoint(shown.checkpoint, key);
  if (!checkpoint) return broken('its checkpoint is not signed with this key');
  const leaves = await allLeaves(blobs, checkpoint.size);
  if (Buffer.compare(rootOfHashes(leaves.map(leafHash)), checkpoint.root) !== 0)
    return broken('its leaves are not those that were signed');
  const told = leaves.map((leaf): LogLeaf => JSON.parse(leaf)).filter((leaf) => leaf.type === 'audit');
  const lines: string[] = [];
  for (const { day, root } of told.slice(-days)) {
    const heads = await keptHeads(blobs, root);
    if (!heads) return broken(`the list of ${day} is missing from the blobs`);
    if (headsRoot(heads) !== root) return broken(`the list of ${day} is not the one that was signed`);
    lines.push(...heads);
  }
  return { outcome: 'sound', lines };
}
