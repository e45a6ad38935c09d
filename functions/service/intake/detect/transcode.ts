/** Rewrites a text as UTF-8 without a byte order mark, block by block; refuses bytes its encoding does not have. */

import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import { type Refused, refuse } from '../refusal.ts';
import { chunksOf } from './chunks.ts';
import type { Encoding, FoundEncoding } from './encoding.ts';

/** Answers the UTF-8 bytes written to `target`. */
export async function transcode(
  source: string,
  target: string,
  file: string,
  found: FoundEncoding,
): Promise<{ bytes: number } | Refused> {
  const out = createWriteStream(target);
  const done = finished(out);
  let bytes = 0;
  let offset = found.markBytes;
  let line = 1;
  let refused: Refused | undefined;
  for await (const block of blocksOf(source, found)) {
    const text = decode(block, found.encoding);
    if (text === undefined) {
      refused = invalidAt(block, offset, line, file, found.encoding);
      break;
    }
    offset += block.length;
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) line++;
    const utf8 = Buffer.from(text, 'utf8');
    bytes += utf8.length;
    if (!out.write(utf8)) await once(out, 'drain');
  }
  out.end();
  await done;
  return refused ?? { bytes };
}

/** Blocks that can be decoded each by itself: they end after a sign that no character contains, or at a whole UTF-16 unit. */
async function* blocksOf(source: string, found: FoundEncoding): AsyncGenerator<Buffer> {
  let carry: Buffer = Buffer.alloc(0);
  let skip = found.markBytes;
  for await (const chunk of chunksOf(source)) {
    const joined = Buffer.concat([carry, chunk.subarray(skip)]);
    skip = 0;
    const end = blockEnd(joined, found.encoding);
    yield joined.subarray(0, end);
    carry = joined.subarray(end);
  }
  if (carry.length > 0) yield carry;
}

function blockEnd(bytes: Buffer, encoding: Encoding): number {
  if (encoding === 'utf-8' || encoding === 'gb18030') {
    // Bytes below 0x30 (line breaks, commas, quotes, blanks) are never part of a longer character.
    let end = bytes.length;
    while (end > 0 && (bytes[end - 1] ?? 0) >= 0x30) end--;
    return end;
  }
  const even = bytes.length - (bytes.length % 2);
  if (even === 0) return 0;
  const high = bytes[encoding === 'utf-16le' ? even - 1 : even - 2] ?? 0;
  return high >= 0xd8 && high <= 0xdb ? even - 2 : even; // a high surrogate waits for its low one
}

function decode(bytes: Buffer, encoding: Encoding, stream = false): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true }).decode(bytes, { stream });
  } catch (error) {
    // The decoder's way to say that the bytes are not of its encoding; anything else is a bug.
    if (error instanceof TypeError) return undefined;
    throw error;
  }
}

function invalidAt(block: Buffer, offset: number, line: number, file: string, encoding: Encoding): Refused {
  let valid = 0;
  let invalid = block.length + 1;
  while (invalid - valid > 1) {
    const middle = (valid + invalid) >> 1;
    if (decode(block.subarray(0, middle), encoding, middle < block.length) === undefined) invalid = middle;
    else valid = middle;
  }
  const before = decode(block.subarray(0, valid), encoding, true) ?? '';
  const at = line + before.split('\n').length - 1;
  return refuse(
    'invalid-byte-sequence',
    `${file}, line ${at}`,
    `The bytes at offset ${offset + valid} (line ${at}) are not ${encoding.toUpperCase()}. Save the file again in one encoding, or name the right one in data.encoding.`,
    'utf-8, gb18030, utf-16le, utf-16be',
  );
}
