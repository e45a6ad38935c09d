/** Publishing what the platform makes of itself: today's tables of the catalogue as it stands now. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { refreshSnapshot, type SnapshotDeps } from '../catalogue/snapshot.ts';
import { openSnapshot } from '../catalogue/snapshot-pointer.ts';
import { chinaDay } from '../clock.ts';
import type { PublishResult } from '../publication/contract.ts';
import { succeeded } from '../publication/succeeded.ts';
import { ownDatasets } from './own-datasets.ts';
import { type Recorded, readRecorded } from './recorded.ts';

/** A descriptor as it is shipped; it is checked like any other when it is published. */
export interface ShippedDescriptor {
  readonly modified: string;
}

/** What is to be published: the descriptor, and the directory with the table that it names. */
export interface OwnDataset {
  readonly id: string;
  readonly document: ShippedDescriptor;
  readonly directory: string;
}

/**
 * Publishes those whose descriptors are given; answers the ids of those that failed. What is as it was makes no
 * version, so that doing it twice, or by two processes, comes to the same.
 */
export async function publishOwnDatasets(
  deps: SnapshotDeps,
  descriptors: Readonly<Record<string, ShippedDescriptor>>,
  publish: (own: OwnDataset) => Promise<PublishResult>,
): Promise<readonly string[]> {
  const failed: string[] = [];
  const recorded = await withCatalogue(deps, (catalogue) => readRecorded(deps, catalogue));
  for (const id of Object.keys(ownDatasets)) {
    const shipped = descriptors[id];
    if (!shipped) continue;
    const directory = await mkdtemp(join(deps.workDirectory, `${id}-`));
    try {
      const document = await stage(deps, { id, shipped, recorded }, directory);
      if (!succeeded(await publish({ id, document, directory }))) failed.push(id);
    } finally {
      await rm(directory, { recursive: true, force: true });
    }
  }
  return failed;
}

interface Staged {
  readonly id: string;
  readonly shipped: ShippedDescriptor;
  readonly recorded: Recorded;
}

/** Today's table of the catalogue, in the directory, and a descriptor that says of which day it is. */
async function stage(
  deps: SnapshotDeps,
  { id, shipped, recorded }: Staged,
  directory: string,
): Promise<ShippedDescriptor> {
  const now = deps.now();
  const [, modified = shipped.modified] = [shipped.modified, chinaDay(now)].sort();
  await withCatalogue(deps, async (catalogue) => {
    const table = ownDatasets[id]?.(catalogue, now.toISOString(), recorded) ?? '';
    await writeFile(join(directory, `${id}.csv`), table);
  });
  return { ...shipped, modified };
}

/** Done with the catalogue as it stands now. */
async function withCatalogue<T>(deps: SnapshotDeps, work: (catalogue: Catalogue) => Promise<T>): Promise<T> {
  const catalogue = await openSnapshot(deps.blobs, await refreshSnapshot(deps));
  try {
    return await work(catalogue);
  } finally {
    catalogue.close();
  }
}
