/** The figures of conditional datasets as the records tell them, and which of them changed. */

import type { ApplicationEvent, ApplicationEventType } from '../../domain/application-event.ts';
import type { Application } from '../../domain/application-state.ts';
import { type Opening, openingOf } from '../../domain/opening.ts';
import { allRows } from '../all-rows.ts';
import { sha256 } from '../event-log.ts';
import type { IndexRow, Records } from '../ports.ts';
import { applicationIndexes } from './index-rows.ts';
import { readSummary } from './summary.ts';

/** Every dataset that was applied for keeps one row here: sort = dataset, value = a mark that changes with its figures. */
const openingIndex = { index: 'application-openings', key: 'all' } as const;

/** What is counted, or listed, in public; `at once` takes somebody off the list. */
const told: Partial<Readonly<Record<ApplicationEventType, 'soon' | 'at once'>>> = {
  submitted: 'soon',
  approved: 'soon',
  rejected: 'soon',
  signed: 'soon',
  lapsed: 'soon',
  revoked: 'at once',
  closed: 'at once',
  expired: 'at once',
};

/** How soon the public is told of what happened; undefined when nothing that it is told has changed. */
export function openingChange(events: readonly ApplicationEvent[]): 'soon' | 'at once' | undefined {
  const changes = events.map(({ type }) => told[type]);
  return changes.find((change) => change === 'at once') ?? changes.find((change) => change !== undefined);
}

/** The row to write with `events`, the last of which is number `length` of the application. */
export function openingRows(
  id: string,
  { dataset }: Application,
  events: readonly ApplicationEvent[],
  length: number,
): IndexRow[] {
  // Marks reach the public catalogue, ids of applications do not.
  const mark = sha256(`${id}/${length}`).slice(0, 32);
  return openingChange(events) ? [{ ...openingIndex, sort: dataset, value: { mark } }] : [];
}

/** The mark of every dataset that was ever applied for. */
export async function openingMarks(records: Records): Promise<ReadonlyMap<string, string>> {
  const rows = await allRows(records, openingIndex.index, openingIndex.key);
  return new Map(rows.map(({ sort, value }) => [sort, String(value.mark)]));
}

/** Counted from all applications that were submitted for the dataset. */
export async function readOpening(records: Records, dataset: string): Promise<Opening> {
  const rows = await allRows(records, applicationIndexes.dataset, dataset);
  return openingOf(rows.map(({ value }) => readSummary(value)));
}
