/** Lists of applications, each for those whom it concerns, with the clocks as they stand now. */
import type { Actor } from '../../domain/actor.ts';
import { isReportOverdue } from '../../domain/application-time.ts';
import { timeLimits } from '../../domain/time-limits.ts';
import type { WorkingCalendar } from '../../domain/working-calendar.ts';
import { applicationActor } from './acting.ts';
import { type ClockView, clockViews, isLate } from './clock-view.ts';
import type { ApplicationDeps } from './contract.ts';
import { decodeAfter, encodeAfter } from './cursor.ts';
import { applicationIndexes as indexes, partyKey } from './index-rows.ts';
import { isNarrowing, isWanted, type ListFilter } from './list-filter.ts';
import { type Source, scanRows } from './list-scan.ts';
import { type Names, named } from './names.ts';
import { readSummary, type Summary } from './summary.ts';

/**
 * `mine`: of the person and of the organisations acted for, newest first; `queue`: those that wait for the agency
 * acted for, by due date; `agency`: all submitted to it, newest first; `opinions`: those on which it was asked;
 * `all`: everything submitted, newest first; `overdue`: those for which an agency is late, longest first;
 * `agency-reports`, `all-reports`: those whose report of use is overdue, at the agency or at all, longest first.
 */
export const listScopes = [
  'mine',
  'queue',
  'agency',
  'opinions',
  'all',
  'overdue',
  'agency-reports',
  'all-reports',
] as const;
export type ListScope = (typeof listScopes)[number];

export interface ListRequest {
  readonly actor: Actor;
  readonly scope: ListScope;
  /** 1–100, default 20. */
  readonly limit?: number;
  readonly cursor?: string;
  readonly filter?: ListFilter;
  /** `due`: of `agency` and `all` only those under a clock, the first due first. */
  readonly sort?: ListSort;
  /** Counts everything that is wanted, from here on. */
  readonly count?: boolean;
}

export const listSorts = ['due'] as const;
export type ListSort = (typeof listSorts)[number];

export interface ListCount {
  readonly total: number;
  /** Of these, those for which the agency is late. */
  readonly overdue: number;
  /** Otherwise there are more. */
  readonly isExact: boolean;
}

export type ListedApplication = Omit<Summary, 'clocks' | 'dataset' | 'agency'> &
  Names & {
    readonly clocks: readonly ClockView[];
    readonly overdue: boolean;
    readonly reportOverdue: boolean;
  };

export type ListOutcome =
  | {
      readonly outcome: 'list';
      readonly applications: readonly ListedApplication[];
      readonly cursor?: string;
      readonly count?: ListCount;
    }
  /** The actor has no office to which this list belongs. */
  | { readonly outcome: 'not-permitted' }
  | { readonly outcome: 'bad-cursor' };

/** Who sees the applications to all agencies (Art. 5). */
export const isOverseer = ({ roles }: Actor): boolean =>
  roles.includes('supervisor') || roles.includes('auditor');

function sourceOf({ actor, scope, sort }: ListRequest, now: string): Source | undefined {
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
      return sort === 'due' ? of(indexes.queue, own) : of(indexes.agency, own, { descending: true });
    case 'opinions':
      return of(indexes.opinion, own);
    case 'all':
      return sort === 'due' ? of(indexes.due, overseer) : of(indexes.all, overseer, { descending: true });
    case 'overdue':
      // What ends now is late already.
      return of(indexes.due, overseer, { to: `${now}0` });
    case 'agency-reports':
      return of(indexes.reports, own, { to: `${now}0` });
    case 'all-reports':
      return of(indexes.reports, overseer, { to: `${now}0` });
  }
}

/** Rows that one question looks at: what it counts beyond is told as "at least". */
const mostRows = 2000;

export async function listApplications(deps: ApplicationDeps, request: ListRequest): Promise<ListOutcome> {
  const now = deps.now().toISOString();
  const source = sourceOf(request, now);
  if (!source) return { outcome: 'not-permitted' };
  const after = request.cursor === undefined ? undefined : decodeAfter(request.cursor);
  if (request.cursor !== undefined && after === undefined) return { outcome: 'bad-cursor' };
  const { limit = 20, filter = {}, count = false } = request;
  const calendar = await deps.calendar();
  const { page, beyond, next, isEnd } = await scanRows(deps.records, {
    source,
    limit,
    ...(after !== undefined && { after }),
    read: ({ value }) => listed(deps, calendar, readSummary(value), now),
    isWanted: (each) => isWanted(each, filter),
    isWhole: count,
    most: count || isNarrowing(filter) ? mostRows : limit + 1,
  });
  return {
    outcome: 'list',
    applications: page,
    ...(next !== undefined && { cursor: encodeAfter(next) }),
    ...(count && { count: counted([...page, ...beyond], isEnd) }),
  };
}

function counted(found: readonly ListedApplication[], isExact: boolean): ListCount {
  const overdue = found.filter((each) => each.overdue).length;
  return { total: found.length, overdue, isExact };
}

function listed(
  { catalogue, promises = timeLimits }: ApplicationDeps,
  calendar: WorkingCalendar,
  summary: Summary,
  now: string,
): ListedApplication {
  const { clocks: _ticks, ...rest } = summary;
  const region = catalogue().agency(summary.agency)?.region;
  const terms = { calendar, promises, ...(region !== undefined && { region }) };
  return {
    ...rest,
    ...named(catalogue(), summary),
    clocks: clockViews(summary, terms, now),
    overdue: isLate(summary, terms, now),
    reportOverdue: isReportOverdue(summary.reportDue, now),
  };
}
