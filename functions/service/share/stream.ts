/** One share as the records hold it: loading, and the one conditional write that decides. */
import { ulid } from 'ulidx';
import type { Actor } from '../../domain/actor.ts';
import { chainOrigin } from '../../domain/hash-chain.ts';
import type { ShareDecision } from '../../domain/share.ts';
import { readShareEvent } from '../../domain/share-event.ts';
import type { ShareActor } from '../../domain/share-permissions.ts';
import {
  evolve,
  foldShare,
  isShareId,
  noShare,
  type Share,
  type ShareState,
} from '../../domain/share-state.ts';
import type { Now } from '../clock.ts';
import { appendEvents, type KnownStream, loadEvents } from '../event-log.ts';
import type { Records } from '../ports.ts';
import type { Refused } from './contract.ts';
import { shareMessages } from './messages.ts';
import { shareRows } from './places.ts';

export const shareStream = (id: string): string => `share/${id}`;
export const newShareId = (now: Now): string => `shr_${ulid(now().getTime())}`;

export interface LoadedShare extends KnownStream {
  readonly id: string;
  readonly state: ShareState;
}

/** A share; `new` when there is none with this id. Throws when its events are damaged. */
export async function loadShare(records: Records, id: string): Promise<LoadedShare> {
  if (!isShareId(id)) return { id, length: 0, lastHash: chainOrigin, state: noShare };
  const { events, length, lastHash } = await loadEvents(records, shareStream(id));
  return { id, length, lastHash, state: foldShare(events.map(readShareEvent)) };
}

/** A share that an index names. */
export async function knownShare(records: Records, id: string): Promise<Share> {
  const { state } = await loadShare(records, id);
  if (state.status === 'new') throw new Error(`the index names ${id}, of which there is no event`);
  return state;
}

export const shareActor = ({ id, roles, agency }: Actor): ShareActor => ({
  id,
  roles,
  ...(agency !== undefined && { agency }),
});

export type Commit =
  | { readonly outcome: 'committed'; readonly state: Share; readonly events: readonly string[] }
  | Refused
  /** Somebody else's event came in between: load again and decide anew. */
  | { readonly outcome: 'conflict' };

/** Appends what was decided on what was loaded, with the grant and its end in the same write. */
export async function commit(
  records: Records,
  loaded: LoadedShare,
  decision: ShareDecision,
): Promise<Commit> {
  if (decision.outcome === 'refused') return decision;
  const { id, state } = loaded;
  const { events } = decision;
  const after = events.reduce<ShareState>(evolve, state);
  if (after.status === 'new') throw new TypeError('what was decided left a share without a beginning');
  const { put, remove } = shareRows(id, state.status === 'new' ? undefined : state, after);
  const options = { put: [...put, ...shareMessages(id, after, events)], remove };
  const { outcome } = await appendEvents(records, shareStream(id), loaded, events, options);
  if (outcome === 'conflict') return { outcome };
  return { outcome: 'committed', state: after, events: events.map(({ type }) => type) };
}
