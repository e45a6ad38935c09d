/** What the events of one dataset amount to. */
import type { Dataset } from './dataset.ts';
import type { PrivacyFinding } from './defect.ts';
import {
  type Flags,
  type PublicationEvent,
  type RecordedEvent,
  readPublicationEvent,
} from './publication-event.ts';
import { evolveQuarantine } from './publication-quarantine-state.ts';
import type { CatalogueEntry, Version, Withdrawal } from './version.ts';

interface Override {
  readonly status: 'requested' | 'approved' | 'refused';
  readonly requestedBy: string;
  readonly reason: string;
  readonly legalBasis: string;
  readonly decidedBy?: string;
}

/** The publication that the privacy gate holds back. */
interface Block {
  readonly contentHash: string;
  readonly findings: readonly PrivacyFinding[];
}

export interface PublicationState {
  readonly id?: string;
  readonly publisher?: string;
  readonly dataset?: Dataset;
  /** Whether any descriptor of it said that the data came from sharing: it stays so (Art. 24). */
  readonly isShared?: boolean;
  /** Oldest first. */
  readonly versions: readonly Version[];
  /** Masked findings of each published version, by number. */
  readonly findings: Readonly<Record<number, readonly PrivacyFinding[]>>;
  readonly block?: Block;
  /** By content hash. */
  readonly overrides: Readonly<Record<string, Override>>;
  readonly withdrawn?: Withdrawal;
  /** Of the whole dataset, until a new version is published or two people release it. */
  readonly quarantined?: Withdrawal;
  /** Requests that nobody has decided on: by number of the version, or `dataset`. */
  readonly releases: Readonly<Record<string, { readonly requestedBy: string }>>;
  readonly flags: Flags;
  readonly firstPublished?: string;
  readonly lastPublished?: string;
}

export const publicationStatuses = [
  'new',
  'published',
  'blocked',
  'override-requested',
  'override-approved',
  'override-refused',
  'quarantined',
  'withdrawn',
] as const;
export type PublicationStatus = (typeof publicationStatuses)[number];

export const noPublication: PublicationState = {
  versions: [],
  findings: {},
  overrides: {},
  releases: {},
  flags: [],
};

/** Where a dataset stands. While something is held back, that is its status, whatever is published already. */
export function statusOf(state: PublicationState): PublicationStatus {
  if (state.withdrawn) return 'withdrawn';
  if (state.block) {
    const override = state.overrides[state.block.contentHash];
    return override ? `override-${override.status}` : 'blocked';
  }
  if (state.quarantined) return 'quarantined';
  return state.dataset ? 'published' : 'new';
}

/** Received from another agency, or made from what was (Art. 24). */
export const isFromSharing = ({ acquisition, derivedFrom = [] }: Dataset): boolean =>
  acquisition === 'shared' || derivedFrom.length > 0;

/** Versions that are not withdrawn, oldest first. */
export function liveVersions(state: PublicationState): readonly Version[] {
  return state.versions.filter((version) => !version.withdrawn);
}

/** Whether the privacy gate lets content be downloaded by everybody: nothing was found in it, or two persons overruled (Art. 45). */
export const mayBeOpen = (
  { overrides }: PublicationState,
  { contentHash, findings }: { readonly contentHash: string; readonly findings: readonly PrivacyFinding[] },
): boolean => findings.length === 0 || overrides[contentHash]?.status === 'approved';

export function evolve(state: PublicationState, event: PublicationEvent): PublicationState {
  switch (event.type) {
    case 'entry-published': {
      const { dataset, flags } = event.data;
      const named = { id: dataset.id, publisher: dataset.publisher, dataset, flags };
      const isShared = state.isShared || isFromSharing(dataset);
      return {
        ...state,
        ...named,
        ...(isShared && { isShared }),
        ...published(state, event.at),
        block: undefined,
      };
    }
    case 'version-published': {
      const { version, flags, findings } = event.data;
      return {
        ...state,
        versions: [...state.versions, version],
        findings: { ...state.findings, [version.number]: findings },
        flags,
        ...published(state, event.at),
        block: undefined,
        quarantined: undefined,
        // What two people were to decide on is not what stands now.
        releases: {},
      };
    }
    case 'publication-blocked': {
      const { id, publisher, contentHash, findings } = event.data;
      return { ...state, id, publisher, block: { contentHash, findings } };
    }
    case 'version-withdrawn': {
      const { number, ...why } = event.data;
      const withdrawn = { at: event.at, ...why };
      const versions = state.versions.map((version) =>
        version.number === number ? { ...version, withdrawn } : version,
      );
      return { ...state, versions };
    }
    case 'dataset-withdrawn':
      return { ...state, withdrawn: { at: event.at, ...event.data } };
    case 'quarantined':
    case 'release-requested':
    case 'release-approved':
    case 'release-refused':
    case 'purge-recorded':
      return evolveQuarantine(state, event);
    default:
      return { ...state, overrides: evolveOverrides(state.overrides, event) };
  }
}

type OverrideEvent = Extract<PublicationEvent, { type: `override-${string}` }>;

function evolveOverrides(
  overrides: PublicationState['overrides'],
  event: OverrideEvent,
): PublicationState['overrides'] {
  const { contentHash } = event.data;
  if (event.type === 'override-requested') {
    const { reason, legalBasis } = event.data;
    return {
      ...overrides,
      [contentHash]: { status: 'requested', requestedBy: event.actor, reason, legalBasis },
    };
  }
  const before = overrides[contentHash];
  if (!before) throw new TypeError(`${event.type} at ${event.at} answers no request`);
  const status = event.type === 'override-approved' ? 'approved' : 'refused';
  return { ...overrides, [contentHash]: { ...before, status, decidedBy: event.actor } };
}

const published = (state: PublicationState, at: string) => ({
  firstPublished: state.firstPublished ?? at,
  lastPublished: at,
});

/** Folds stored events, oldest first. Throws on an event that is none of a publication. */
export function foldPublication(events: Iterable<RecordedEvent>): PublicationState {
  let state = noPublication;
  for (const event of events) state = evolve(state, readPublicationEvent(event));
  return state;
}

/** The full, non-public entry; undefined while nothing was ever published. What the public may see: `publicView`. */
export function entryOf(state: PublicationState): CatalogueEntry | undefined {
  const { dataset, firstPublished, lastPublished, flags } = state;
  const withdrawn = state.withdrawn ?? state.quarantined;
  if (!dataset || !firstPublished || !lastPublished) return undefined;
  return {
    dataset,
    status: withdrawn ? 'withdrawn' : 'published',
    versions: state.versions.toReversed(),
    ...(withdrawn && { withdrawn }),
    firstPublished,
    lastPublished,
    flags,
  };
}
