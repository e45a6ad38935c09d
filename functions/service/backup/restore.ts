/** Brings a backup into empty stores, of whichever kind, and proves that everything arrived. */
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { BrokenLink } from '../audit.ts';
import { verifyAudit } from '../audit.ts';
import { toldSnapshot } from '../catalogue/rendering.ts';
import { pointerRow, pointerStream } from '../catalogue/snapshot-pointer.ts';
import type { Blobs, Records } from '../ports.ts';
import type { RecordsTransfer, StoredRecord } from '../ports-transfer.ts';
import {
  BackupDamaged,
  blobsName,
  contentPath,
  fileSha256,
  headsName,
  type Manifest,
  readBlobs,
  readHeads,
  readManifest,
  readRecords,
  recordsName,
} from './format.ts';

export interface RestoreDeps {
  readonly transfer: RecordsTransfer;
  readonly records: Records;
  readonly blobs: Blobs;
}

export type RestoreResult =
  | { readonly outcome: 'restored'; readonly manifest: Manifest; readonly events: number }
  /** The target holds something else than a restore of this very backup that broke off. */
  | { readonly outcome: 'not-empty' }
  | { readonly outcome: 'broken'; readonly broken: readonly BrokenLink[] };

/** Marks stores that are being filled: until it is gone they are not to be used. */
const marker = 'restore';

/** Whether a restore into these records broke off, or goes on: what they hold is not whole. */
export const isBeingRestored = async (records: Records): Promise<boolean> =>
  (await records.get(marker)) !== undefined;

const batch = 100;

/**
 * Restores into empty stores. May be run again after it broke off; whatever it was given, the answer is `restored` only
 * when every chain leads through the heads of the backup. Throws `BackupDamaged` before anything is written.
 */
export async function restore(
  { transfer, records, blobs }: RestoreDeps,
  directory: string,
  onProgress: (done: string) => void = () => undefined,
): Promise<RestoreResult> {
  const manifest = await readManifest(directory);
  await checkWhole(directory, manifest);
  const identity = manifest.sha256['records.jsonl'];
  const isAgain = (await records.get(marker))?.of === identity;
  if (!isAgain && !(await isEmpty({ transfer, blobs }))) return { outcome: 'not-empty' };
  await records.put(marker, { of: identity });
  let count = 0;
  for await (const { key, sha256, mediaType } of readBlobs(directory)) {
    await blobs.putFile(key, contentPath(directory, sha256), { sha256, mediaType });
    count += 1;
    if (count % 1000 === 0) onProgress(`${count} of ${manifest.blobs} blobs`);
  }
  onProgress(`${count} blobs`);
  await writeRecords(transfer, readRecords(directory));
  onProgress(`${manifest.records} records`);
  const anchors = new Map<string, { stream: string; sequence: number; hash: string }[]>();
  for await (const { stream, length, hash } of readHeads(directory))
    anchors.set(stream, [{ stream, sequence: length, hash }]);
  const { broken, events } = await verifyAudit(records, anchors);
  if (broken.length > 0) return { outcome: 'broken', broken };
  await records.remove(marker);
  return { outcome: 'restored', manifest, events };
}

/** A platform that nobody has used yet has made its empty catalogue all the same; it is made anew. */
async function isEmpty({ transfer, blobs }: Pick<RestoreDeps, 'transfer' | 'blobs'>): Promise<boolean> {
  const { rows } = await blobs.list('', { limit: mostSnapshots + 1 });
  if (rows.length > mostSnapshots || rows.some(({ key }) => !key.startsWith('snapshots/'))) return false;
  for await (const record of transfer.read()) if (!isOfEmptyCatalogue(record)) return false;
  return true;
}

/** Of an empty catalogue there is one; a function that was killed may have left another. */
const mostSnapshots = 10;

function isOfEmptyCatalogue(record: StoredRecord): boolean {
  switch (record.kind) {
    case 'event':
      return record.stream === pointerStream && record.sequence === 1;
    case 'stream':
    case 'token':
      return record.stream === pointerStream;
    case 'row':
      return record.key === pointerRow.key || record.sort === pointerStream;
    case 'item':
      return record.key === toldSnapshot;
    case 'counter':
      return false;
  }
}

/** Every list is the one of the manifest, every content there with its hash. */
async function checkWhole(directory: string, { sha256 }: Manifest): Promise<void> {
  for (const name of [recordsName, headsName, blobsName] as const) {
    const path = join(directory, name);
    const found = await stat(path, { throwIfNoEntry: false });
    if (!found || (await fileSha256(path)) !== sha256[name])
      throw new BackupDamaged(`${path} is not the one of the manifest: use another backup`);
  }
  const checked = new Set<string>();
  for await (const { key, sha256: of, bytes } of readBlobs(directory)) {
    if (checked.has(of)) continue;
    checked.add(of);
    const path = contentPath(directory, of);
    const found = await stat(path, { throwIfNoEntry: false });
    if (found?.size !== bytes || (await fileSha256(path)) !== of)
      throw new BackupDamaged(
        `${path}, the content of ${key}, is missing or was changed: use another backup`,
      );
  }
}

async function writeRecords(transfer: RecordsTransfer, from: AsyncIterable<StoredRecord>): Promise<void> {
  let pending: StoredRecord[] = [];
  for await (const record of from) {
    pending.push(record);
    if (pending.length < batch) continue;
    await transfer.write(pending);
    pending = [];
  }
  await transfer.write(pending);
}
