/** Writes everything that the platform keeps into a directory. The records come first: what they name is stored already. */
import { createWriteStream } from 'node:fs';
import { mkdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { leavesFor } from '../../domain/log-tiles.ts';
import type { Now } from '../clock.ts';
import { headRow } from '../event-log.ts';
import { logKey, shownRow } from '../log/contract.ts';
import type { BlobInfo, Blobs } from '../ports.ts';
import type { RecordsTransfer, StoredRecord } from '../ports-transfer.ts';
import {
  blobsName,
  contentPath,
  fileSha256,
  type Head,
  headsName,
  type Manifest,
  manifestName,
  recordsName,
} from './format.ts';

export interface BackupDeps {
  readonly transfer: RecordsTransfer;
  readonly blobs: Blobs;
  readonly now: Now;
  /** Of the platform, as in package.json. */
  readonly version: string;
}

/**
 * Writes a backup. Contents that the directory has already are left alone, so that the next backup into it takes only
 * what is new; the manifest is written last, and without one there is no backup.
 */
export async function backup(
  { transfer, blobs, now, version }: BackupDeps,
  directory: string,
  onProgress: (done: string) => void = () => undefined,
): Promise<Manifest> {
  await mkdir(join(directory, 'blobs'), { recursive: true });
  await rm(join(directory, manifestName), { force: true });
  const at = now().toISOString();
  const heads: Head[] = [];
  const counted = { records: 0, blobs: 0, blobBytes: 0 };
  const log = { size: 0 };
  await writeLines(join(directory, recordsName), watched(transfer.read(), counted, { heads, log }));
  onProgress(`${counted.records} records`);
  heads.sort((a, b) => (a.stream < b.stream ? -1 : 1));
  await writeLines(join(directory, headsName), heads);
  await writeLines(
    join(directory, blobsName),
    saved(ofRecords(blobs, log.size), directory, counted, onProgress),
  );
  const sum = (name: string) => fileSha256(join(directory, name));
  const manifest: Manifest = {
    format: 1,
    at,
    version,
    ...counted,
    streams: heads.length,
    sha256: {
      'records.jsonl': await sum(recordsName),
      'heads.jsonl': await sum(headsName),
      'blobs.jsonl': await sum(blobsName),
    },
  };
  const draft = join(directory, `.${manifestName}`);
  await writeFile(draft, `${JSON.stringify(manifest, null, 2)}\n`, { flush: true });
  await rename(draft, join(directory, manifestName));
  return manifest;
}

/** The records as they come, counted; of the rows, those of the heads and the size of the public log are kept. */
async function* watched(
  records: AsyncIterable<StoredRecord>,
  counted: { records: number },
  kept: { readonly heads: Head[]; readonly log: { size: number } },
): AsyncGenerator<StoredRecord> {
  for await (const record of records) {
    counted.records += 1;
    if (record.kind === 'row' && record.index === headRow('').index) {
      const { length, hash } = JSON.parse(record.value) as { length: number; hash: string };
      kept.heads.push({ stream: record.sort, length, hash });
    }
    if (record.kind === 'row' && record.index === shownRow.index && record.key === shownRow.key)
      kept.log.size = (JSON.parse(record.value) as { size: number }).size;
    yield record;
  }
}

/**
 * Without the files of the public log that came after its records were read: a log that is restored goes on from what its
 * records say, and must not find other leaves in its place.
 */
function ofRecords(blobs: Blobs, size: number): Blobs {
  const isOwn = ({ key }: BlobInfo) =>
    !key.startsWith(logKey('')) || leavesFor(key.slice(logKey('').length)) <= size;
  return {
    ...blobs,
    async list(...given) {
      const page = await blobs.list(...given);
      return { ...page, rows: page.rows.filter(isOwn) };
    },
  };
}

/** Every blob, its content saved when the directory does not have it. */
async function* saved(
  blobs: Blobs,
  directory: string,
  counted: { blobs: number; blobBytes: number },
  onProgress: (done: string) => void,
): AsyncGenerator<BlobInfo> {
  let cursor: string | undefined;
  do {
    const page = await blobs.list('', { limit: 1000, ...(cursor && { cursor }) });
    for (const info of page.rows) {
      if (!(await save(blobs, directory, info))) continue;
      counted.blobs += 1;
      counted.blobBytes += info.bytes;
      yield info;
    }
    onProgress(`${counted.blobs} blobs, ${counted.blobBytes} bytes`);
    cursor = page.cursor;
  } while (cursor);
}

/** False for one that was removed meanwhile. */
async function save(blobs: Blobs, directory: string, { key, sha256, bytes }: BlobInfo): Promise<boolean> {
  const path = contentPath(directory, sha256);
  const known = await stat(path, { throwIfNoEntry: false });
  if (known?.size === bytes) return true;
  const content = await blobs.get(key);
  if (!content) return false;
  await mkdir(dirname(path), { recursive: true });
  const draft = `${path}.part`;
  await pipeline(
    Readable.fromWeb(content as import('node:stream/web').ReadableStream),
    createWriteStream(draft),
  );
  if ((await fileSha256(draft)) !== sha256)
    throw new Error(`the content of ${key} is not the one that was stored: its SHA-256 differs`);
  await rename(draft, path);
  return true;
}

async function writeLines(path: string, rows: AsyncIterable<object> | Iterable<object>): Promise<void> {
  const lines = async function* () {
    for await (const row of rows) yield `${JSON.stringify(row)}\n`;
  };
  await pipeline(Readable.from(lines()), createWriteStream(path, { flush: true }));
}
