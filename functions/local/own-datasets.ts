/** Publishing what the platform makes of itself: at every start, and once a day while it runs. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { refreshSnapshot } from '../service/catalogue/snapshot.ts';
import { openSnapshot } from '../service/catalogue/snapshot-pointer.ts';
import { chinaDay } from '../service/clock.ts';
import { ownDatasets } from '../service/own-dataset/own-datasets.ts';
import type { PublicationService } from '../service/publication/contract.ts';
import { datasetDirectories, type PublishOptions, publishDirectory } from './datasets.ts';
import type { Platform } from './platform.ts';
import { succeeded } from './publication-report.ts';
import type { DailyWork } from './schedule.ts';

/** Publishes those whose descriptors are shipped; answers whether all succeeded. What is as it was makes no version. */
export async function publishOwn(
  platform: Platform,
  publications: PublicationService,
  options: PublishOptions = {},
): Promise<boolean> {
  const shipped = await datasetDirectories(platform.config.DATASETS_DIR);
  let allSucceeded = true;
  for (const id of Object.keys(ownDatasets)) {
    const descriptor = join(platform.config.DATASETS_DIR, id);
    if (!shipped.includes(descriptor)) continue;
    options.stopping?.throwIfAborted();
    const directory = await mkdtemp(join(platform.workDirectory, `${id}-`));
    try {
      await stage(platform, id, descriptor, directory);
      const result = await publishDirectory(publications, directory, { ...options, name: id });
      allSucceeded &&= succeeded(result);
    } finally {
      await rm(directory, { recursive: true, force: true });
    }
  }
  return allSucceeded;
}

/** Today's table of the catalogue as it stands now, with a descriptor that says so. */
async function stage(platform: Platform, id: string, shipped: string, directory: string): Promise<void> {
  const now = platform.now();
  const document = JSON.parse(await readFile(join(shipped, 'dataset.json'), 'utf8')) as { modified: string };
  const [, modified] = [document.modified, chinaDay(now)].sort();
  await writeFile(join(directory, 'dataset.json'), JSON.stringify({ ...document, modified }));
  const catalogue = await openSnapshot(platform.blobs, await refreshSnapshot(platform.snapshot));
  try {
    const table = ownDatasets[id]?.(catalogue, now.toISOString()) ?? '';
    await writeFile(join(directory, `${id}.csv`), table);
  } finally {
    catalogue.close();
  }
}

/** Once a day, wherever it is done: at the start, or by whoever runs when the day begins. */
export const ownDatasetsDaily = ({ records, now }: Platform, run: DailyWork['run']): DailyWork => {
  return { records, now, name: 'own-datasets', run };
};
