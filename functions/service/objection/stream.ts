/** One objection as the records hold it: loading, and the one conditional write that decides. */
import { ulid } from 'ulidx';
import { chainOrigin } from '../../domain/hash-chain.ts';
import { decideObjection, type ObjectionCircumstances } from '../../domain/objection.ts';
import type { ObjectionCommand } from '../../domain/objection-command.ts';
import type { ObjectionEvent } from '../../domain/objection-event.ts';
import { evolveObjection, foldObjection } from '../../domain/objection-evolve.ts';
import { type ObjectionActor, objectionOffice } from '../../domain/objection-permissions.ts';
import { noObjection, type Objection, type ObjectionState } from '../../domain/objection-state.ts';
import { inOffice } from '../../domain/office.ts';
import { disclosureRow } from '../catalogue/disclosures.ts';
import type { Now } from '../clock.ts';
import { appendEvents, type LoadedStream, loadEvents, sha256 } from '../event-log.ts';
import type { AppendOptions, Records } from '../ports.ts';
import type { ObjectionDeps, Refused } from './contract.ts';
import { readPerson } from './person.ts';
import { isSameInPublic, objectionRows } from './rows.ts';

export const objectionStream = (id: string): string => `objection/${id}`;
export const newObjectionId = (now: Now): string => `obj_${ulid(now().getTime())}`;

export const isObjectionId = (id: string): boolean => /^obj_[0-9A-HJKMNP-TV-Z]{26}$/.test(id);

export interface LoadedObjection extends LoadedStream {
  readonly id: string;
  readonly state: ObjectionState;
}

/** An objection; `new` when there is none with this id. Throws when its events are damaged. */
export async function loadObjection(records: Records, id: string): Promise<LoadedObjection> {
  if (!isObjectionId(id)) return { id, events: [], length: 0, lastHash: chainOrigin, state: noObjection };
  const loaded = await loadEvents(records, objectionStream(id));
  return { ...loaded, id, state: foldObjection(loaded.events) };
}

/** What the clocks of an objection are counted by, and when. */
export async function circumstancesOf(
  { calendar, catalogue, now }: Pick<ObjectionDeps, 'calendar' | 'catalogue' | 'now'>,
  department: string,
): Promise<ObjectionCircumstances> {
  const region = catalogue()
    .agencies()
    .find(({ kind }) => kind === 'bureau')?.region;
  const departmentRegion = catalogue().agency(department)?.region;
  return {
    calendar: await calendar(),
    ...(region !== undefined && { region }),
    ...(departmentRegion !== undefined && { departmentRegion }),
    now: now().toISOString(),
  };
}

export type Commit =
  | { readonly outcome: 'committed'; readonly state: Objection; readonly events: readonly ObjectionEvent[] }
  | Refused
  /** Somebody else's event came in between: load again and decide anew. */
  | { readonly outcome: 'conflict' };

export interface Asked {
  readonly command: ObjectionCommand;
  readonly actor: ObjectionActor;
  readonly circumstances: ObjectionCircumstances;
}

/** Decides `command` on what was loaded and appends what follows, with `more` rows, if nothing happened since. */
export async function commit(
  deps: ObjectionDeps,
  loaded: LoadedObjection,
  { command, actor, circumstances }: Asked,
  more: Pick<AppendOptions, 'put' | 'remove'> = {},
): Promise<Commit> {
  const { id, state } = loaded;
  const decision = decideObjection(state, command, actor, circumstances);
  if (decision.outcome === 'refused') return decision;
  const { events } = decision;
  const after = events.reduce<ObjectionState>(evolveObjection, state);
  if (after.status === 'new') throw new TypeError(`"${command.type}" left the objection without a beginning`);
  if (events.length === 0) return { outcome: 'committed', state: after, events };
  const rows = await objectionRows(deps.records, id, after, circumstances);
  const isNews = state.status === 'new' || !isSameInPublic(id, state, after, circumstances);
  const mark = sha256(`${id}/${loaded.length + events.length}`).slice(0, 32);
  const disclosed = isNews ? [disclosureRow('objection', after.target.dataset, mark)] : [];
  const email = (await readPerson(deps.records, id))?.contact?.email;
  const told = deps.rowsFor?.({ id, state: after, events, ...(email !== undefined && { email }) }) ?? [];
  const office = objectionOffice(actor, state, command.type);
  const stored = events.map((event) => ({ ...event, data: inOffice(event.data, office) }));
  const { outcome } = await appendEvents(deps.records, objectionStream(id), loaded, stored, {
    put: [...rows.put, ...disclosed, ...told, ...(more.put ?? [])],
    remove: [...rows.remove, ...(more.remove ?? [])],
  });
  if (outcome === 'conflict') return { outcome };
  if (isNews) deps.onDisclosed?.();
  return { outcome: 'committed', state: after, events };
}
