/** Making, changing and removing webhooks: by those who act for the owner. */
import { ulid } from 'ulidx';
import type { Actor } from '../../domain/actor.ts';
import type { Webhook, WebhookCommand } from '../../domain/webhook.ts';
import { appendEvents, loadHead } from '../event-log.ts';
import { readTarget } from '../http/target.ts';
import { ownerFor, type Refused, refuse } from './access.ts';
import { takeFromBudget } from './budget.ts';
import type { WebhookDeps } from './deliver.ts';
import { deliveryStream, oldestDeliveries } from './deliveries.ts';
import { namedOwner, type Owner, ownersOf } from './owner.ts';
import { readSecrets, secretPlace, secretRow } from './secrets.ts';
import { makeSecret } from './signature.ts';
import { lastSuccess } from './standing.ts';
import { changeWebhooks, loadWebhooks } from './webhooks.ts';

/** A webhook as its owner sees it: without its secret. */
export type WebhookView = Webhook & {
  readonly owner: Owner;
  /** When it last took a message; null for never. */
  readonly lastSuccessAt: string | null;
};
export type WebhookDone =
  | { readonly outcome: 'changed'; readonly webhook: WebhookView }
  /** `secret` is told now, and never again. */
  | { readonly outcome: 'made'; readonly webhook: WebhookView; readonly secret: string }
  | { readonly outcome: 'removed' }
  | Refused;

export interface NewWebhook {
  readonly name: string;
  readonly url: string;
  readonly events: readonly string[];
  /** What of the public catalogue it is told of; see `domain/webhook.ts`. */
  readonly datasets?: readonly string[];
  readonly agencies?: readonly string[];
  /** `self`, a credit code, or `agency`. */
  readonly owner?: string;
}
export type WebhookChange =
  | ({ readonly type: 'change' } & Partial<Omit<NewWebhook, 'owner'>>)
  | { readonly type: 'rotate-secret'; readonly overlapHours: number }
  | { readonly type: 'enable' }
  | { readonly type: 'disable' }
  | { readonly type: 'remove' };

/** Makes a webhook and its secret. */
export async function createWebhook(
  deps: WebhookDeps,
  { owner: wanted, ...described }: NewWebhook,
  actor: Actor,
): Promise<WebhookDone> {
  const owner = namedOwner(actor, wanted);
  if (!owner) return refuse('not-your-party');
  const wrong = addressRefused(deps, described.url);
  if (wrong) return wrong;
  if (!(await takeFromBudget(deps, owner))) return refuse('too-many-sendings');
  const id = `whk_${ulid(deps.now().getTime())}`;
  const secret = makeSecret();
  const rows = async () => ({ put: [secretRow(id, { current: secret })] });
  const webhooks = await changeWebhooks(
    deps,
    owner,
    {
      type: 'create',
      id,
      datasets: [],
      agencies: [],
      ...described,
    },
    actor.id,
    rows,
  );
  if (typeof webhooks === 'string') return refuse(webhooks);
  return { outcome: 'made', webhook: await viewOf(deps, owner, webhooks, id), secret };
}

/** Changes one webhook. */
export async function changeWebhook(
  deps: WebhookDeps,
  id: string,
  change: WebhookChange,
  actor: Actor,
): Promise<WebhookDone> {
  const owner = await ownerFor(deps.records, id, actor);
  if (!owner) return refuse('unknown-webhook');
  if (change.type === 'remove') return remove(deps, owner, id, actor);
  if (change.type !== 'disable' && !(await takeFromBudget(deps, owner))) return refuse('too-many-sendings');
  if (change.type === 'rotate-secret') return rotate(deps, owner, { ...change, id }, actor);
  const wrong = change.type === 'change' && change.url !== undefined && addressRefused(deps, change.url);
  if (wrong) return wrong;
  const command: WebhookCommand =
    change.type === 'disable' ? { type: 'disable', id, because: 'owner' } : { ...change, id };
  const webhooks = await changeWebhooks(deps, owner, command, actor.id);
  if (typeof webhooks === 'string') return refuse(webhooks);
  return { outcome: 'changed', webhook: await viewOf(deps, owner, webhooks, id) };
}

function addressRefused({ outgoing }: WebhookDeps, url: string): Refused | undefined {
  const target = readTarget(url, outgoing);
  return typeof target === 'string' ? { ...refuse('webhook-address-refused'), reason: target } : undefined;
}

async function rotate(
  deps: WebhookDeps,
  owner: Owner,
  command: Extract<WebhookCommand, { type: 'rotate-secret' }>,
  actor: Actor,
): Promise<WebhookDone> {
  const { id, overlapHours } = command;
  const secret = makeSecret();
  const until = new Date(deps.now().getTime() + overlapHours * 3_600_000).toISOString();
  const rows = async () => {
    const { current } = await readSecrets(deps.records, id);
    return { put: [secretRow(id, { current: secret, previous: { secret: current, until } })] };
  };
  const webhooks = await changeWebhooks(deps, owner, command, actor.id, rows);
  if (typeof webhooks === 'string') return refuse(webhooks);
  return { outcome: 'made', webhook: await viewOf(deps, owner, webhooks, id), secret };
}

/** With its secret and its deliveries; what was recorded of them stays. */
async function remove(deps: WebhookDeps, owner: Owner, id: string, actor: Actor): Promise<WebhookDone> {
  const { records, now } = deps;
  const rows = async () => ({ remove: [secretPlace(id)] });
  const webhooks = await changeWebhooks(deps, owner, { type: 'remove', id }, actor.id, rows);
  if (typeof webhooks === 'string') return refuse(webhooks);
  const stream = deliveryStream(id, now().toISOString());
  for (;;) {
    const old = await oldestDeliveries(records, id, 50);
    if (old.length === 0) return { outcome: 'removed' };
    await appendEvents(records, stream, await loadHead(records, stream), [], { remove: old });
  }
}

/** The webhooks of all for whom the actor acts, oldest first. */
export async function listWebhooks(deps: WebhookDeps, actor: Actor): Promise<readonly WebhookView[]> {
  const lists = ownersOf(actor).map(async (owner) => {
    const webhooks = await loadWebhooks(deps.records, owner);
    return Promise.all(webhooks.map((webhook) => view(deps, owner, webhook)));
  });
  return (await Promise.all(lists)).flat();
}

async function view({ records }: WebhookDeps, owner: Owner, webhook: Webhook): Promise<WebhookView> {
  return { ...webhook, owner, lastSuccessAt: (await lastSuccess(records, webhook.id)) ?? null };
}

function viewOf(
  deps: WebhookDeps,
  owner: Owner,
  webhooks: readonly Webhook[],
  id: string,
): Promise<WebhookView> {
  const webhook = webhooks.find((each) => each.id === id);
  if (!webhook) throw new TypeError(`${id} is not among the webhooks that it was just put`);
  return view(deps, owner, webhook);
}
