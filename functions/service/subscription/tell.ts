/**
 * Tells subscribers what is new in the public catalogue. Called now and then, by one process or several: each piece of news
 * reaches each of them once, and what went by while nothing ran is made up for with the next call.
 */
import type { CatalogueNews } from '../../domain/catalogue-news.ts';
import { isBefore } from '../../domain/china-time.ts';
import { listensTo } from '../../domain/webhook.ts';
import { chinaDay } from '../clock.ts';
import type { JsonObject } from '../ports.ts';
import { announcementRows } from '../webhook/announcement.ts';
import { loadWebhooks, ownersToldNews } from '../webhook/webhooks.ts';
import type { SubscriptionDeps } from './deps.ts';
import { latestChange, newsSince } from './news.ts';
import { mailPeople, tellPeople } from './people.ts';
import { writeOnce } from './write-once.ts';

/** Of which catalogue and day everybody has been told: a look costs one small reading. */
const seenItem = 'subscriptions-seen';

/** What was published before the first call is no news. */
export async function tellSubscribers(deps: SubscriptionDeps): Promise<{ readonly told: number }> {
  const told = await tellNews(deps);
  await mailPeople(deps);
  return { told };
}

async function tellNews(deps: SubscriptionDeps): Promise<number> {
  const { records, now } = deps;
  const catalogue = deps.catalogue();
  const today = chinaDay(now());
  const at = latestChange(catalogue) ?? now().toISOString();
  const seen = { digest: catalogue.info.digest, day: today, at };
  const before = await records.get(seenItem);
  if (before?.digest === seen.digest && before.day === today) return 0;
  // Read before anything is awaited: a catalogue that was replaced is closed after a while.
  const news = before ? newsSince(deps.catalogue(), String(before.at), today) : [];
  const told = (await tellSystems(deps, news)) + (await tellPeople(deps, news));
  await records.put(seenItem, seen);
  return told;
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
      if (isHeard && (await writeOnce(deps.records, each.id, owner, announcementRows(announcement, [owner]))))
        told += 1;
    }
  }
  return told;
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
