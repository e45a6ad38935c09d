/** The public files of the log: written once each, so that writing them again, or by two at once, changes nothing. */
import { createHash } from 'node:crypto';
import { entryBundle, leavesIn, tilePath, tileWidth, widthOf } from '../../domain/log-tiles.ts';
import { type Hash, leafHash, type ReadSubtree, rootOfHashes } from '../../domain/merkle.ts';
import type { Blobs } from '../ports.ts';
import { logKey } from './contract.ts';

type Reading = Pick<Blobs, 'get'>;
const hashBytes = 32;

/** Puts a file of the log in place, unless it lies there already. */
export async function placeFile(
  blobs: Blobs,
  path: string,
  bytes: Uint8Array,
  mediaType: string,
): Promise<void> {
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  await blobs.putBytes(logKey(path), bytes, { sha256, mediaType });
}

export async function fileOf({ get }: Reading, path: string): Promise<Buffer | undefined> {
  const body = await get(logKey(path));
  return body && Buffer.from(await new Response(body).arrayBuffer());
}

async function tileOf(
  blobs: Reading,
  level: number | 'entries',
  index: number,
  width: number,
): Promise<Buffer> {
  const path = tilePath(level, index, width);
  const bytes = await fileOf(blobs, path);
  if (!bytes) throw new Error(`${path} of the log is missing from the blobs`);
  return bytes;
}

const hashesIn = (tile: Buffer): Hash[] =>
  Array.from({ length: tile.length / hashBytes }, (_, place) =>
    tile.subarray(place * hashBytes, (place + 1) * hashBytes),
  );

/** Writes the tiles of a log that had `from` leaves and gets these. */
export async function extendTiles(blobs: Blobs, from: number, leaves: readonly string[]): Promise<void> {
  const put = (path: string, bytes: Uint8Array) => placeFile(blobs, path, bytes, 'application/octet-stream');
  const first = Math.floor(from / tileWidth);
  const begun = from % tileWidth;
  const before = begun > 0 ? leavesIn(await tileOf(blobs, 'entries', first, begun)) : [];
  for (const [place, part] of partsOf([...before, ...leaves]).entries())
    await put(tilePath('entries', first + place, part.length), entryBundle(part));
  let [added, count] = [leaves.map(leafHash), from];
  for (let level = 0; added.length > 0; level += 1) {
    const tile = Math.floor(count / tileWidth);
    const width = count % tileWidth;
    const known = width > 0 ? hashesIn(await tileOf(blobs, level, tile, width)) : [];
    const parts = partsOf([...known, ...added]);
    for (const [place, part] of parts.entries())
      await put(tilePath(level, tile + place, part.length), Buffer.concat(part));
    [added, count] = [parts.filter(({ length }) => length === tileWidth).map(rootOfHashes), tile];
  }
}

const partsOf = <T>(items: readonly T[]): T[][] =>
  Array.from({ length: Math.ceil(items.length / tileWidth) }, (_, place) =>
    items.slice(place * tileWidth, (place + 1) * tileWidth),
  );

/** Reads subtrees of the log with `size` leaves from its tiles, each tile once. */
export function subtreesOf(blobs: Reading, size: number): ReadSubtree {
  const tiles = new Map<string, Promise<Hash[]>>();
  return async (height, index) => {
    const level = Math.floor(height / 8);
    const count = 2 ** (height % 8);
    const first = index * count;
    const tile = Math.floor(first / tileWidth);
    const width = widthOf(tile, Math.floor(size / tileWidth ** level));
    const name = `${level}/${tile}`;
    const hashes = tiles.get(name) ?? tileOf(blobs, level, tile, width).then(hashesIn);
    tiles.set(name, hashes);
    const at = first - tile * tileWidth;
    return rootOfHashes((await hashes).slice(at, at + count));
  };
}

/** The leaf at `index` of the log with `size` leaves. */
export async function leafAt(blobs: Reading, index: number, size: number): Promise<string> {
  const tile = Math.floor(index / tileWidth);
  const leaves = leavesIn(await tileOf(blobs, 'entries', tile, widthOf(tile, size)));
  const leaf = leaves[index - tile * tileWidth];
  if (leaf === undefined) throw new Error(`the log has no leaf ${index}`);
  return leaf;
}

/** All leaves of the log with `size` leaves. */
export async function allLeaves(blobs: Reading, size: number): Promise<readonly string[]> {
  const leaves: string[] = [];
  for (let tile = 0; tile * tileWidth < size; tile += 1)
    leaves.push(...leavesIn(await tileOf(blobs, 'entries', tile, widthOf(tile, size))));
  return leaves;
}
