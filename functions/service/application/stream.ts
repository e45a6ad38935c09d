/** One application as the records hold it: loading, and the one conditional write that decides. */
import { ulid } from 'ulidx';
import { decide } from '../../domain/application.ts';
import type { Circumstances } from '../../domain/application-answer.ts';
import type { ApplicationCommand } from '../../domain/application-command.ts';
import type { ApplicationEvent } from '../../domain/application-event.ts';
import { evolve, foldApplication } from '../../domain/application-evolve.ts';
import { officeFor } from '../../domain/application-permissions.ts';
import { type Application, type ApplicationState, noApplication } from '../../domain/application-state.ts';
import { chainOrigin } from '../../domain/hash-chain.ts';
import { inOffice } from '../../domain/office.ts';
import type { ApplicationActor } from '../../domain/party.ts';
import { grantRows } from '../access-key/grant-rows.ts';
import type { Now } from '../clock.ts';
import { appendEvents, type LoadedStream, loadEvents } from '../event-log.ts';
import { RECORD_LIMITS, type Records } from '../ports.ts';
import type { ApplicationDeps, Refused } from './contract.ts';
import { indexRows } from './index-rows.ts';
import { officialRows } from './officials.ts';
import { openingChange, openingRows } from './openings.ts';

export const applicationStream = (id: string): string => `application/${id}`;
export const newApplicationId = (now: Now): string => `app_${ulid(now().getTime())}`;

const isApplicationId = (id: string): boolean => /^app_[0-9A-HJKMNP-TV-Z]{26}$/.test(id);

export interface LoadedApplication extends LoadedStream {
  readonly id: string;
  readonly state: ApplicationState;
}

/** An application; `new` when there is none with this id. Throws when its events are damaged. */
export async function loadApplication(records: Records, id: string): Promise<LoadedApplication> {
  if (!isApplicationId(id)) return { id, events: [], length: 0, lastHash: chainOrigin, state: noApplication };
  const loaded = await loadEvents(records, applicationStream(id));
  return { ...loaded, id, state: foldApplication(loaded.events) };
}

export type Commit =
  | {
      readonly outcome: 'committed';
      readonly state: Application;
      readonly events: readonly ApplicationEvent[];
    }
  | Refused
  /** Somebody else's event came in between: load again and decide anew. */
  | { readonly outcome: 'conflict' };

/** Decides `command` on what was loaded and appends what follows, if nothing happened since. */
export async function commit(
  deps: ApplicationDeps,
  loaded: LoadedApplication,
  { command, actor, circumstances }: Asked,
): Promise<Commit> {
  const { id, state } = loaded;
  const decision = decide(state, command, actor, circumstances);
  if (decision.outcome === 'refused') return decision;
  const { events } = decision;
  const before = state.status === 'new' ? undefined : state;
  const after = events.reduce<ApplicationState>(evolve, state);
  if (after.status === 'new')
    throw new TypeError(`"${command.type}" left the application without a beginning`);
  if (events.length === 0) return { outcome: 'committed', state: after, events };
  const { put, remove } = await indexRows(deps.records, id, after, circumstances);
  const office = officeFor(actor, state, command.type);
  const opening = openingRows(id, after, events, loaded.length + events.length);
  // Keys read the grant from its row: a revocation has effect with this very write.
  const own = [...put, ...grantRows(id, after), ...opening, ...officialRows(actor, office)];
  // The log takes one row of an append for itself.
  const room = RECORD_LIMITS.rowsPerAppend - 1 - own.length - remove.length;
  const messages = deps.rowsFor?.({ id, before, after, events }).slice(0, Math.max(room, 0)) ?? [];
  const options = { put: [...own, ...messages], remove };
  const stored = events.map((event) => ({ ...event, data: inOffice(event.data, office) }));
  const { outcome } = await appendEvents(deps.records, applicationStream(id), loaded, stored, options);
  if (outcome === 'conflict') return { outcome };
  const change = openingChange(events);
  if (change) deps.onOpening?.(change);
  return { outcome: 'committed', state: after, events };
}

export interface Asked {
  readonly command: ApplicationCommand;
  readonly actor: ApplicationActor;
  readonly circumstances: Circumstances;
}
