/** What time does to objections: clocks run out, words are removed, and due dates move when a year's calendar is published. */

import { isBefore } from '../../domain/china-time.ts';
import { nextAppointment } from '../../domain/objection-clocks.ts';
import type { WorkingCalendar } from '../../domain/working-calendar.ts';
import { allRows } from '../all-rows.ts';
import { disclosureRow } from '../catalogue/disclosures.ts';
import { forEach } from '../each.ts';
import { appendEvents, sha256 } from '../event-log.ts';
import { platformActor } from './acting.ts';
import { erase } from './commands.ts';
import type { ObjectionDeps } from './contract.ts';
import { removeEvidence } from './evidence.ts';
import { objectionIndexes, objectionRows } from './rows.ts';
import { circumstancesOf, commit, loadObjection, objectionStream } from './stream.ts';

/** To be called now and then, by one process or several: what is done already is not done again. */
export function createObjectionTimekeeper(deps: ObjectionDeps): () => Promise<void> {
  let known: WorkingCalendar | undefined;
  return async () => {
    const calendar = await deps.calendar();
    if (calendar !== known) await placeByDueDate(deps);
    known = calendar;
    const to = `${deps.now().toISOString()}0`;
    const due = await allRows(deps.records, objectionIndexes.agenda, 'all', { to });
    await forEach(due, ({ value }) => keepAppointment(deps, String(value.id)));
  };
}

async function keepAppointment(deps: ObjectionDeps, id: string): Promise<void> {
  const loaded = await loadObjection(deps.records, id);
  if (loaded.state.status === 'new') return;
  const circumstances = await circumstancesOf(deps, loaded.state.department);
  const due = nextAppointment(loaded.state, circumstances);
  if (!due || isBefore(circumstances.now, due.at)) return;
  const asked = { command: { type: due.command }, actor: platformActor, circumstances };
  // Refused or overtaken: somebody did something else meanwhile, and what is left is the next round's.
  if (due.command === 'tell-overdue') return void (await commit(deps, loaded, asked));
  // Files first: while the appointment stands they are found again, should this be broken off.
  await removeEvidence(deps, id);
  await erase(deps, loaded, asked);
}

/** Puts every objection under its due date as the calendar now says: a stored due date is only an index. */
async function placeByDueDate(deps: ObjectionDeps): Promise<void> {
  for (const { value } of await allRows(deps.records, objectionIndexes.agenda, 'all')) {
    const id = String(value.id);
    const loaded = await loadObjection(deps.records, id);
    if (loaded.state.status === 'new') continue;
    const terms = await circumstancesOf(deps, loaded.state.department);
    const { put, remove } = await objectionRows(deps.records, id, loaded.state, terms);
    if (remove.length === 0) continue;
    const mark = sha256(`${id}/${loaded.length}/${terms.now}`).slice(0, 32);
    const disclosed = disclosureRow('objection', loaded.state.target.dataset, mark);
    // A conflict means that a command has just written the rows anew.
    await appendEvents(deps.records, objectionStream(id), loaded, [], { put: [...put, disclosed], remove });
  }
}
