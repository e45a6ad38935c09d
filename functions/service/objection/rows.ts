/**
 * The index rows of an objection: derived from its state, written with its events, replaced as a whole.
 *
 * | index              | key               | sort          | holds                                     |
 * |--------------------|-------------------|---------------|-------------------------------------------|
 * | objection-dataset  | dataset           | id            | the public part of all against it         |
 * | objection-queue    | bureau, or agency | due date, id  | those that wait for it                    |
 * | objection-agency   | agency            | id            | all that it knows of                      |
 * | objection-all      | all               | id            | all                                       |
 * | objection-agenda   | all               | moment, id    | those to which time alone does something  |
 */
import { isDeepStrictEqual } from 'node:util';
import { nextAppointment, type ObjectionTerms, runningDeadline } from '../../domain/objection-clocks.ts';
import { isKnownToAgencies } from '../../domain/objection-permissions.ts';
import { type PublicObjection, publicObjection } from '../../domain/objection-public.ts';
import type { Objection } from '../../domain/objection-state.ts';
import { allRows } from '../all-rows.ts';
import { placedRows } from '../placed-rows.ts';
import type { IndexRow, JsonObject, Records } from '../ports.ts';

export const objectionIndexes = {
  dataset: 'objection-dataset',
  queue: 'objection-queue',
  agency: 'objection-agency',
  all: 'objection-all',
  agenda: 'objection-agenda',
} as const;

/** The key of the Bureau's queue: no agency has this id, which is no slug. */
export const bureauQueue = '*bureau';

/** What lists tell of an objection: the public part, and all of the target. */
export type ObjectionSummary = PublicObjection & { readonly escalated: boolean };

const plain = (value: object): JsonObject => JSON.parse(JSON.stringify(value)) as JsonObject;

function rowsOf(id: string, state: Objection, terms: ObjectionTerms): IndexRow[] {
  const told = publicObjection(id, state, terms);
  const value = plain({ ...told, ...state.target, escalated: state.escalations.length > 0 });
  const known = isKnownToAgencies(state) ? [...new Set([state.provider, state.department])] : [];
  const next = nextAppointment(state, terms);
  const waiting = waitsFor(state, terms);
  const { dataset, queue, agency, all, agenda } = objectionIndexes;
  return [
    { index: dataset, key: state.target.dataset, sort: id, value: plain(told) },
    { index: all, key: 'all', sort: id, value },
    ...known.map((key) => ({ index: agency, key, sort: id, value })),
    ...(waiting ? [{ index: queue, key: waiting.office, sort: `${waiting.due}/${id}`, value }] : []),
    ...(next ? [{ index: agenda, key: 'all', sort: `${next.at}/${id}`, value: { id } }] : []),
  ];
}

/** Whose turn it is, and by when; what the department has decided is told promptly. */
function waitsFor(
  state: Objection,
  terms: ObjectionTerms,
): { readonly office: string; readonly due: string } | undefined {
  if (state.status === 'verified') return { office: bureauQueue, due: state.latest.at };
  const running = runningDeadline(state, terms);
  if (!running) return undefined;
  const office = state.status === 'received' ? bureauQueue : state.department;
  return { office, due: running.deadline.dueAt ?? state.filedAt };
}

/** The rows to put, and those of before to remove. */
export const objectionRows = (records: Records, id: string, state: Objection, terms: ObjectionTerms) =>
  placedRows(records, 'objection-places', id, rowsOf(id, state, terms));

/** Whether anybody may read the same of both. */
export const isSameInPublic = (
  id: string,
  one: Objection,
  other: Objection,
  terms: ObjectionTerms,
): boolean => isDeepStrictEqual(publicObjection(id, one, terms), publicObjection(id, other, terms));

/** Everything that anybody may read of a dataset's objections, newest first. */
export async function publicObjections(
  records: Records,
  dataset: string,
): Promise<readonly PublicObjection[]> {
  const rows = await allRows(records, objectionIndexes.dataset, dataset);
  return rows.map(({ value }) => value as unknown as PublicObjection).toReversed();
}
