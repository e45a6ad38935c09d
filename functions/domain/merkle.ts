/**
 * The Merkle tree of RFC 9162, 2.1: over leaves that are only ever added, one hash speaks for all of them, in their
 * order; and a path of a few hashes shows that a leaf is among them.
 */
import { createHash } from 'node:crypto';

/** SHA-256, 32 bytes. */
export type Hash = Uint8Array;

const sha256 = (...parts: readonly Uint8Array[]): Hash => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
};
const [ofLeaf, ofNode] = [Uint8Array.of(0), Uint8Array.of(1)];

/** The hash of a leaf with this text, in UTF-8. */
export const leafHash = (text: string): Hash => sha256(ofLeaf, new TextEncoder().encode(text));

const nodeHash = (left: Hash, right: Hash): Hash => sha256(ofNode, left, right);

/** The root of nothing: the hash of the empty text. */
export const emptyRoot: Hash = sha256();

/** Reads the root over the leaves from `index * 2^height` on, `2^height` of them: a tree that never changes again. */
export type ReadSubtree = (height: number, index: number) => Promise<Hash>;

/** The largest power of two below `count`, as its exponent; `count` is at least 2. */
const splitHeight = (count: number): number => 31 - Math.clz32(count - 1);

/** The root over the leaves from `from` to before `to`, as RFC 9162 divides them. `from` is where such a part begins. */
export async function rootOf(read: ReadSubtree, to: number, from = 0): Promise<Hash> {
  const count = to - from;
  if (count === 0) return emptyRoot;
  if (count === 1) return read(0, from);
  const height = splitHeight(count);
  const half = 2 ** height;
  if (count === 2 * half) return read(height + 1, from / count);
  return nodeHash(await read(height, from / half), await rootOf(read, to, from + half));
}

/** The inclusion path of the leaf at `index` among the first `to` leaves, from the leaf's sibling upwards. */
export async function inclusionPath(read: ReadSubtree, index: number, to: number, from = 0): Promise<Hash[]> {
  if (index < from || index >= to) throw new RangeError(`there is no leaf ${index} from ${from} to ${to}`);
  if (to - from === 1) return [];
  const middle = from + 2 ** splitHeight(to - from);
  if (index < middle)
    return [...(await inclusionPath(read, index, middle, from)), await rootOf(read, to, middle)];
  return [...(await inclusionPath(read, index, to, middle)), await rootOf(read, middle, from)];
}

/** The root over all of `hashes`, which are the roots of subtrees of one height. */
export function rootOfHashes(hashes: readonly Hash[]): Hash {
  const [first] = hashes;
  if (first === undefined) return emptyRoot;
  if (hashes.length === 1) return first;
  const half = 2 ** splitHeight(hashes.length);
  return nodeHash(rootOfHashes(hashes.slice(0, half)), rootOfHashes(hashes.slice(half)));
}
