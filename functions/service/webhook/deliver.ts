/** Sends what waits for webhooks, signed; disables those that do not take anything any more. */
import { type } from 'arktype';
import { isBefore } from '../../domain/china-time.ts';
import { once } from '../../domain/once.ts';
import type { DisabledBecause } from '../../domain/webhook.ts';
import { inTurn } from '../each.ts';
import { type OutgoingRules, sendOut } from '../http/outgoing.ts';
import {
  type Attempt,
  type Delivered,
  deliverDue,
  type Outbox,
  type OutboxDeps,
  type Settled,
} from '../outbox.ts';
import type { Records } from '../ports.ts';
import { testEvent } from './announcement.ts';
import { attempted, type Delivery, deliveryRow, deliveryStream, findDelivery } from './deliveries.ts';
import { disabledRows } from './disabled-rows.ts';
import { fanOut, webhookOutbox } from './fan-out.ts';
import type { Owner } from './owner.ts';
import { readSecrets, secretsAt } from './secrets.ts';
import { signedHeaders } from './signature.ts';
import { lastSuccess, standingRow } from './standing.ts';
import { changeWebhooks, loadWebhooks } from './webhooks.ts';

export interface WebhookDeps extends OutboxDeps {
  readonly portalUrl: string;
  /** What may be connected to, and how long it may take. */
  readonly outgoing?: OutgoingRules;
}

/** Minutes; with them a message is tried eight times within 32 hours. */
const pauses = [1, 5, 30, 120, 300, 600, 840];

const waiting = once(() =>
  type({
    id: 'string',
    attempts: 'number',
    owner: type('string').as<Owner>(),
    webhook: 'string',
    delivery: 'string',
    type: 'string',
    /** Since when it has been tried. */
    since: 'string',
  }),
);
type WaitingDelivery = ReturnType<typeof waiting>['infer'];

/** One round: what happened becomes deliveries, and those that are due go out, also where one could not be made. */
export async function deliverWebhooks(deps: WebhookDeps): Promise<Delivered> {
  const outbox: Outbox<WaitingDelivery> = {
    index: webhookOutbox,
    pauses,
    lanes: 8,
    laneOf: ({ webhook }) => webhook,
    read: (value) => waiting().assert(value),
    attempt: (item) => attempt(deps, item),
    record: (item, settled) => record(deps, item, settled),
  };
  let delivered: Delivered = { sent: 0, failed: 0 };
  const goOut = async (): Promise<void> => {
    delivered = await deliverDue(deps, outbox);
  };
  await inTurn(() => fanOut(deps), goOut);
  return delivered;
}

/** `held`: the webhook was removed or disabled meanwhile, and nothing was sent. */
const held: Attempt = { result: 'done', facts: { held: true } };

async function attempt(deps: WebhookDeps, item: WaitingDelivery): Promise<Attempt> {
  const { records, now, portalUrl } = deps;
  const webhook = (await loadWebhooks(records, item.owner)).find(({ id }) => id === item.webhook);
  const delivery = await findDelivery(records, item.webhook, item.delivery);
  if (!webhook || webhook.disabled || !delivery) return held;
  const { id, body } = delivery;
  const secrets = secretsAt(await readSecrets(records, webhook.id), now());
  const headers = {
    'Content-Type': 'application/json',
    'User-Agent': `jilin-open-data (+${portalUrl}/developers/)`,
    ...signedHeaders({ id, body }, secrets, now()),
  };
  const answer = await sendOut({ url: webhook.url, method: 'POST', headers, body }, deps.outgoing);
  // A test is for whoever is looking: it is not repeated.
  const missed = item.type === testEvent ? 'hopeless' : 'failed';
  if (answer.outcome === 'failed') return { result: missed, facts: { reason: answer.reason } };
  answer.leave();
  const { status } = answer;
  if (status >= 200 && status < 300) return { result: 'done', facts: { status } };
  return { result: status === 410 ? 'hopeless' : missed, facts: { status } };
}

async function record(deps: WebhookDeps, item: WaitingDelivery, settled: Settled) {
  const { webhook, delivery: id } = item;
  const because = await reasonToDisable(deps.records, item, settled);
  // Before the delivery is settled: after a crash in between it is attempted and settled again.
  if (because) await disable(deps, item, because);
  const { outcome, at, facts, attempts } = settled;
  const before = await findDelivery(deps.records, webhook, id);
  const standing = facts.held ? [] : [await standingRow(deps.records, webhook, outcome === 'done', at)];
  const name = facts.held ? 'delivery-held' : outcome === 'done' ? 'delivered' : 'delivery-failed';
  return {
    stream: deliveryStream(webhook, at),
    event: { type: name, data: { delivery: id, attempts, ...facts } },
    put: before ? [deliveryRow(after(before, settled)), ...standing] : [],
  };
}

function after(before: Delivery, settled: Settled): Delivery {
  const { outcome, at, facts } = settled;
  const { nextAt: _nextAt, ...rest } = before;
  if (facts.held) return { ...rest, state: 'held' };
  const { status, reason } = facts;
  const made = attempted(before, {
    at,
    ...(typeof status === 'number' && { status }),
    ...(typeof reason === 'string' && { reason }),
  });
  if (outcome === 'again') return { ...made, nextAt: settled.nextAt };
  return { ...made, state: outcome === 'done' ? 'delivered' : 'failed' };
}

/** A message that cannot be delivered is no reason while others can. */
async function reasonToDisable(
  records: Records,
  { webhook, type: name, since }: WaitingDelivery,
  { outcome, facts }: Settled,
): Promise<DisabledBecause | undefined> {
  if (outcome !== 'given-up' || name === testEvent) return undefined;
  if (facts.status === 410) return 'gone';
  const latest = await lastSuccess(records, webhook);
  return latest !== undefined && isBefore(since, latest) ? undefined : 'failing';
}

async function disable(
  deps: WebhookDeps,
  { owner, webhook: id }: WaitingDelivery,
  because: DisabledBecause,
): Promise<void> {
  const rows = async () => ({ put: await disabledRows(deps, owner, id) });
  const changed = await changeWebhooks(deps, owner, { type: 'disable', id, because }, 'platform', rows);
  // Removed meanwhile: nothing is left to disable.
  if (changed === 'webhooks-overtaken') throw new Error(`webhook ${id} could not be disabled`);
}
