/** How many people keep a dataset: the number alone is public, counted once a day. Who they are is nobody's business. */
import { chainOrigin } from '../../domain/hash-chain.ts';
import { disclosureRow } from '../catalogue/disclosures.ts';
import { onceADay } from '../daily.ts';
import { appendEvents } from '../event-log.ts';
import type { Records } from '../ports.ts';
import { favouriteCountRow, favouritesOf } from './count-row.ts';
import { type FavouriteDeps, keepersOf, knownSubjects } from './favourites.ts';

/** The counts of a day, done once. */
export const countFavouritesDaily = (deps: FavouriteDeps): Promise<boolean> =>
  onceADay({ records: deps.records, now: deps.now, name: 'favourites', run: () => countFavourites(deps) });

/** Counts all, and has the catalogue tell what changed. */
export async function countFavourites({ records, catalogue }: FavouriteDeps): Promise<void> {
  for (const subject of await knownSubjects(records)) {
    if (!subject.startsWith('dataset/')) continue;
    const dataset = subject.slice('dataset/'.length);
    const count = (await keepersOf(records, subject)).length;
    if (favouritesOf(catalogue(), dataset) !== count) await disclose(records, dataset, count);
  }
}

async function disclose(records: Records, dataset: string, count: number): Promise<void> {
  const put = [favouriteCountRow(dataset, count), disclosureRow('favourite', dataset, String(count))];
  await appendEvents(records, 'favourite-counts', { length: 0, lastHash: chainOrigin }, [], { put });
}
