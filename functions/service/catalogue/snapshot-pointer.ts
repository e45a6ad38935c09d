/** Which snapshot of the public catalogue is current, and opening it: all that whoever only reads needs. */
import type { Blobs, Records } from '../ports.ts';
import { type Catalogue, openCatalogue } from './catalogue.ts';

export interface SnapshotPointer {
  /** Counts from 1; each switch adds one. */
  readonly number: number;
  readonly sha256: string;
}

export const pointerStream = 'catalogue-snapshot';
export const pointerRow = { index: 'pointer', key: pointerStream, sort: 'latest' } as const;

export const snapshotKey = (sha256: string): string => `snapshots/${sha256}.sqlite`;

/** The current pointer; undefined before the first publication. One read of one row. */
export async function snapshotPointer(records: Pick<Records, 'query'>): Promise<SnapshotPointer | undefined> {
  const { rows } = await records.query(pointerRow.index, pointerRow.key, { limit: 1 });
  const value = rows[0]?.value;
  return value && { number: Number(value.number), sha256: String(value.sha256) };
}

/** Opens the snapshot a pointer names. Throws when its blob is missing. */
export async function openSnapshot(
  blobs: Pick<Blobs, 'localFile'>,
  pointer: SnapshotPointer,
): Promise<Catalogue> {
  const path = await blobs.localFile(snapshotKey(pointer.sha256), pointer.sha256);
  if (!path) throw new Error(`snapshot ${pointer.sha256} is missing from the blobs; run the rebuild command`);
  return openCatalogue(path, pointer.sha256);
}
