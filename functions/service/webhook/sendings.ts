/** What was sent to a webhook, and sending it again or trying it out: by those who act for the owner. */
import type { Actor } from '../../domain/actor.ts';
import type { Webhook } from '../../domain/webhook.ts';
import { appendEvents, loadHead } from '../event-log.ts';
import { ownerFor, type Refused, refuse } from './access.ts';
import { newMessageId, testEvent } from './announcement.ts';
import { takeFromBudget } from './budget.ts';
import type { WebhookDeps } from './deliver.ts';
import {
  type Delivery,
  type DeliveryList,
  deliveryRow,
  deliveryStream,
  findDelivery,
  readDeliveries,
} from './deliveries.ts';
import { newDelivery, outgoingRow } from './fan-out.ts';
import { loadWebhooks } from './webhooks.ts';

/** A page of deliveries, newest first. */
export async function listDeliveries(
  deps: WebhookDeps,
  id: string,
  page: { readonly limit: number; readonly cursor?: string },
  actor: Actor,
): Promise<({ readonly outcome: 'listed' } & DeliveryList) | { readonly outcome: 'no-cursor' } | Refused> {
  if (!(await ownerFor(deps.records, id, actor))) return refuse('unknown-webhook');
  const list = await readDeliveries(deps.records, id, page);
  return list ? { outcome: 'listed', ...list } : { outcome: 'no-cursor' };
}

export type Sent = { readonly outcome: 'queued'; readonly delivery: Delivery } | Refused;

/** Sends a test: once, within seconds; its result stands among the deliveries. */
export async function testWebhook(deps: WebhookDeps, id: string, actor: Actor): Promise<Sent> {
  return sendAs(deps, id, actor, async (webhook) => {
    const message = { type: testEvent, at: deps.now().toISOString(), data: { webhook: id } };
    return newDelivery({ ...message, id: newMessageId(deps.now()) }, webhook);
  });
}

/** Sends a message again, under its id, with all attempts before it; those that wait are not hurried. */
export async function replayDelivery(
  deps: WebhookDeps,
  id: string,
  message: string,
  actor: Actor,
): Promise<Sent> {
  return sendAs(deps, id, actor, async () => {
    const before = await findDelivery(deps.records, id, message);
    if (!before) return 'unknown-delivery';
    if (before.state === 'waiting') return 'delivery-pending';
    return { ...before, state: 'waiting', runs: before.runs + 1 };
  });
}

async function sendAs(
  deps: WebhookDeps,
  id: string,
  actor: Actor,
  make: (webhook: Webhook) => Promise<Delivery | 'unknown-delivery' | 'delivery-pending'>,
): Promise<Sent> {
  const { records, now } = deps;
  const owner = await ownerFor(deps.records, id, actor);
  const webhook = owner && (await loadWebhooks(records, owner)).find((each) => each.id === id);
  if (!owner || !webhook) return refuse('unknown-webhook');
  if (webhook.disabled) return refuse('webhook-disabled');
  const at = now().toISOString();
  if (!(await takeFromBudget(deps, owner))) return refuse('too-many-sendings');
  const stream = deliveryStream(id, at);
  for (;;) {
    const head = await loadHead(records, stream);
    const delivery = await make(webhook);
    if (typeof delivery === 'string') return refuse(delivery);
    const data = { delivery: delivery.id, type: delivery.type, run: delivery.runs };
    const event = { type: 'delivery-asked-for', at, actor: actor.id, data };
    const put = [deliveryRow(delivery), outgoingRow(owner, delivery, at)];
    const { outcome } = await appendEvents(records, stream, head, [event], { put });
    if (outcome !== 'conflict') return { outcome: 'queued', delivery };
  }
}
