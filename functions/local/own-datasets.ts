/** Publishing what the platform makes of itself: at every start, and once a day while it runs. */
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { DailyWork } from '../service/daily.ts';
import { ownDatasets } from '../service/own-dataset/own-datasets.ts';
import { publishOwnDatasets, type ShippedDescriptor } from '../service/own-dataset/publish-own.ts';
import type { PublicationService } from '../service/publication/contract.ts';
import { datasetDirectories, type PublishOptions, publishDocument } from './datasets.ts';
import type { Platform } from './platform.ts';

/** Publishes those whose descriptors are shipped; answers whether all succeeded. */
export async function publishOwn(
  platform: Platform,
  publications: PublicationService,
  options: PublishOptions = {},
): Promise<boolean> {
  const shipped = await datasetDirectories(platform.config.DATASETS_DIR);
  const own = shipped.filter((directory) => Object.hasOwn(ownDatasets, basename(directory)));
  const read = async (directory: string): Promise<ShippedDescriptor> =>
    JSON.parse(await readFile(join(directory, 'dataset.json'), 'utf8'));
  const descriptors = await Promise.all(
    own.map(async (directory) => [basename(directory), await read(directory)]),
  );
  const deps = { ...platform.snapshot, now: platform.now };
  const failed = await publishOwnDatasets(deps, Object.fromEntries(descriptors), (dataset) => {
    options.stopping?.throwIfAborted();
    return publishDocument(publications, dataset, { ...options, name: dataset.id });
  });
  return failed.length === 0;
}

/** Once a day, wherever it is done: at the start, or by whoever runs when the day begins. */
export const ownDatasetsDaily = ({ records, now }: Platform, run: DailyWork['run']): DailyWork => {
  return { records, now, name: 'own-datasets', run };
};
