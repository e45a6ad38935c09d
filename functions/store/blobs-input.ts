import { createHash } from 'node:crypto';
import { type ByteRange, ChecksumMismatch, InvalidKey } from '../service/ports.ts';

const KEY_BYTES = 900;
const SEGMENT_BYTES = 200;
const UNSTORABLE = /[\p{Cc}\p{Cs}\\]/u;
const SHA256 = /^[0-9a-f]{64}$/;
/** RFC 9110 media type: printable ASCII, so that it can stand in a header. */
const MEDIA_TYPE = /^[\w!#$&^.+-]+\/[\w!#$&^.+-]+(?:\s*;\s*[\x20-\x7e]+)?$/;

/** Stands for the hash that is not known yet, where only the beginning of a key matters. */
export const anyHash = '0'.repeat(64);

export interface BlobMeta {
  readonly sha256: string;
  readonly mediaType: string;
}

/** Throws `InvalidKey` for a key that is not plain segments joined by `/`: nothing reaches outside the store. */
export function checkBlobKey(key: string): void {
  if (key === '') throw new InvalidKey('blob key', 'is empty');
  if (Buffer.byteLength(key) > KEY_BYTES)
    throw new InvalidKey('blob key', `has more than ${KEY_BYTES} bytes`);
  if (UNSTORABLE.test(key))
    throw new InvalidKey('blob key', 'has a backslash, a control character or broken Unicode');
  for (const segment of key.split('/')) {
    if (segment === '') throw new InvalidKey('blob key', 'has an empty segment');
    if (segment.startsWith('.')) throw new InvalidKey('blob key', 'has a segment that starts with a dot');
    if (Buffer.byteLength(segment) > SEGMENT_BYTES) {
      throw new InvalidKey('blob key', `has a segment of more than ${SEGMENT_BYTES} bytes`);
    }
  }
}

/** A prefix of keys: a key, or the beginning of one that ends anywhere. */
export function checkBlobPrefix(prefix: string): void {
  if (prefix !== '') checkBlobKey(prefix.endsWith('/') ? `${prefix}x` : prefix);
}

/** Throws TypeError for a hash or a media type that no header can carry. */
export function checkMeta({ sha256, mediaType }: BlobMeta): void {
  if (!SHA256.test(sha256)) throw new TypeError('sha256 is not 64 lower-case hexadecimal digits');
  if (!MEDIA_TYPE.test(mediaType)) throw new TypeError('mediaType is not a media type such as text/csv');
}

/** Throws RangeError for positions that are not whole numbers in order. */
export function checkRange(range: ByteRange | undefined): void {
  if (range === undefined) return;
  const { start, end } = range;
  const whole = Number.isSafeInteger(start) && Number.isSafeInteger(end);
  if (!whole || start < 0 || end < start) throw new RangeError(`bytes ${start}–${end} are not a range`);
}

/**
 * Passes `content` on and throws `ChecksumMismatch` in place of the end when its hash is another. A consumer
 * that makes the blob visible only after the end therefore never shows wrong content.
 */
export async function* verified(key: string, sha256: string, content: AsyncIterable<Uint8Array>) {
  const hash = createHash('sha256');
  for await (const chunk of content) {
    hash.update(chunk);
    yield chunk;
  }
  if (hash.digest('hex') !== sha256) throw new ChecksumMismatch(key);
}

/** Bytes in memory as the pieces of a stream. */
export async function* piecesOf(bytes: Uint8Array) {
  const size = 1_048_576;
  for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size);
}
