/**
 * What time does to applications: terms run out, approvals lapse, reports become overdue, and due dates move when a
 * year's calendar is published.
 */
import { agendaOf } from '../../domain/application-time.ts';
import { isBefore } from '../../domain/china-time.ts';
import type { WorkingCalendar } from '../../domain/working-calendar.ts';
import { allRows } from '../all-rows.ts';
import { forEach } from '../each.ts';
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
    // First: what is due now depends on the calendar.
    const calendar = await deps.calendar();
    if (calendar !== known) await placeByDueDate(deps);
    known = calendar;
    await keepAppointments(deps);
  };
}

/**
 * Records what was due by now: ends of grants, which have had no effect since then, recorded or not; approvals that
 * nobody signed; and what the two sides are told once of each due date.
 */
async function keepAppointments(deps: ApplicationDeps): Promise<void> {
  await forEach(listed(deps, applicationIndexes.agenda, `${deps.now().toISOString()}0`), async ({ id }) => {
    const { state } = await loadApplication(deps.records, id);
    if (state.status === 'new') return;
    const circumstances = await circumstancesOf(deps, state.dataset);
    const due = agendaOf(state, circumstances).filter(({ at }) => !isBefore(circumstances.now, at));
    for (const { command } of due) {
      const asked = { command: { type: command }, actor: platformActor, circumstances };
      // Refused or overtaken: somebody did something else meanwhile, and what is left is the next round's.
      await commit(deps, await loadApplication(deps.records, id), asked);
    }
  });
}

/** Puts every open application under its due date as the calendar now says: a stored due date is only an index. */
async function placeByDueDate(deps: ApplicationDeps): Promise<void> {
  for (const index of [applicationIndexes.due, applicationIndexes.agenda]) await placeIn(deps, index);
}

/** Terms of grants and reports are counted in months: no calendar moves them. */
async function placeIn(deps: ApplicationDeps, index: string): Promise<void> {
  for await (const { id, agency, status } of listed(deps, index)) {
    if (index === applicationIndexes.agenda && status !== 'approved') continue;
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
