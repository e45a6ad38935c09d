/** One dataset's publication as the records hold it: loading, and the one conditional write that decides. */
import type { Actor } from '../../domain/actor.ts';
import { slug } from '../../domain/dataset-names.ts';
import { chainOrigin } from '../../domain/hash-chain.ts';
import { decide, foldPublication, noPublication, type PublicationCommand } from '../../domain/publication.ts';
import { refusalOf } from '../../domain/publication-command.ts';
import type { PublicationEvent } from '../../domain/publication-event.ts';
import type { PublicationState } from '../../domain/publication-state.ts';
import type { Now } from '../clock.ts';
import { appendEvents, type LoadedStream, loadEvents } from '../event-log.ts';
import { type AppendOptions, type Records, RecordTooLarge } from '../ports.ts';
import type { Refusal } from './contract.ts';

/** Every dataset's stream keeps one row here: sort = id, value = the stream's length. */
export const datasetIndex = { index: 'datasets', key: 'all' } as const;
export const datasetStream = (id: string): string => `dataset/${id}`;

export interface LoadedPublication extends LoadedStream {
  readonly id: string;
  readonly state: PublicationState;
}

/** A publication; a new one when there is none with this id, as for what is no id. */
export async function loadPublication(records: Records, id: string): Promise<LoadedPublication> {
  if (!slug.test(id)) return { id, events: [], length: 0, lastHash: chainOrigin, state: noPublication };
  const loaded = await loadEvents(records, datasetStream(id));
  return { ...loaded, id, state: foldPublication(loaded.events) };
}

export type Commit =
  | { readonly outcome: 'committed'; readonly events: readonly PublicationEvent[] }
  | { readonly outcome: 'refused'; readonly refusal: Refusal }
  /** Somebody else's event came in between: load again and decide anew. */
  | { readonly outcome: 'conflict' };

/**
 * Decides `command` on what was loaded and appends what follows, if nothing happened since. `rows` are written with a
 * version that is published, and only then: by them other publishers hear of it.
 */
export async function commit(
  { records, now }: { records: Records; now: Now },
  loaded: LoadedPublication,
  command: PublicationCommand,
  actor: Actor,
  rows: NonNullable<AppendOptions['put']> = [],
): Promise<Commit> {
  const decision = decide(loaded.state, command, actor, now().toISOString());
  if (decision.outcome === 'refused') return decision;
  if (decision.events.length === 0) return { outcome: 'committed', events: [] };
  const length = loaded.length + decision.events.length;
  const isPublished = decision.events.some(({ type }) => type === 'version-published');
  const put = [{ ...datasetIndex, sort: loaded.id, value: { length } }, ...(isPublished ? rows : [])];
  const appending = appendEvents(records, datasetStream(loaded.id), loaded, decision.events, { put });
  try {
    const { outcome } = await appending;
    return outcome === 'conflict' ? { outcome } : { outcome: 'committed', events: decision.events };
  } catch (error) {
    if (error instanceof RecordTooLarge) return tooLarge;
    throw error;
  }
}

const tooLarge = { outcome: 'refused', refusal: refusalOf('description-too-large') } as const;
