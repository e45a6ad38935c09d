/** One pass over the delivered bytes: their hash, whether they are UTF-8, and where the first NUL stands. */
import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import { chunksOf } from './chunks.ts';

export interface Inspection {
  readonly bytes: number;
  /** Lower-case hex. */
  readonly sha256: string;
  /** Byte offset of the first sequence that is not UTF-8; absent when all of it is. */
  readonly invalidAt?: number;
  /** Byte offset of the first NUL; absent when there is none. */
  readonly nulAt?: number;
}

/** Reads the whole file once, about a gigabyte a second. */
export async function inspect(path: string): Promise<Inspection> {
  const hash = createHash('sha256');
  let bytes = 0;
  let carry = Buffer.alloc(0);
  let invalidAt: number | undefined;
  let nulAt: number | undefined;
  for await (const chunk of chunksOf(path)) {
    hash.update(chunk);
    if (nulAt === undefined) {
      const at = chunk.indexOf(0);
      if (at >= 0) nulAt = bytes + at;
    }
    if (invalidAt === undefined) {
      const joined = carry.length === 0 ? chunk : Buffer.concat([carry, chunk]);
      const whole = joined.length - incompleteTail(joined);
      if (!isUtf8(joined.subarray(0, whole))) invalidAt = bytes - carry.length + firstInvalid(joined, whole);
      carry = Buffer.from(joined.subarray(whole));
    }
    bytes += chunk.length;
  }
  if (invalidAt === undefined && carry.length > 0) invalidAt = bytes - carry.length;
  return { bytes, sha256: hash.digest('hex'), invalidAt, nulAt };
}

/** How many bytes at the end begin a UTF-8 character that the next chunk may finish (0–3). */
function incompleteTail(bytes: Buffer): number {
  for (let back = 1; back <= 3 && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte >= 0xf0) return back < 4 ? back : 0;
    if (byte >= 0xe0) return back < 3 ? back : 0;
    if (byte >= 0xc0) return back < 2 ? back : 0;
    if (byte < 0x80) return 0;
  }
  return 0;
}

/** The offset of the first invalid sequence in `bytes[0, end)`, found by halving. */
function firstInvalid(bytes: Buffer, end: number): number {
  let valid = 0;
  let invalid = end;
  while (invalid - valid > 1) {
    const middle = (valid + invalid) >> 1;
    const part = bytes.subarray(0, middle);
    if (isUtf8(part.subarray(0, middle - incompleteTail(part)))) valid = middle;
    else invalid = middle;
  }
  const part = bytes.subarray(0, valid);
  return valid - incompleteTail(part);
}

/** The line, counted from 1, on which the byte at `offset` stands. */
export async function lineAt(path: string, offset: number): Promise<number> {
  let line = 1;
  let start = 0;
  for await (const chunk of chunksOf(path)) {
    const end = Math.min(chunk.length, offset - start);
    for (let at = chunk.indexOf(10); at >= 0 && at < end; at = chunk.indexOf(10, at + 1)) line++;
    start += chunk.length;
    if (start >= offset) break;
  }
  return line;
}
