/**
 * Sharing between agencies (共享, Art. 24–26): what happens to one request, as stored. An agency asks, for its own duty, for
 * data of another; what is granted is enforced by keys like the grant of an application.
 */
import { type } from 'arktype';
import { accessKinds } from './application-form.ts';
import { sharingTypes } from './dataset-codes.ts';
import { type GrantTerm, type GrantTerms, grantTerms } from './grant.ts';
import { type Party, party } from './party.ts';
import type { RecordedEvent } from './publication-event.ts';
import { eventCheck } from './stored-event.ts';

type SharingType = (typeof sharingTypes)[number];

/** What is asked for, and for which duty. */
export interface ShareAsked {
  readonly dataset: string;
  /** The agency's own duty (Art. 24), in its words. */
  readonly duty: string;
  /** What the duty rests on: the article, or the entry of the agency's list of duties. */
  readonly basis: string;
  /** Columns; none for data without columns. */
  readonly fields: readonly string[];
  readonly access: readonly (typeof accessKinds)[number][];
  readonly requestsPerDay: number;
  /** Of the term, 24 at most. */
  readonly months: number;
  /** The published scenario that the need falls under (Art. 26). */
  readonly scenario?: string;
}

export interface ShareFacts extends ShareAsked {
  /** Who asks. */
  readonly agency: string;
  readonly party: Party;
  /** Who provides. */
  readonly provider: string;
  /** Who gives its opinion (Art. 25); absent where the Bureau itself is responsible. */
  readonly department?: string;
  /** Of the entry, when it was asked for. */
  readonly class: SharingType;
}

/** `keys`: given by this platform; `provider`: not delivered to it, so that the provider hands it over. */
export const deliveries = ['keys', 'provider'] as const;
export type Delivery = (typeof deliveries)[number];

/** What a decision rests on: the class of the entry, a published scenario, or the review by the Bureau. */
export const grounds = ['class', 'scenario', 'review'] as const;
export type ShareGround = (typeof grounds)[number];

export interface ShareGranted {
  readonly by: ShareGround;
  readonly terms: GrantTerms;
  readonly term: GrantTerm;
  readonly delivery: Delivery;
  /** The Bureau's. */
  readonly reason?: string;
}
export interface ShareRefused {
  readonly by: 'class' | 'review';
  readonly reason: string;
  readonly legalBasis: string;
}
export const opinions = ['agree', 'disagree'] as const;
export interface Advice {
  readonly opinion: (typeof opinions)[number];
  readonly text: string;
}

interface EventData {
  'share-requested': ShareFacts;
  'share-advised': Advice;
  'share-granted': ShareGranted;
  'share-refused': ShareRefused;
  'share-withdrawn': object;
  'share-revoked': { readonly reason: string };
  'share-given-back': { readonly reason?: string };
}
export type ShareEventType = keyof EventData;
export type ShareEvent = {
  [Name in ShareEventType]: {
    readonly type: Name;
    /** ISO 8601 instant, UTC. */
    readonly at: string;
    /** The account. */
    readonly actor: string;
    readonly data: EventData[Name];
  };
}[ShareEventType];

const check = eventCheck<ShareEventType>('a share', {
  'share-requested': () =>
    type({
      dataset: 'string',
      duty: 'string',
      basis: 'string',
      fields: 'string[]',
      access: type.enumerated(...accessKinds).array(),
      requestsPerDay: 'number',
      months: 'number',
      'scenario?': 'string',
      agency: 'string',
      party: party(),
      provider: 'string',
      'department?': 'string',
      class: type.enumerated(...sharingTypes),
    }),
  'share-advised': () => type({ opinion: type.enumerated(...opinions), text: 'string' }),
  'share-granted': () =>
    type({
      by: type.enumerated(...grounds),
      terms: grantTerms(),
      term: { from: 'string', until: 'string' },
      delivery: type.enumerated(...deliveries),
      'reason?': 'string',
    }),
  'share-refused': () => type({ by: "'class' | 'review'", reason: 'string', legalBasis: 'string' }),
  'share-withdrawn': () => type('object'),
  'share-revoked': () => type({ reason: 'string' }),
  'share-given-back': () => type({ 'reason?': 'string' }),
});

/** Reads a stored event. Throws when it is none of a share: the records are damaged or newer than this code. */
export function readShareEvent({ type: name, at, actor, data }: RecordedEvent): ShareEvent {
  check({ type: name, at, data });
  return { type: name, at, actor, data } as ShareEvent;
}
