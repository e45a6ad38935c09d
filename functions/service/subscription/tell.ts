/**
 * Tells subscribers what is new in the public catalogue. Called now and then, by one process or several: each piece of news
 * reaches each of them once, and what went by while nothing ran is made up for with the next call.
 */
import type { CatalogueNews } from '../../domain/catalogue-news.ts';
import { isBefore } from '../../domain/china-time.ts';
import { chainOrigin } from '../../domain/hash-chain.ts';
import { listensTo } from '../../domain/webhook.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { chinaDay } from '../clock.ts';
import { appendEvents } from '../event-log.ts';
import type { OutboxDeps } from '../outbox.ts';
import type { IndexRow, JsonObject } from '../ports.ts';
import { announcementRows } from '../webhook/announcement.ts';
import type { Owner } from '../webhook/owner.ts';
import { loadWebhooks, ownersToldNews } from '../webhook/webhooks.ts';
import { latestChange, newsSince } from './news.ts';

export interface SubscriptionDeps extends OutboxDeps {
  readonly catalogue: () => Catalogue;
  readonly portalUrl: string;
}

/** Of which catalogue and day everybody has been told: a look costs one small reading. */
const seenItem = 'subscriptions-seen';

/** What was published before the first call is no news. */
export async function tellSubscribers(deps: SubscriptionDeps): Promise<{ readonly told: number }> {
  const { records, now } = deps;
  const catalogue = deps.catalogue();
  const today = chinaDay(now());
  const at = latestChange(catalogue) ?? now().toISOString();
  const seen = { digest: catalogue.info.digest, day: today, at };
  const before = await records.get(seenItem);
  if (before?.digest === seen.digest && before.day === today) return { told: 0 };
  // Read before anything is awaited: a catalogue that was replaced is closed after a while.
  const news = before ? newsSince(deps.catalogue(), String(before.at), today) : [];
  const told = await tellSystems(deps, news);
  await records.put(seenItem, seen);
  return { told };
}

/** Those of the news that webhooks listen to. */
async function tellSystems(deps: SubscriptionDeps, news: readonly CatalogueNews[]): Promise<number> {
  if (news.length === 0) return 0;
  let told = 0;
  for (const owner of await ownersToldNews(deps.records)) {
    const webhooks = await loadWebhooks(deps.records, owner);
    for (const each of news) {
      const announcement = announcementOf(each, deps.portalUrl);
      const isHeard = webhooks.some(
        (webhook) => !isBefore(each.at, webhook.createdAt) && listensTo(webhook, announcement),
      );
      if (isHeard && (await once(deps, each, owner, announcementRows(announcement, [owner])))) told += 1;
    }
  }
  return told;
}

/** Writes rows for one reader of the news, unless that was done before. */
async function once(
  { records }: SubscriptionDeps,
  { id }: CatalogueNews,
  reader: Owner,
  put: readonly IndexRow[],
): Promise<boolean> {
  const nothing = { length: 0, lastHash: chainOrigin };
  // Rows alone: who is told of what is on record with the deliveries.
  const options = { put, token: `${id}/${reader}` };
  return (await appendEvents(records, 'catalogue-news', nothing, [], options)).outcome === 'appended';
}

function announcementOf({ type, at, agency, dataset, version }: CatalogueNews, portalUrl: string) {
  const page =
    dataset === undefined ? `${portalUrl}/agencies/${agency}/` : `${portalUrl}/datasets/${dataset}/`;
  const data: JsonObject = {
    agency,
    ...(dataset !== undefined && { dataset }),
    ...(version !== undefined && { version }),
    url: page,
  };
  return { type, at, data };
}
