/** The keys of one grant: a small decider. Secrets never come here, only their hashes. */
import { type } from 'arktype';
import { type AccessKeyRefusalCode, mostKeys } from './access-key-refusals.ts';
import { isBefore } from './china-time.ts';
import type { RecordedEvent } from './publication-event.ts';
import { eventCheck } from './stored-event.ts';

/** Hours for which a replaced key may go on to be valid. */
export const longestOverlap = 7 * 24;

export interface AccessKey {
  readonly id: string;
  readonly name: string;
  /** sha256 of the whole key, lower-case hex. */
  readonly hash: string;
  /** IP addresses and CIDR ranges from which it may be used; from everywhere when empty. */
  readonly addresses: readonly string[];
  readonly createdAt: string;
  /** The id of whoever made it. */
  readonly createdBy: string;
  /** The key that it took over from. */
  readonly replaces?: string;
  /** Replaced, and valid until then only. */
  readonly until?: string;
  readonly revokedAt?: string;
}

interface EventData {
  'key-created': Pick<AccessKey, 'id' | 'name' | 'hash' | 'addresses' | 'replaces'>;
  'key-rotated': { readonly id: string; readonly successor: string; readonly until: string };
  'key-renamed': Pick<AccessKey, 'id' | 'name'>;
  'key-addresses-set': Pick<AccessKey, 'id' | 'addresses'>;
  'key-revoked': Pick<AccessKey, 'id'>;
}
type AccessKeyEventType = keyof EventData;
type EventOf<Type extends AccessKeyEventType> = {
  readonly type: Type;
  readonly at: string;
  readonly actor: string;
  readonly data: EventData[Type];
};
export type AccessKeyEvent = { [Type in AccessKeyEventType]: EventOf<Type> }[AccessKeyEventType];

const check = eventCheck<AccessKeyEventType>('a key', {
  'key-created': () =>
    type({
      id: 'string',
      name: 'string',
      hash: 'string',
      addresses: 'string[]',
      'replaces?': 'string',
    }),
  'key-rotated': () => type({ id: 'string', successor: 'string', until: 'string' }),
  'key-renamed': () => type({ id: 'string', name: 'string' }),
  'key-addresses-set': () => type({ id: 'string', addresses: 'string[]' }),
  'key-revoked': () => type({ id: 'string' }),
});

/** Folds stored events, oldest first: the keys in the order of their making. Throws on an event that is none of keys. */
export function foldAccessKeys(events: Iterable<RecordedEvent>): readonly AccessKey[] {
  let keys: readonly AccessKey[] = [];
  for (const event of events) {
    check(event);
    keys = evolveAccessKeys(keys, event as AccessKeyEvent);
  }
  return keys;
}

export function evolveAccessKeys(keys: readonly AccessKey[], event: AccessKeyEvent): readonly AccessKey[] {
  if (event.type === 'key-created')
    return [...keys, { ...event.data, createdAt: event.at, createdBy: event.actor }];
  return keys.map((key) => (key.id === event.data.id ? { ...key, ...changeOf(event) } : key));
}

function changeOf(event: Exclude<AccessKeyEvent, { type: 'key-created' }>): Partial<AccessKey> {
  switch (event.type) {
    case 'key-rotated':
      return { until: event.data.until };
    case 'key-revoked':
      return { revokedAt: event.at };
    case 'key-renamed':
      return { name: event.data.name };
    case 'key-addresses-set':
      return { addresses: event.data.addresses };
  }
}

/** Whether the key opens anything at `now`, as far as it is up to the key: its grant may have ended. */
export function isLiveKey(
  { revokedAt, until }: Pick<AccessKey, 'revokedAt' | 'until'>,
  now: string,
): boolean {
  return revokedAt === undefined && (until === undefined || isBefore(now, until));
}

/** What a new key is made of; `hash` is all that is kept of its secret. */
export type NewKey = Pick<AccessKey, 'id' | 'hash'>;
export type AccessKeyCommand =
  | {
      readonly type: 'create';
      readonly made: NewKey;
      readonly name: string;
      readonly addresses: readonly string[];
    }
  | { readonly type: 'rotate'; readonly key: string; readonly made: NewKey; readonly overlapHours: number }
  | { readonly type: 'revoke'; readonly key: string }
  | { readonly type: 'rename'; readonly key: string; readonly name: string }
  | { readonly type: 'allow-list'; readonly key: string; readonly addresses: readonly string[] };

interface Circumstances {
  /** The id of whoever asks, who may: the service has seen to that. */
  readonly actor: string;
  /** ISO 8601 instant, UTC. */
  readonly now: string;
  /** Whether the grant has effect. */
  readonly isGranted: boolean;
}

/** What follows from a command; no event when nothing would change. */
export function decideAccessKeys(
  keys: readonly AccessKey[],
  command: AccessKeyCommand,
  { actor, now, isGranted }: Circumstances,
): readonly AccessKeyEvent[] | AccessKeyRefusalCode {
  const event = <Type extends AccessKeyEventType>(name: Type, data: EventData[Type]) =>
    ({ type: name, at: now, actor, data }) as AccessKeyEvent;
  if (command.type === 'create') {
    const { made, name, addresses } = command;
    return mayMake(keys, now, isGranted) ?? [event('key-created', { ...made, name, addresses })];
  }
  const key = keys.find(({ id }) => id === command.key);
  if (!key) return 'unknown-key';
  if (command.type === 'revoke') return key.revokedAt ? [] : [event('key-revoked', { id: key.id })];
  if (!isLiveKey(key, now)) return 'key-ended';
  switch (command.type) {
    case 'rename':
      return command.name === key.name ? [] : [event('key-renamed', { id: key.id, name: command.name })];
    case 'allow-list':
      return [event('key-addresses-set', { id: key.id, addresses: command.addresses })];
    case 'rotate': {
      if (key.until !== undefined) return 'key-ended';
      const { made, overlapHours } = command;
      const until = new Date(Date.parse(now) + overlapHours * 3_600_000).toISOString();
      const { id, name, addresses } = key;
      const others = keys.filter((other) => other !== key);
      return (
        mayMake(others, now, isGranted) ?? [
          event('key-created', { ...made, name, addresses, replaces: id }),
          event('key-rotated', { id, successor: made.id, until }),
        ]
      );
    }
  }
}

function mayMake(
  keys: readonly AccessKey[],
  now: string,
  isGranted: boolean,
): AccessKeyRefusalCode | undefined {
  if (!isGranted) return 'grant-not-active';
  return keys.filter((key) => isLiveKey(key, now)).length >= mostKeys ? 'too-many-keys' : undefined;
}
