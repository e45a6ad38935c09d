/** Lists of applications, each for those whom it concerns, with the clocks as they stand now. */
import type { Actor } from '../../domain/actor.ts';
import { timeLimits } from '../../domain/time-limits.ts';
import type { IndexRow, Records } from '../ports.ts';
import { applicationActor } from './acting.ts';
import { type ClockView, clockViews, isLate } from './clock-view.ts';
import type { ApplicationDeps } from './contract.ts';
import { decodeAfter, encodeAfter } from './cursor.ts';
import { applicationIndexes as indexes, partyKey } from './index-rows.ts';
import { type Names, named } from './names.ts';
import { readSummary, type Summary } from './summary.ts';

/**
 * `mine`: of the person and of the organisations acted for, newest first; `queue`: those that wait for the agency
 * acted for, by due date; `agency`: all submitted to it, newest first; `opinions`: those on which it was asked;
 * `all`: everything submitted, newest first; `overdue`: those for which an agency is late, longest first.
 */
export const listScopes = ['mine', 'queue', 'agency', 'opinions', 'all', 'overdue'] as const;
export type ListScope = (typeof listScopes)[number];

export interface ListRequest {
  readonly actor: Actor;
  readonly scope: ListScope;
  /** 1–100, default 20. */
  readonly limit?: number;
  readonly cursor?: string;
}

export type ListedApplication = Omit<Summary, 'clocks' | 'dataset' | 'agency'> &
  Names & { readonly clocks: readonly ClockView[]; readonly overdue: boolean };

export type ListOutcome =
  | {
      readonly outcome: 'list';
      readonly applications: readonly ListedApplication[];
      readonly cursor?: string;
    }
  /** The actor has no office to which this list belongs. */
  | { readonly outcome: 'not-permitted' }
  | { readonly outcome: 'bad-cursor' };

/** Where a list lies: rows of these keys in the order of their sort, or the other way round. */
interface Source {
  readonly index: string;
  readonly keys: readonly string[];
  readonly descending?: boolean;
  /** Only rows whose sort is before. */
  readonly to?: string;
}

/** Who sees the applications to all agencies (Art. 5). */
export const isOverseer = ({ roles }: Actor): boolean =>
  roles.includes('supervisor') || roles.includes('auditor');

function sourceOf({ actor, scope }: ListRequest, now: string): Source | undefined {
  const { roles, agency } = actor;
  const own = roles.includes('reviewer') && agency !== undefined ? [agency] : undefined;
  const overseer = isOverseer(actor) ? ['all'] : undefined;
  const of = (index: string, keys: readonly string[] | undefined, order: Partial<Source> = {}) =>
    keys && { index, keys, ...order };
  switch (scope) {
    case 'mine':
      return { index: indexes.party, keys: applicationActor(actor).parties.map(partyKey), descending: true };
    case 'queue':
      return of(indexes.queue, own);
    case 'agency':
      return of(indexes.agency, own, { descending: true });
    case 'opinions':
      return of(indexes.opinion, own);
    case 'all':
      return of(indexes.all, overseer, { descending: true });
    case 'overdue':
      // What ends now is late already.
      return of(indexes.due, overseer, { to: `${now}0` });
  }
}

export async function listApplications(deps: ApplicationDeps, request: ListRequest): Promise<ListOutcome> {
  const now = deps.now().toISOString();
  const source = sourceOf(request, now);
  if (!source) return { outcome: 'not-permitted' };
  const after = request.cursor === undefined ? undefined : decodeAfter(request.cursor);
  if (request.cursor !== undefined && after === undefined) return { outcome: 'bad-cursor' };
  const { limit = 20 } = request;
  const rows = await readRows(deps.records, source, limit + 1, after);
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const applications = await Promise.all(page.map((row) => listed(deps, readSummary(row.value), now)));
  return {
    outcome: 'list',
    applications,
    ...(rows.length > limit && last && { cursor: encodeAfter(last.sort) }),
  };
}

/** The first rows of all keys together, after the one where the page before ended. */
async function readRows(
  records: Records,
  { index, keys, descending = false, to }: Source,
  limit: number,
  after?: string,
): Promise<readonly IndexRow[]> {
  const past = after === undefined ? {} : descending ? { to: after } : { from: `${after}\0` };
  const range = { ...(to !== undefined && { to }), ...past, limit, descending };
  const pages = await Promise.all(keys.map((key) => records.query(index, key, range)));
  const rows = pages.flatMap((page) => page.rows);
  const order = descending ? -1 : 1;
  return rows.sort((one, other) => (one.sort < other.sort ? -order : order)).slice(0, limit);
}

async function listed(deps: ApplicationDeps, summary: Summary, now: string): Promise<ListedApplication> {
  const { clocks: _ticks, ...rest } = summary;
  const { calendar, catalogue, promises = timeLimits } = deps;
  const region = catalogue().agency(summary.agency)?.region;
  const terms = { calendar: await calendar(), promises, ...(region !== undefined && { region }) };
  return {
    ...rest,
    ...named(catalogue(), summary),
    clocks: clockViews(summary, terms, now),
    overdue: isLate(summary, terms, now),
  };
}
