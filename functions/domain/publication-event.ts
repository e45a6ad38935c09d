/** What happens to a dataset, as stored: the truth from which everything else follows. */
import { type } from 'arktype';
import type { Dataset } from './dataset.ts';
import type { PrivacyFinding } from './defect.ts';
import { eventCheck } from './stored-event.ts';
import type { CatalogueEntry, Purge, QuarantineOffice, Version } from './version.ts';

export type Flags = CatalogueEntry['flags'];
interface Numbered {
  readonly number?: number;
}
type IssuedVersion = Omit<Version, 'withdrawn'>;

/** The data of each event: JSON, no secret, no personal datum (findings are masked). */
interface EventData {
  /** The metadata, new or changed. */
  'entry-published': { readonly dataset: Dataset; readonly flags: Flags };
  'version-published': {
    readonly version: IssuedVersion;
    readonly flags: Flags;
    /** Masked; what was found and, in an unconditional dataset, overridden by two persons. */
    readonly findings: readonly PrivacyFinding[];
  };
  /** The privacy gate held a publication back (Art. 28, 45). */
  'publication-blocked': {
    readonly id: string;
    readonly publisher: string;
    readonly contentHash: string;
    readonly findings: readonly PrivacyFinding[];
  };
  'override-requested': {
    readonly contentHash: string;
    readonly reason: string;
    readonly legalBasis: string;
  };
  'override-approved': { readonly contentHash: string };
  'override-refused': { readonly contentHash: string; readonly reason: string };
  'version-withdrawn': { readonly number: number; readonly reason: string; readonly legalBasis?: string };
  'dataset-withdrawn': { readonly reason: string; readonly legalBasis?: string };
  /** Of a version, or without `number` of the whole dataset; so are the next four. */
  quarantined: Numbered & {
    readonly reason: string;
    readonly legalBasis?: string;
    readonly office: QuarantineOffice;
    readonly objection?: string;
  };
  'release-requested': Numbered & { readonly reason: string; readonly legalBasis: string };
  'release-approved': Numbered;
  'release-refused': Numbered & { readonly reason: string };
  'purge-recorded': Numbered & { readonly places: Purge['places'] };
}

type PublicationEventType = keyof EventData;
export type PublicationEvent = {
  [Type in PublicationEventType]: {
    readonly type: Type;
    /** ISO 8601 instant, UTC. */
    readonly at: string;
    /** The id of whoever acted. */
    readonly actor: string;
    readonly data: EventData[Type];
  };
}[PublicationEventType];

/** What an event says beside who did it when. */
export type Happening = PublicationEvent extends infer Event
  ? Event extends PublicationEvent
    ? Pick<Event, 'type' | 'data'>
    : never
  : never;

const described = { dataset: 'object', flags: 'object[]' } as const;
const reasoned = { reason: 'string', 'legalBasis?': 'string' } as const;
const numbered = { 'number?': 'number.integer >= 1' } as const;
const hashed = { contentHash: 'string' } as const;

/** The shape of each event's data; the parts inside were checked when the event was decided. */
const check = eventCheck<PublicationEventType>('a publication', {
  'entry-published': () => type(described),
  'version-published': () =>
    type({
      version: { number: 'number.integer >= 1', contentHash: 'string' },
      flags: 'object[]',
      findings: 'object[]',
    }),
  'publication-blocked': () => type({ ...hashed, id: 'string', publisher: 'string', findings: 'object[]' }),
  'override-requested': () => type({ ...hashed, reason: 'string', legalBasis: 'string' }),
  'override-approved': () => type(hashed),
  'override-refused': () => type({ ...hashed, reason: 'string' }),
  'version-withdrawn': () => type({ number: 'number.integer >= 1', ...reasoned }),
  'dataset-withdrawn': () => type(reasoned),
  quarantined: () =>
    type({ ...numbered, ...reasoned, office: "'agency' | 'bureau'", 'objection?': 'string' }),
  'release-requested': () => type({ ...numbered, reason: 'string', legalBasis: 'string' }),
  'release-approved': () => type(numbered),
  'release-refused': () => type({ ...numbered, reason: 'string' }),
  'purge-recorded': () => type({ ...numbered, places: 'object[]' }),
});

/** An event as the records hold it. */
export interface RecordedEvent {
  readonly type: string;
  readonly at: string;
  readonly actor: string;
  readonly data: unknown;
}

/** Reads a stored event. Throws when it is none of a publication: the records are damaged or newer than this code. */
export function readPublicationEvent({ type: name, at, actor, data }: RecordedEvent): PublicationEvent {
  check({ type: name, at, data });
  return { type: name, at, actor, data } as PublicationEvent;
}
