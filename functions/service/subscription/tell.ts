/**
 * Tells subscribers what is new in the public catalogue. Called now and then, by one process or several, of which one at a
 * time does it: each piece of news reaches each of them once. What went by while nothing ran, or did not fit into one call,
 * is made up for with the next.
 */
import type { CatalogueNews } from '../../domain/catalogue-news.ts';
import { isBefore } from '../../domain/china-time.ts';
import { listensTo, type Webhook } from '../../domain/webhook.ts';
import { chinaDay } from '../clock.ts';
import { forEach, inTurn } from '../each.ts';
import { type Lease, takeLease } from '../lease.ts';
import type { JsonObject } from '../ports.ts';
import { announcementRows, newsAnnouncements } from '../webhook/announcement.ts';
import type { Owner } from '../webhook/owner.ts';
import { loadWebhooks, ownersToldNews } from '../webhook/webhooks.ts';
import type { SubscriptionDeps } from './deps.ts';
import { latestChange, newsSince } from './news.ts';
import { isAnybodyWaiting, mailPeople, tellPeople } from './people.ts';
import { type Round, readSeen, writeSeen } from './seen.ts';
import { writeOnce } from './write-once.ts';

/**
 * What was published before the first call is no news. Nothing is done while another process is at it. Once `stopping` is
 * aborted no further piece of news is begun; people are written to of those that were told by then. Throws, after the round,
 * when the webhooks of somebody could not be read (that round passes them over) or somebody not be written to.
 */
export async function tellSubscribers(deps: SubscriptionDeps): Promise<{ readonly told: number }> {
  // Before the lease: most calls find nothing to do, and cost two small readings.
  if (!(await isAnythingNew(deps)) && !(await isAnybodyWaiting(deps))) return { told: 0 };
  const lease = await takeLease(deps.records, 'subscriptions', deps.now);
  if (!lease) return { told: 0 };
  try {
    let told = 0;
    const systems: Systems = new Map();
    await inTurn(
      () => loadSystems(deps, systems),
      async () => {
        told = await tellNews(deps, lease, systems);
      },
      () => mailPeople(deps, lease),
    );
    return { told };
  } finally {
    await lease.release();
  }
}

function latest({ catalogue, now }: SubscriptionDeps): Required<Omit<Round, 'after'>> {
  const current = catalogue();
  const at = latestChange(current) ?? now().toISOString();
  return { digest: current.info.digest, day: chinaDay(now()), at };
}

async function isAnythingNew(deps: SubscriptionDeps): Promise<boolean> {
  const { digest, day } = latest(deps);
  const seen = await readSeen(deps.records);
  return !seen || seen.round !== undefined || seen.digest !== digest || seen.day !== day;
}

async function tellNews(deps: SubscriptionDeps, lease: Lease, systems: Systems): Promise<number> {
  const { records } = deps;
  const before = await readSeen(records);
  // From here to the news nothing is awaited: a catalogue that was replaced is closed after a while.
  const { digest, day, at, after }: Round = before?.round ?? latest(deps);
  const seen = { digest, day, at };
  const news = before ? newsSince(deps.catalogue(), before.at, day, after) : [];
  // A round that was not finished ends as what it began as: what came up meanwhile is the next one's.
  const { told, isFinished } = await tellEach(deps, systems, news, async (last) => {
    lease.held();
    if (before)
      await writeSeen(records, { ...before, round: { ...seen, after: { at: last.at, id: last.id } } });
  });
  lease.held();
  if (isFinished) await writeSeen(records, seen);
  return told;
}

async function tellEach(
  deps: SubscriptionDeps,
  systems: Systems,
  news: readonly CatalogueNews[],
  done: (last: CatalogueNews) => Promise<void>,
): Promise<{ readonly told: number; readonly isFinished: boolean }> {
  let told = 0;
  for (const each of news) {
    if (deps.stopping?.aborted) return { told, isFinished: false };
    told += (await tellSystems(deps, systems, each)) + (await tellPeople(deps, each));
    // Perhaps not all were told of it: those that were, are not told again.
    if (deps.stopping?.aborted) return { told, isFinished: false };
    await done(each);
  }
  return { told, isFinished: true };
}

type Systems = Map<Owner, readonly Webhook[]>;

const loadSystems = async ({ records }: SubscriptionDeps, systems: Systems): Promise<void> =>
  forEach(await ownersToldNews(records), async (owner) =>
    systems.set(owner, await loadWebhooks(records, owner)),
  );

/** Those whose webhooks listen to it. */
async function tellSystems(
  { records, portalUrl }: SubscriptionDeps,
  systems: Systems,
  news: CatalogueNews,
): Promise<number> {
  const announcement = announcementOf(news, portalUrl);
  let told = 0;
  for (const [owner, webhooks] of systems) {
    const isHeard = webhooks.some(
      (webhook) => !isBefore(news.at, webhook.createdAt) && listensTo(webhook, announcement),
    );
    if (!isHeard) continue;
    const rows = announcementRows(announcement, [owner], newsAnnouncements);
    if (await writeOnce(records, news.id, owner, rows)) told += 1;
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
