/** The webhooks of one owner: where their systems are told of what happens. A small decider; secrets never come here. */
import { type } from 'arktype';
import { catalogueNewsTypes, isWatched, type Watched } from './catalogue-news.ts';
import type { RecordedEvent } from './publication-event.ts';
import { eventCheck } from './stored-event.ts';
import { mostWebhooks, type WebhookRefusalCode } from './webhook-refusals.ts';

/** Hours for which messages carry the signature of a replaced secret too. */
export const longestSecretOverlap = 7 * 24;

/** Why nothing is sent: its owner said so, every attempt failed for days, or the receiver answered 410 Gone. */
export type DisabledBecause = 'owner' | 'failing' | 'gone';

export interface Webhook extends Watched {
  readonly id: string;
  readonly name: string;
  readonly url: string;
  /**
   * Types of what is sent; when empty, everything that concerns its owner. What becomes of the public catalogue concerns
   * nobody in particular: it is sent where its type stands here, or where `datasets` or `agencies` are named.
   */
  readonly events: readonly string[];
  readonly createdAt: string;
  /** The id of whoever made it. */
  readonly createdBy: string;
  readonly disabled?: { readonly at: string; readonly because: DisabledBecause };
}

type Described = Pick<Webhook, 'id' | 'name' | 'url' | 'events' | keyof Watched>;
/** Earlier ones do not say what they watch. */
type Stored = Omit<Described, keyof Watched> & Partial<Watched>;
interface EventData {
  'webhook-created': Stored;
  'webhook-changed': Stored;
  /** `until`: how long messages are signed with the replaced secret too. */
  'webhook-secret-rotated': { readonly id: string; readonly until: string };
  'webhook-disabled': { readonly id: string; readonly because: DisabledBecause };
  'webhook-enabled': { readonly id: string };
  'webhook-removed': { readonly id: string };
}
type WebhookEventName = keyof EventData;
type EventOf<Name extends WebhookEventName> = {
  readonly type: Name;
  readonly at: string;
  readonly actor: string;
  readonly data: EventData[Name];
};
export type WebhookEvent = { [Name in WebhookEventName]: EventOf<Name> }[WebhookEventName];

const described = {
  id: 'string',
  name: 'string',
  url: 'string',
  events: 'string[]',
  'datasets?': 'string[]',
  'agencies?': 'string[]',
} as const;
const check = eventCheck<WebhookEventName>('a webhook', {
  'webhook-created': () => type(described),
  'webhook-changed': () => type(described),
  'webhook-secret-rotated': () => type({ id: 'string', until: 'string' }),
  'webhook-disabled': () => type({ id: 'string', because: "'owner' | 'failing' | 'gone'" }),
  'webhook-enabled': () => type({ id: 'string' }),
  'webhook-removed': () => type({ id: 'string' }),
});

/** Folds stored events, oldest first: the webhooks in the order of their making. Throws on an event that is none of theirs. */
export function foldWebhooks(events: Iterable<RecordedEvent>): readonly Webhook[] {
  let webhooks: readonly Webhook[] = [];
  for (const event of events) {
    check(event);
    webhooks = evolveWebhooks(webhooks, event as WebhookEvent);
  }
  return webhooks;
}

export function evolveWebhooks(webhooks: readonly Webhook[], event: WebhookEvent): readonly Webhook[] {
  const { type: name, at, actor, data } = event;
  if (name === 'webhook-created')
    return [...webhooks, { datasets: [], agencies: [], ...data, createdAt: at, createdBy: actor }];
  if (name === 'webhook-removed') return webhooks.filter(({ id }) => id !== data.id);
  return webhooks.map((webhook) => (webhook.id === data.id ? changed(webhook, event) : webhook));
}

function changed(webhook: Webhook, event: WebhookEvent): Webhook {
  const { disabled: _disabled, ...enabled } = webhook;
  switch (event.type) {
    case 'webhook-changed':
      return { ...webhook, ...event.data };
    case 'webhook-disabled':
      return { ...webhook, disabled: { at: event.at, because: event.data.because } };
    case 'webhook-enabled':
      return enabled;
    default:
      return webhook;
  }
}

const newsTypes: ReadonlySet<string> = new Set(catalogueNewsTypes);

/** Whether it is told of this; also asked of one that is disabled. */
export function listensTo(
  webhook: Webhook,
  { type: name, data }: { readonly type: string; readonly data: object },
): boolean {
  const { events } = webhook;
  if (!newsTypes.has(name)) return events.length === 0 || events.includes(name);
  return isToldNews(webhook) && (events.length === 0 || events.includes(name)) && isWatched(webhook, data);
}

/** Whether it is told of anything in the public catalogue. */
export const isToldNews = ({ events, datasets, agencies }: Webhook): boolean =>
  events.length === 0 ? datasets.length + agencies.length > 0 : events.some((name) => newsTypes.has(name));

export type WebhookCommand =
  | ({ readonly type: 'create' } & Described)
  | ({ readonly type: 'change'; readonly id: string } & Partial<Described>)
  | { readonly type: 'rotate-secret'; readonly id: string; readonly overlapHours: number }
  | { readonly type: 'disable'; readonly id: string; readonly because: DisabledBecause }
  | { readonly type: 'enable'; readonly id: string }
  | { readonly type: 'remove'; readonly id: string };

/** What follows from a command; no event when nothing would change. The service has seen to it that the actor may. */
export function decideWebhooks(
  webhooks: readonly Webhook[],
  command: WebhookCommand,
  { actor, now }: { readonly actor: string; readonly now: string },
): readonly WebhookEvent[] | Extract<WebhookRefusalCode, 'unknown-webhook' | 'too-many-webhooks'> {
  const event = <Name extends WebhookEventName>(name: Name, data: EventData[Name]) => [
    { type: name, at: now, actor, data } as WebhookEvent,
  ];
  if (command.type === 'create') {
    const { type: _create, ...data } = command;
    return webhooks.length >= mostWebhooks ? 'too-many-webhooks' : event('webhook-created', data);
  }
  const webhook = webhooks.find(({ id }) => id === command.id);
  if (!webhook) return 'unknown-webhook';
  const { id, disabled } = webhook;
  switch (command.type) {
    case 'change': {
      const { name, url, events, datasets, agencies } = { ...webhook, ...command };
      return event('webhook-changed', { id, name, url, events, datasets, agencies });
    }
    case 'rotate-secret': {
      const until = new Date(Date.parse(now) + command.overlapHours * 3_600_000).toISOString();
      return event('webhook-secret-rotated', { id, until });
    }
    case 'disable':
      return disabled ? [] : event('webhook-disabled', { id, because: command.because });
    case 'enable':
      return disabled ? event('webhook-enabled', { id }) : [];
    case 'remove':
      return event('webhook-removed', { id });
  }
}
