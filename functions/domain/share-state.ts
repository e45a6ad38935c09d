/** What a share is after what happened to it. */
import { isBefore } from './china-time.ts';
import type { Grant, GrantTerm } from './grant.ts';
import type { Advice, ShareEvent, ShareFacts, ShareGranted, ShareRefused } from './share-event.ts';

/** `asked` waits for the Bureau; `active` is granted. `expired` is never stored: the term tells it. */
export const shareStatuses = [
  'asked',
  'active',
  'expired',
  'refused',
  'withdrawn',
  'revoked',
  'given-back',
] as const;
export type ShareStatus = (typeof shareStatuses)[number];

export interface Share extends ShareFacts {
  readonly status: Exclude<ShareStatus, 'expired'>;
  /** The account. */
  readonly askedBy: string;
  readonly askedAt: string;
  readonly advice?: Advice & { readonly at: string };
  readonly granted?: ShareGranted & { readonly at: string };
  readonly refused?: ShareRefused & { readonly at: string };
  /** Withdrawn, revoked or given back. */
  readonly ended?: { readonly at: string; readonly reason?: string };
}
export type ShareState = { readonly status: 'new' } | Share;

export const noShare: ShareState = { status: 'new' };

const idPattern = /^shr_[0-9A-HJKMNP-TV-Z]{26}$/;
/** Whether a text is the id of a share, whether or not there is one with it. */
export const isShareId = (text: string): boolean => idPattern.test(text);

export const foldShare = (events: Iterable<ShareEvent>): ShareState => {
  let state: ShareState = noShare;
  for (const event of events) state = evolve(state, event);
  return state;
};

/** Throws TypeError on a history that cannot be. */
export function evolve(state: ShareState, event: ShareEvent): Share {
  const { at, actor } = event;
  if (event.type === 'share-requested')
    return { ...event.data, status: 'asked', askedBy: actor, askedAt: at };
  if (state.status === 'new') throw new TypeError(`${event.type} at ${at} comes before the request`);
  switch (event.type) {
    case 'share-advised':
      return { ...state, advice: { ...event.data, at } };
    case 'share-granted':
      return { ...state, status: 'active', granted: { ...event.data, at } };
    case 'share-refused':
      return { ...state, status: 'refused', refused: { ...event.data, at } };
    case 'share-withdrawn':
      return { ...state, status: 'withdrawn', ended: { at } };
    case 'share-revoked':
      return { ...state, status: 'revoked', ended: { ...event.data, at } };
    case 'share-given-back':
      return { ...state, status: 'given-back', ended: { ...event.data, at } };
  }
}

/** Where it stands at `now`, an ISO 8601 instant, UTC. */
export function statusAt({ status, granted }: Share, now: string): ShareStatus {
  return status === 'active' && granted && !isBefore(now, granted.term.until) ? 'expired' : status;
}

/** What the keys of share `id` open; undefined when nothing was granted, or the provider hands it over. */
export function grantOf(
  id: string,
  { status, granted, dataset, provider, party }: Share,
): { readonly status: string; readonly grant: Grant; readonly term: GrantTerm } | undefined {
  if (granted?.delivery !== 'keys') return undefined;
  return {
    status,
    grant: { ...granted.terms, decision: id, dataset, agency: provider, party },
    term: granted.term,
  };
}
