/** Which encoding a text is in: byte order mark, then UTF-8 throughout, then the NUL pattern of UTF-16, else GB18030. */
import type { Dataset } from '../../../domain/dataset.ts';
import { type Refused, refuse } from '../refusal.ts';
import { headOf } from './chunks.ts';
import { type Inspection, lineAt } from './inspect.ts';

export type Encoding = NonNullable<Extract<Dataset['data'], { path: string }>['encoding']>;
export interface FoundEncoding {
  readonly encoding: Encoding;
  /** Bytes of the byte order mark, to be skipped. */
  readonly markBytes: number;
}

const marks: readonly (readonly [Encoding, readonly number[]])[] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
];
const SAMPLE_BYTES = 64 << 10;

/** @param declared the descriptor's `data.encoding`, which decides. */
export async function findEncoding(
  path: string,
  file: string,
  inspection: Inspection,
  declared?: Encoding,
): Promise<FoundEncoding | Refused> {
  const head = await headOf(path, SAMPLE_BYTES);
  const mark = marks.find(([, bytes]) => bytes.every((byte, at) => head[at] === byte));
  const markOf = (encoding: Encoding) => (mark?.[0] === encoding ? mark[1].length : 0);
  if (declared !== undefined) return { encoding: declared, markBytes: markOf(declared) };
  if (mark !== undefined) return { encoding: mark[0], markBytes: mark[1].length };
  const wide = inspection.nulAt === undefined ? undefined : utf16Of(head);
  if (wide !== undefined) return { encoding: wide, markBytes: 0 };
  if (inspection.invalidAt === undefined) return { encoding: 'utf-8', markBytes: 0 };
  const around = await headOf(path, 2 * SAMPLE_BYTES, Math.max(0, inspection.invalidAt - SAMPLE_BYTES));
  if (utf8Share(around) < 0.8) return { encoding: 'gb18030', markBytes: 0 };
  const line = await lineAt(path, inspection.invalidAt);
  return refuse(
    'invalid-byte-sequence',
    `${file}, line ${line}`,
    `The file reads as UTF-8 but the bytes at offset ${inspection.invalidAt} (line ${line}) are not UTF-8. Save it again in one encoding, or name the encoding in data.encoding.`,
  );
}

/** UTF-16 without a mark: NULs at the odd (little endian) or even (big endian) bytes only. */
function utf16Of(head: Buffer): Encoding | undefined {
  let even = 0;
  let odd = 0;
  for (let at = 0; at + 1 < head.length; at += 2) {
    if (head[at] === 0) even++;
    if (head[at + 1] === 0) odd++;
  }
  const enough = Math.max(even, odd) * 50 >= head.length / 2;
  if (!enough || head.length % 2 === 1) return undefined;
  if (even === 0) return 'utf-16le';
  return odd === 0 ? 'utf-16be' : undefined;
}

/** The share of the bytes beyond ASCII that belong to well-formed UTF-8 sequences: near 1 in a damaged UTF-8 text. */
function utf8Share(bytes: Buffer): number {
  let high = 0;
  let formed = 0;
  for (let at = 0; at < bytes.length; ) {
    const byte = bytes[at] ?? 0;
    if (byte < 0x80) {
      at++;
      continue;
    }
    const length = byte >= 0xf0 && byte < 0xf5 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc2 ? 2 : 1;
    const tail = bytes.subarray(at + 1, at + length);
    const whole =
      byte < 0xf5 && length > 1 && tail.length === length - 1 && tail.every((b) => (b & 0xc0) === 0x80);
    high += whole ? length : 1;
    formed += whole ? length : 0;
    at += whole ? length : 1;
  }
  return high === 0 ? 1 : formed / high;
}
