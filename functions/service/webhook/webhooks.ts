/** The webhooks of an owner as the records hold them: a stream each owner, and a row by which a webhook is found. */
import {
  decideWebhooks,
  evolveWebhooks,
  foldWebhooks,
  isToldNews,
  type Webhook,
  type WebhookCommand,
} from '../../domain/webhook.ts';
import type { WebhookRefusalCode } from '../../domain/webhook-refusals.ts';
import { allRows } from '../all-rows.ts';
import { appendEvents, loadEvents } from '../event-log.ts';
import type { OutboxDeps } from '../outbox.ts';
import type { AppendOptions, Records } from '../ports.ts';
import type { Owner } from './owner.ts';

const webhookStream = (owner: Owner): string => `webhooks/${owner}`;
const place = (id: string) => ({ index: 'webhooks', key: id, sort: 'webhook' }) as const;
/** Of those that are told of the public catalogue. */
const listening = { index: 'catalogue-webhooks', key: 'all' } as const;

export async function loadWebhooks(records: Records, owner: Owner): Promise<readonly Webhook[]> {
  const { events } = await loadEvents(records, webhookStream(owner));
  return foldWebhooks(events);
}

/** The owner of a webhook, by one small reading; undefined when there is no such webhook. */
export async function findOwner(records: Records, id: string): Promise<Owner | undefined> {
  const { index, key } = place(id);
  const { rows } = await records.query(index, key, { limit: 1 });
  const owner = rows[0]?.value.owner;
  return owner === undefined ? undefined : (owner as Owner);
}

/** All who have a webhook that is told of the public catalogue. */
export async function ownersToldNews(records: Records): Promise<readonly Owner[]> {
  const rows = await allRows(records, listening.index, listening.key);
  return [...new Set(rows.map(({ value }) => value.owner as Owner))];
}

/** How often a command starts over when somebody else changed the webhooks meanwhile. */
const attempts = 5;

/** Decides on the webhooks of an owner and appends what follows; `rows` go with it. */
export async function changeWebhooks(
  { records, now }: OutboxDeps,
  owner: Owner,
  command: WebhookCommand,
  actor: string,
  rows: () => Promise<Pick<AppendOptions, 'put' | 'remove'>> = async () => ({}),
): Promise<readonly Webhook[] | WebhookRefusalCode> {
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    const loaded = await loadEvents(records, webhookStream(owner));
    const webhooks = foldWebhooks(loaded.events);
    const decided = decideWebhooks(webhooks, command, { actor, now: now().toISOString() });
    if (typeof decided === 'string') return decided;
    const after = decided.reduce(evolveWebhooks, webhooks);
    if (decided.length === 0) return after;
    const { put = [], remove = [] } = await rows();
    const [found, told] = [place(command.id), { ...listening, sort: command.id }];
    const webhook = after.find(({ id }) => id === command.id);
    const places = [...(webhook ? [found] : []), ...(webhook && isToldNews(webhook) ? [told] : [])];
    const options = {
      put: [...put, ...places.map((each) => ({ ...each, value: { owner } }))],
      // A row both removed and put is put.
      remove: [...remove, found, told],
    };
    const { outcome } = await appendEvents(records, webhookStream(owner), loaded, decided, options);
    if (outcome !== 'conflict') return after;
  }
  return 'webhooks-overtaken';
}
