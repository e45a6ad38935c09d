/** One voice as the records hold it: loading, and the one conditional write that decides. */
import { ulid } from 'ulidx';
import { chainOrigin } from '../../domain/hash-chain.ts';
import type { VoiceDecision } from '../../domain/voice.ts';
import { readVoiceEvent } from '../../domain/voice-event.ts';
import type { VoiceActor } from '../../domain/voice-permissions.ts';
import { evolve, foldVoice, noVoice, type Voice, type VoiceState } from '../../domain/voice-state.ts';
import type { Now } from '../clock.ts';
import { appendEvents, type KnownStream, loadEvents } from '../event-log.ts';
import type { AppendOptions, Records } from '../ports.ts';
import type { Asker, Refused, VoiceDeps } from './contract.ts';
import { messageRows } from './messages.ts';
import { indexRows } from './places.ts';

export const voiceStream = (id: string): string => `voice/${id}`;
export const newVoiceId = (now: Now): string => `voi_${ulid(now().getTime())}`;
const isVoiceId = (id: string): boolean => /^voi_[0-9A-HJKMNP-TV-Z]{26}$/.test(id);

export interface LoadedVoice extends KnownStream {
  readonly id: string;
  readonly state: VoiceState;
}

/** A voice; `new` when there is none with this id. Throws when its events are damaged. */
export async function loadVoice(records: Records, id: string): Promise<LoadedVoice> {
  if (!isVoiceId(id)) return { id, length: 0, lastHash: chainOrigin, state: noVoice };
  const { events, length, lastHash } = await loadEvents(records, voiceStream(id));
  return { id, length, lastHash, state: foldVoice(events.map(readVoiceEvent)) };
}

export const voiceActor = ({ actor, receipt }: Asker): VoiceActor => ({
  ...(actor && { id: actor.id }),
  roles: actor?.roles ?? [],
  ...(actor?.agency !== undefined && { agency: actor.agency }),
  ...(receipt !== undefined && { receipt }),
});

export type Commit =
  | { readonly outcome: 'committed'; readonly state: Voice; readonly events: readonly string[] }
  | Refused
  /** Somebody else's event came in between: load again and decide anew. */
  | { readonly outcome: 'conflict' };

/**
 * Appends what was decided on what was loaded, with `more` rows, if nothing happened since. `email`: where the filer is
 * written to.
 */
export async function commit(
  { records, portalUrl }: Pick<VoiceDeps, 'records' | 'portalUrl'>,
  loaded: LoadedVoice,
  decision: VoiceDecision,
  more: Pick<AppendOptions, 'put' | 'remove'>,
  email?: string,
): Promise<Commit> {
  if (decision.outcome === 'refused') return decision;
  const { id, state } = loaded;
  const { events } = decision;
  const before = state.status === 'new' ? undefined : state;
  const after = events.reduce<VoiceState>(evolve, state);
  if (after.status === 'new') throw new TypeError('what was decided left a voice without a beginning');
  const types = events.map((event) => event.type);
  if (events.length === 0) return { outcome: 'committed', state: after, events: types };
  const { put, remove } = indexRows(id, before, after);
  const messages = messageRows({ id, after, events, portalUrl, ...(email !== undefined && { email }) });
  const options = {
    put: [...put, ...messages, ...(more.put ?? [])],
    remove: [...remove, ...(more.remove ?? [])],
  };
  const { outcome } = await appendEvents(records, voiceStream(id), loaded, events, options);
  return outcome === 'conflict' ? { outcome } : { outcome: 'committed', state: after, events: types };
}
