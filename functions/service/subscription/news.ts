/** What is new in the public catalogue since subscribers were last told: read from the snapshot, and from nothing else. */
import { type CatalogueNews, newsOf, newsOfList } from '../../domain/catalogue-news.ts';
import { dayInChina } from '../../domain/china-time.ts';
import { editionsOf } from '../../domain/open-list-edition.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';

/**
 * A publication gets its time before it is written: what was at it when somebody last looked may be older than what was
 * seen then. Whatever comes up twice by this is told once.
 */
const overlapMs = 15 * 60_000;
const allChanges = 1_000_000;

/**
 * Oldest first. `since`: the latest change that was seen last time, ISO 8601 UTC. `today`, of China: an edition of an
 * open list is told when its day is over, for only then is it complete. `after`: only those that come after this one.
 */
export function newsSince(
  catalogue: Catalogue,
  since: string,
  today: string,
  after?: Place,
): readonly CatalogueNews[] {
  const from = new Date(Date.parse(since) - overlapMs).toISOString();
  const changes = catalogue.changes({ since: from, limit: allChanges }).flatMap((each) => newsOf(each) ?? []);
  return [...changes, ...listsSince(catalogue, dayInChina(from), today)]
    .filter((each) => !after || compare(after, each) < 0)
    .toSorted(compare);
}

type Place = Pick<CatalogueNews, 'at' | 'id'>;

/** By time and id, so that it is the same order in each call. */
function compare(one: Place, other: Place): number {
  if (one.at !== other.at) return one.at < other.at ? -1 : 1;
  if (one.id === other.id) return 0;
  return one.id < other.id ? -1 : 1;
}

function listsSince(catalogue: Catalogue, day: string, today: string): readonly CatalogueNews[] {
  const changed = catalogue.changes({ since: `${day}T00:00:00+08:00`, limit: allChanges });
  const agencies = new Set(changed.map(({ agency }) => agency));
  return [...agencies].flatMap((agency) =>
    editionsOf(catalogue.changes({ agency, limit: allChanges }))
      .filter(({ date }) => date >= day && date < today)
      .map((edition) => newsOfList(agency, edition)),
  );
}

/** The time of the latest change; undefined for an empty catalogue. */
export const latestChange = (catalogue: Catalogue): string | undefined =>
  catalogue.changes({ limit: 1 })[0]?.at;
