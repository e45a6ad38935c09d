/** Opens a workbook's ZIP archive. What it would unpack to is looked at before anything is unpacked. */
import type { Readable } from 'node:stream';
import { type Entry, openPromise } from 'yauzl';
import { type Refused, refuse } from '../../refusal.ts';

const MAX_ENTRIES = 10_000;
const MAX_BYTES = 1 << 30;
/** Office files compress some twenty times; a part that is large and compresses far better is a bomb. */
const MAX_RATIO = 200;
const LARGE_BYTES = 10 << 20;

export interface Archive {
  /** All parts, in the order of the directory. */
  readonly names: readonly string[];
  /** Remarks of the archive itself and of its entries. */
  readonly comments: readonly string[];
  readonly has: (name: string) => boolean;
  /** Uncompressed bytes of a part as the directory says; reading stops with an error when there are more. */
  readonly bytesOf: (name: string) => number;
  /** Throws, or lets the stream fail, when the part is damaged: see `damaged`. */
  readonly open: (name: string) => Promise<Readable>;
  readonly close: () => void;
}

export async function openArchive(path: string, file: string): Promise<Archive | Refused> {
  const entries = new Map<string, Entry>();
  const zip = await openPromise(path, { autoClose: false, validateEntrySizes: true }).catch(damaged);
  if (typeof zip === 'string')
    return refuse('damaged-archive', file, `The workbook cannot be opened: ${zip}. Save it again.`);
  const refusal = await listEntries(zip.eachEntry(), entries, file);
  if (refusal !== undefined) {
    zip.close();
    return refusal;
  }
  return {
    names: [...entries.keys()],
    comments: [zip.comment, ...[...entries.values()].map((entry) => entry.comment)]
      .map(String)
      .filter((comment) => comment !== ''),
    has: (name) => entries.has(name),
    bytesOf: (name) => entries.get(name)?.uncompressedSize ?? 0,
    open: (name) => {
      const entry = entries.get(name);
      if (entry === undefined) throw new Error(`the workbook has no part ${name}`);
      return zip.openReadStreamPromise(entry);
    },
    close: () => zip.close(),
  };
}

/** yauzl tells what is wrong with an archive by plain errors, zlib by codes of its own; all others are thrown on. */
export function damaged(error: unknown): string {
  const isPlain = error instanceof Error && error.constructor === Error;
  if (!isPlain || ('code' in error && !String(error.code).startsWith('Z_'))) throw error;
  return error.message;
}

async function listEntries(
  found: AsyncIterable<Entry>,
  entries: Map<string, Entry>,
  file: string,
): Promise<Refused | undefined> {
  let bytes = 0;
  try {
    for await (const entry of found) {
      bytes += entry.uncompressedSize;
      const ratio = entry.uncompressedSize / Math.max(1, entry.compressedSize);
      if (
        bytes > MAX_BYTES ||
        entries.size >= MAX_ENTRIES ||
        (entry.uncompressedSize > LARGE_BYTES && ratio > MAX_RATIO)
      )
        return bomb(file);
      if (entries.has(entry.fileName) || entry.isEncrypted())
        return refuse(
          'damaged-archive',
          file,
          `The workbook's part ${entry.fileName} stands there twice or is encrypted. Save it again without a password.`,
        );
      entries.set(entry.fileName, entry);
    }
  } catch (error) {
    return refuse('damaged-archive', file, `The workbook is damaged: ${damaged(error)}. Save it again.`);
  }
  return undefined;
}

function bomb(file: string): Refused {
  const message = `The workbook unpacks to more than 1 GiB, more than ${MAX_ENTRIES} parts, or a part more than ${MAX_RATIO} times its size. Deliver such a table as CSV or Parquet.`;
  return refuse('archive-too-large', file, message);
}
