/** What time does to applications: terms run out, and due dates move when a year's calendar is published. */
import type { WorkingCalendar } from '../../domain/working-calendar.ts';
import { allRows } from '../all-rows.ts';
import { appendEvents } from '../event-log.ts';
import { platformActor } from './acting.ts';
import { circumstancesOf, clockTerms } from './circumstances.ts';
import type { ApplicationDeps } from './contract.ts';
import { applicationIndexes, indexRows } from './index-rows.ts';
import { applicationStream, commit, loadApplication } from './stream.ts';
import { readSummary } from './summary.ts';

/** To be called now and then, by one process or several: what is done already is not done again. */
export function createTimekeeper(deps: ApplicationDeps): () => Promise<void> {
  let known: WorkingCalendar | undefined;
  return async () => {
    await expireRunOut(deps);
    const calendar = await deps.calendar();
    if (calendar !== known) await placeByDueDate(deps);
    known = calendar;
  };
}

/** Records the end of every grant whose term is over. It has had no effect since then, recorded or not. */
export async function expireRunOut(deps: ApplicationDeps): Promise<void> {
  for await (const { id, dataset } of listed(
    deps,
    applicationIndexes.active,
    `${deps.now().toISOString()}0`,
  )) {
    const circumstances = await circumstancesOf(deps, dataset);
    const asked = { command: { type: 'expire' } as const, actor: platformActor, circumstances };
    // Refused or overtaken: somebody ended it meanwhile.
    await commit(deps, await loadApplication(deps.records, id), asked);
  }
}

/** Puts every open application under its due date as the calendar now says: a stored due date is only an index. */
export async function placeByDueDate(deps: ApplicationDeps): Promise<void> {
  for await (const { id, agency } of listed(deps, applicationIndexes.due)) {
    const loaded = await loadApplication(deps.records, id);
    if (loaded.state.status === 'new') continue;
    const { put, remove } = await indexRows(deps.records, id, loaded.state, await clockTerms(deps, agency));
    // A conflict means that a command has just written the rows anew.
    if (remove.length > 0)
      await appendEvents(deps.records, applicationStream(id), loaded, [], { put, remove });
  }
}

/** All rows, read before anything is changed. */
async function* listed({ records }: ApplicationDeps, index: string, to?: string) {
  const rows = await allRows(records, index, 'all', { ...(to && { to }) });
  for (const row of rows) yield readSummary(row.value);
}
