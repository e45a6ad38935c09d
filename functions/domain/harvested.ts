/**
 * An entry read from another portal, and what officials decided on it: a small decider. What changes at the source
 * comes up for review again; what disappears there is marked, and stays.
 */
import { type } from 'arktype';
import type { Actor } from './actor.ts';
import type { Dataset } from './dataset.ts';
import { type HarvestedStatus, mayHarvested, possible, type ReviewState } from './harvested-permissions.ts';
import { ownHarvestedRefusals } from './harvested-refusals.ts';
import type { RecordedEvent } from './publication-event.ts';
import type { Refusal } from './refusal.ts';
import { eventCheck } from './stored-event.ts';
import type { ToldRecord } from './told-record.ts';
import { isBlank } from './visible-text.ts';

export interface Harvested {
  readonly key: string;
  /** As the source has it. */
  readonly identifier: string;
  readonly title: string;
  /** sha256 of what the source tells, in lower-case hex. */
  readonly hash: string;
  readonly review: ReviewState;
  /** Why it was rejected. */
  readonly reason?: string;
  /** ISO 8601 instants, UTC. */
  readonly firstSeen: string;
  readonly changedAt: string;
  /** Since when its source tells it no more, and when it last did. */
  readonly gone?: { readonly since: string; readonly lastSeen: string };
}

interface EventData {
  'harvested-found': { readonly key: string; readonly hash: string; readonly told: ToldRecord };
  'harvested-changed': { readonly key: string; readonly hash: string; readonly told: ToldRecord };
  'harvested-returned': { readonly key: string };
  'harvested-gone': { readonly key: string; readonly lastSeen: string };
  'harvested-accepted': { readonly key: string; readonly hash: string; readonly descriptor: Dataset };
  'harvested-rejected': { readonly key: string; readonly hash: string; readonly reason: string };
}
type HarvestedEventName = keyof EventData;
type EventOf<Name extends HarvestedEventName> = {
  readonly type: Name;
  readonly at: string;
  readonly actor: string;
  readonly data: EventData[Name];
};
export type HarvestedEvent = { [Name in HarvestedEventName]: EventOf<Name> }[HarvestedEventName];

const told = { key: 'string', hash: 'string', told: 'object' } as const;
const check = eventCheck<HarvestedEventName>('what was harvested', {
  'harvested-found': () => type(told),
  'harvested-changed': () => type(told),
  'harvested-returned': () => type({ key: 'string' }),
  'harvested-gone': () => type({ key: 'string', lastSeen: 'string' }),
  'harvested-accepted': () => type({ key: 'string', hash: 'string', descriptor: 'object' }),
  'harvested-rejected': () => type({ key: 'string', hash: 'string', reason: 'string' }),
});

const harvestedRefusals = {
  ...ownHarvestedRefusals,
  'not-permitted': 'deciding on entries of this source is not your part; ask a colleague whose part it is',
  overtaken: 'somebody else decided on this entry after you looked at it; look at it again',
  'reason-required': 'a rejection says why; give the reason',
} as const;
export type HarvestedRefusalCode = keyof typeof harvestedRefusals;

export const refuseHarvested = (code: HarvestedRefusalCode): Refusal<HarvestedRefusalCode> => ({
  code,
  message: harvestedRefusals[code],
});

export type HarvestedCommand =
  | { readonly type: 'find'; readonly key: string; readonly hash: string; readonly told: ToldRecord }
  | { readonly type: 'miss'; readonly lastSeen: string }
  | ({ readonly type: 'accept'; readonly descriptor: Dataset } & LookedAt)
  | ({ readonly type: 'reject'; readonly reason: string } & LookedAt);

/** What was looked at; with the status, what somebody else decided on since is not decided on again. */
export interface LookedAt {
  readonly hash: string;
  readonly status?: HarvestedStatus;
}

export interface HarvestedContext {
  readonly actor: Actor;
  /** The agency that the source stands for. */
  readonly agency: string | undefined;
  /** ISO 8601, UTC. */
  readonly now: string;
}

