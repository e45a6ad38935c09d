/** Lists of objections for officials, each for those whom it concerns; and the public one, out of the snapshot. */
import type { Actor } from '../../domain/actor.ts';
import { clockResult } from '../../domain/clock-result.ts';
import type { PublicObjection } from '../../domain/objection-public.ts';
import { isOpenObjection } from '../../domain/objection-state.ts';
import { decodeAfter, encodeAfter } from '../application/cursor.ts';
import { type Source, scanRows } from '../application/list-scan.ts';
import { isOverseer } from '../application/lists.ts';
import { type Names, named, namedAgency } from '../application/names.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { ObjectionDeps } from './contract.ts';
import { bureauQueue, objectionIndexes as indexes, type ObjectionSummary } from './rows.ts';

/** `queue`: those that wait for the office of whoever asks, by due date; `agency`: all it knows of; `all`: for overseers. */
export const objectionScopes = ['queue', 'agency', 'all'] as const;
export type ObjectionListScope = (typeof objectionScopes)[number];

export type ListedObjection = ObjectionSummary & {
  readonly names: Names & { readonly department: Names['agency'] };
  readonly overdue: boolean;
};

export type ObjectionList =
  | {
      readonly outcome: 'list';
      readonly objections: readonly ListedObjection[];
      readonly cursor?: string;
    }
  | { readonly outcome: 'not-permitted' | 'bad-cursor' };

function sourceOf(actor: Actor, scope: ObjectionListScope): Source | undefined {
  const { roles, agency } = actor;
  const own = roles.includes('reviewer') && agency !== undefined ? agency : undefined;
  switch (scope) {
    case 'queue': {
      const key = roles.includes('supervisor') ? bureauQueue : own;
      return key === undefined ? undefined : { index: indexes.queue, keys: [key] };
    }
    case 'agency':
      return own === undefined ? undefined : { index: indexes.agency, keys: [own], descending: true };
    case 'all':
      return isOverseer(actor) ? { index: indexes.all, keys: ['all'], descending: true } : undefined;
  }
}

export async function listObjections(
  deps: ObjectionDeps,
  request: {
    readonly actor: Actor;
    readonly scope: ObjectionListScope;
    readonly limit?: number;
    readonly cursor?: string;
  },
): Promise<ObjectionList> {
  const source = sourceOf(request.actor, request.scope);
  if (!source) return { outcome: 'not-permitted' };
  const after = request.cursor === undefined ? undefined : decodeAfter(request.cursor);
  if (request.cursor !== undefined && after === undefined) return { outcome: 'bad-cursor' };
  const now = deps.now().toISOString();
  const { limit = 20 } = request;
  const { page, next } = await scanRows(deps.records, {
    source,
    limit,
    ...(after !== undefined && { after }),
    read: ({ value }) => listed(deps.catalogue(), value as unknown as ObjectionSummary, now),
    isWanted: () => true,
    isWhole: false,
    most: limit + 1,
  });
  return { outcome: 'list', objections: page, ...(next !== undefined && { cursor: encodeAfter(next) }) };
}

function listed(catalogue: Catalogue, summary: ObjectionSummary, now: string): ListedObjection {
  return { ...summary, names: namesOf(catalogue, summary), overdue: isLate(summary, now) };
}

const namesOf = (catalogue: Catalogue, { dataset, provider, department }: PublicObjection) => ({
  ...named(catalogue, { dataset, agency: provider }),
  department: namedAgency(catalogue, department),
});

/** Whether a clock that still runs has run out. */
const isLate = ({ clocks }: PublicObjection, now: string): boolean =>
  clocks.some((clock) => clock.stoppedAt === undefined && clockResult(clock, now) === 'missed');

export interface PublicList {
  readonly objections: readonly (PublicObjection & Pick<ListedObjection, 'names' | 'overdue'>)[];
  readonly total: number;
  /** Of all: how many stand, and how the clocks came out (Art. 46). */
  readonly figures: { readonly open: number; readonly met: number; readonly missed: number };
}

/** Newest first, out of the public snapshot: it answers whatever becomes of the records. */
export function publicList(
  catalogue: Catalogue,
  now: string,
  asked: {
    readonly dataset?: string;
    readonly open?: boolean;
    readonly limit: number;
    readonly offset: number;
  },
): PublicList {
  const all = disclosedObjections(catalogue, asked.dataset).filter(
    (each) => !asked.open || isOpenObjection(each),
  );
  const results = all.flatMap(({ clocks }) => clocks.map((clock) => clockResult(clock, now)));
  return {
    objections: all.slice(asked.offset, asked.offset + asked.limit).map((each) => {
      return { ...each, names: namesOf(catalogue, each), overdue: isLate(each, now) };
    }),
    total: all.length,
    figures: {
      open: all.filter(isOpenObjection).length,
      met: results.filter((result) => result === 'met').length,
      missed: results.filter((result) => result === 'missed').length,
    },
  };
}

/** Newest first; ids are times. */
export function disclosedObjections(
  catalogue: Pick<Catalogue, 'disclosed' | 'allDisclosed'>,
  dataset?: string,
): readonly PublicObjection[] {
  const told =
    dataset === undefined ? catalogue.allDisclosed('objection') : catalogue.disclosed('objection', dataset);
  return (told as readonly PublicObjection[]).toSorted((one, other) => (one.id < other.id ? 1 : -1));
}
