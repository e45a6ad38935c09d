/**
 * The fonts of PDF documents: Noto Serif SC (SIL OFL 1.1) from its npm package. One file has the common characters;
 * rare ones, as in names, come from the package's 100 slices by Unicode range.
 */
import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inflateSync } from 'node:zlib';

const unicode = fileURLToPath(import.meta.resolve('@fontsource/noto-serif-sc/unicode.json'));
const directory = dirname(unicode);
/** By slice: its ranges, as CSS writes them. Read, since bundlers drop what an import of JSON needs. */
const ranges = JSON.parse(readFileSync(unicode, 'utf8')) as Readonly<Record<string, string>>;

export type Weight = 400 | 700;
/** A name for the document, and the font as TrueType. */
export interface FontFile {
  readonly name: string;
  readonly bytes: Buffer;
}

const common = 'chinese-simplified';
const loaded = new Map<string, Promise<FontFile>>();

/** The font of one slice (`chinese-simplified`, or a number); read once. */
export function fontOf(slice: string, weight: Weight): Promise<FontFile> {
  const name = `noto-serif-sc-${slice}-${weight}-normal`;
  const known = loaded.get(name);
  if (known) return known;
  const reading = readFile(join(directory, 'files', `${name}.woff`)).then((woff) => ({
    name,
    bytes: trueType(woff),
  }));
  loaded.set(name, reading);
  reading.catch(() => loaded.delete(name));
  return reading;
}

/** Tables of `[from, to, slice]`; slices are named `[4]` in the package, or by script. */
const slices = Object.entries(ranges).flatMap(([key, list]) =>
  list.split(',').map((range) => {
    const [from = '', to = from] = range.replace(/^U\+/, '').split('-');
    return { from: Number.parseInt(from, 16), to: Number.parseInt(to, 16), slice: key.replace(/[[\]]/g, '') };
  }),
);

/** The slice that has a character which the common font lacks; undefined when none has. */
export function sliceOf(character: string): string | undefined {
  const point = character.codePointAt(0) ?? 0;
  return slices.find(({ from, to }) => from <= point && point <= to)?.slice;
}

export const commonFont = (weight: Weight): Promise<FontFile> => fontOf(common, weight);

/** A WOFF 1.0 file unpacked to the TrueType font in it (W3C WOFF, 3–5): PDF subsetting reads its tables in place. */
export function trueType(woff: Buffer): Buffer {
  if (woff.toString('latin1', 0, 4) !== 'wOFF') throw new TypeError('the font is no WOFF file');
  const count = woff.readUInt16BE(12);
  const power = 2 ** Math.floor(Math.log2(count));
  const header = Buffer.alloc(12 + 16 * count);
  woff.copy(header, 0, 4, 8);
  for (const [index, value] of [count, power * 16, Math.log2(power), (count - power) * 16].entries())
    header.writeUInt16BE(value, 4 + 2 * index);
  const parts: Buffer[] = [header];
  let offset = header.length;
  for (let index = 0; index < count; index += 1) {
    const entry = woff.subarray(44 + 20 * index, 64 + 20 * index);
    const [start, packed, length] = [entry.readUInt32BE(4), entry.readUInt32BE(8), entry.readUInt32BE(12)];
    const stored = woff.subarray(start, start + packed);
    const table = packed < length ? inflateSync(stored) : stored;
    const place = 12 + 16 * index;
    entry.copy(header, place, 0, 4);
    entry.copy(header, place + 4, 16, 20);
    header.writeUInt32BE(offset, place + 8);
    header.writeUInt32BE(length, place + 12);
    const padding = Buffer.alloc((4 - (length % 4)) % 4);
    parts.push(table, padding);
    offset += length + padding.length;
  }
  return Buffer.concat(parts);
}