export type HarvestedDecision =
  | { readonly outcome: 'accepted'; readonly events: readonly HarvestedEvent[] }
  | { readonly outcome: 'refused'; readonly refusal: Refusal<HarvestedRefusalCode> };

export const statusOf = (state: Harvested | undefined): HarvestedStatus =>
  state === undefined ? 'new' : state.gone ? 'gone' : state.review;

/** What follows from a command; no event when nothing would change. */
export function decideHarvested(
  state: Harvested | undefined,
  command: HarvestedCommand,
  { actor, agency, now }: HarvestedContext,
): HarvestedDecision {
  const no = (code: HarvestedRefusalCode): HarvestedDecision => ({
    outcome: 'refused',
    refusal: refuseHarvested(code),
  });
  const event = <Name extends HarvestedEventName>(name: Name, data: EventData[Name]): HarvestedDecision => ({
    outcome: 'accepted',
    events: [{ type: name, at: now, actor: actor.id, data } as HarvestedEvent],
  });
  if (!mayHarvested(actor, agency, command.type)) return no('not-permitted');
  const status = statusOf(state);
  if (!possible[command.type].includes(status)) {
    if (command.type === 'miss') return nothing;
    return no(status === 'gone' ? 'gone-at-source' : 'unknown-harvested');
  }
  if (command.type === 'find') return found(state, command, event);
  if (!state) return no('unknown-harvested');
  const { key } = state;
  if (command.type === 'miss') return event('harvested-gone', { key, lastSeen: command.lastSeen });
  const { hash } = command;
  if (hash !== state.hash) return no('changed-at-source');
  if (command.status !== undefined && command.status !== status) return no('overtaken');
  if (command.type === 'accept')
    return event('harvested-accepted', { key, hash, descriptor: command.descriptor });
  return isBlank(command.reason)
    ? no('reason-required')
    : event('harvested-rejected', { key, hash, reason: command.reason });
}

const nothing: HarvestedDecision = { outcome: 'accepted', events: [] };

function found(
  state: Harvested | undefined,
  { key, hash, told: record }: Extract<HarvestedCommand, { type: 'find' }>,
  event: <Name extends HarvestedEventName>(name: Name, data: EventData[Name]) => HarvestedDecision,
): HarvestedDecision {
  if (!state) return event('harvested-found', { key, hash, told: record });
  if (state.hash !== hash) return event('harvested-changed', { key, hash, told: record });
  return state.gone ? event('harvested-returned', { key }) : nothing;
}

/** The entry after an event. Throws on an event that is none of these, or on the first when it is not the finding. */
export function evolveHarvested(state: Harvested | undefined, event: HarvestedEvent): Harvested {
  const { type: name, at, data } = event;
  if (name === 'harvested-found') return { key: data.key, ...tellingOf(data, at), firstSeen: at };
  if (!state) throw new TypeError(`${name} of ${data.key}, which was never found`);
  const { gone: _gone, reason: _reason, ...standing } = state;
  const reason = state.reason === undefined ? {} : { reason: state.reason };
  switch (name) {
    case 'harvested-changed':
      return { ...standing, ...tellingOf(data, at) };
    case 'harvested-returned':
      return { ...standing, ...reason };
    case 'harvested-gone':
      return { ...state, gone: { since: at, lastSeen: data.lastSeen } };
    case 'harvested-accepted':
      return { ...standing, review: 'accepted' };
    case 'harvested-rejected':
      return { ...state, review: 'rejected', reason: data.reason };
  }
}

const tellingOf = ({ hash, told: record }: EventData['harvested-found'], at: string) => ({
  identifier: record.identifier,
  title: record.entry.title ?? record.entry.titleEn ?? record.identifier,
  hash,
  review: 'to-review' as const,
  changedAt: at,
});

/** Folds the stored events of a source, oldest first: its entries by key. Throws on what is no such event. */
export function foldHarvested(events: Iterable<RecordedEvent>): ReadonlyMap<string, Harvested> {
  const entries = new Map<string, Harvested>();
  for (const event of events) {
    check(event);
    const { key } = (event as HarvestedEvent).data;
    entries.set(key, evolveHarvested(entries.get(key), event as HarvestedEvent));
  }
  return entries;
}
