/** From what happened to messages: each webhook that listens gets a delivery of its own, in one append. */

import { isCatalogueNews } from '../../domain/catalogue-news.ts';
import { isBefore } from '../../domain/china-time.ts';
import { listensTo, type Webhook } from '../../domain/webhook.ts';
import { forEach } from '../each.ts';
import { appendEvents, loadHead } from '../event-log.ts';
import { type OutboxDeps, waitingRow } from '../outbox.ts';
import type { AppendOptions, IndexRow } from '../ports.ts';
import {
  announcements,
  messageBody,
  newsAnnouncements,
  readAnnouncement,
  type StoredAnnouncement,
} from './announcement.ts';
import { takeNewsWhileFailing } from './budget.ts';
import { type Delivery, deliveryRow, oldestDeliveries } from './deliveries.ts';
import type { Owner } from './owner.ts';
import { failingSince } from './standing.ts';
import { loadWebhooks } from './webhooks.ts';

export const webhookOutbox = 'webhook-outbox';
/** One append takes 60 rows: at most ten webhooks, two rows each, and as many that are old enough to go. */
const mostOld = 3;
const batch = 200;

/** The row by which a delivery goes out. */
export function outgoingRow(owner: Owner, { id, webhook, runs, type }: Delivery, at: string): IndexRow {
  const item = { id: `${webhook}/${id}/${runs}`, attempts: 0, owner, webhook, delivery: id, type, since: at };
  return waitingRow(webhookOutbox, item, at);
}

/** A delivery that was not attempted yet. */
export function newDelivery(message: Omit<StoredAnnouncement, 'owner'>, webhook: Webhook): Delivery {
  const { id, type, at } = message;
  const common = { id, webhook: webhook.id, type, at, body: messageBody(message), runs: 1 };
  const state = webhook.disabled ? 'held' : 'waiting';
  return { ...common, state, attempted: 0, attempts: [] };
}

/** One round over what was announced, news last; safe to be done by two at once. Throws, after the round, for what failed. */
export async function fanOut(deps: OutboxDeps): Promise<void> {
  await forEach([announcements, newsAnnouncements], async ({ index, key }) => {
    const { rows } = await deps.records.query(index, key, { limit: batch });
    await forEach(rows, async (row) => {
      if (!deps.stopping?.aborted) await announce(deps, row, readAnnouncement(row.value));
    });
  });
}

async function announce(deps: OutboxDeps, row: IndexRow, message: StoredAnnouncement): Promise<void> {
  const { records, now } = deps;
  const at = now().toISOString();
  const stream = `announcements/${message.at.slice(0, 10)}`;
  const { index, key, sort } = row;
  for (;;) {
    const head = await loadHead(records, stream);
    const listening = (await loadWebhooks(records, message.owner)).filter(
      (webhook) => listensTo(webhook, message) && !isBefore(message.at, webhook.createdAt),
    );
    const rowsOf = await Promise.all(listening.map((webhook) => queued(deps, message, webhook)));
    const put = rowsOf.flatMap((each) => each.put);
    const remove = [{ index, key, sort }, ...rowsOf.flatMap((each) => each.remove)];
    const data = { message: message.id, type: message.type, webhooks: listening.map(({ id }) => id) };
    const events = listening.length > 0 ? [{ type: 'announced', at, actor: 'platform', data }] : [];
    const options = { put, remove, token: message.id };
    const { outcome } = await appendEvents(records, stream, head, events, options);
    if (outcome !== 'conflict') return;
  }
}

async function queued(
  deps: OutboxDeps,
  message: StoredAnnouncement,
  webhook: Webhook,
): Promise<Required<Pick<AppendOptions, 'put' | 'remove'>>> {
  const { records, now } = deps;
  const made = newDelivery(message, webhook);
  const delivery = (await isTooMuch(deps, message, webhook)) ? { ...made, state: 'held' as const } : made;
  const goesOut = delivery.state === 'waiting';
  return {
    put: [deliveryRow(delivery), ...(goesOut ? [outgoingRow(message.owner, delivery, message.at)] : [])],
    remove: await oldestDeliveries(records, webhook.id, mostOld, now()),
  };
}

/** News for a receiver that takes nothing: little of it waits, the rest can be asked for again when it is back. */
const isTooMuch = async (deps: OutboxDeps, { type }: StoredAnnouncement, { id }: Webhook): Promise<boolean> =>
  isCatalogueNews(type) &&
  (await failingSince(deps.records, id)) !== undefined &&
  !(await takeNewsWhileFailing(deps, id));
