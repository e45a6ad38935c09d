/** Of which complaints and objections an office is told before their time is over (Art. 46, 50), and the Bureau when it is. */
import { complaintReminder, objectionReminder } from '../../domain/reminder.ts';
import { allRows } from '../all-rows.ts';
import { clockTerms } from '../application/circumstances.ts';
import type { ApplicationDeps } from '../application/contract.ts';
import type { Recipient } from '../notification/messages.ts';
import { objectionIndexes } from '../objection/rows.ts';
import { circumstancesOf, loadObjection } from '../objection/stream.ts';
import { everybody, readVoiceSummary, voiceIndexes } from '../voice/places.ts';
import type { Told } from './remind.ts';

type Office = Extract<Recipient, `agency/${string}` | 'role/supervisor'>;

/** By mailbox and by the address that each has in the catalogue. */
function offices(
  { catalogue }: ApplicationDeps,
  whom: readonly Office[],
): Pick<Told, 'recipients' | 'emails'> {
  const agencies = catalogue().agencies();
  const agencyOf = (office: Office) =>
    office === 'role/supervisor'
      ? agencies.find(({ kind }) => kind === 'bureau')
      : catalogue().agency(office.slice('agency/'.length));
  return { recipients: whom, emails: whom.map((office) => agencyOf(office)?.contact.email) };
}

const titleOf = ({ catalogue }: ApplicationDeps, dataset: string): string =>
  catalogue().entry(dataset)?.dataset.title ?? dataset;

/** To the agency that answers; when it is late, to the Bureau too. */
export async function* ofComplaints(deps: ApplicationDeps): AsyncGenerator<Told> {
  const now = deps.now().toISOString();
  for (const { value } of await allRows(deps.records, voiceIndexes.queue, everybody)) {
    const { id, kind, agency, datasets, ...clocked } = readVoiceSummary(value);
    if (kind !== 'complaint') continue;
    const reminder = complaintReminder(clocked, await clockTerms(deps, agency ?? ''), now);
    if (!reminder) continue;
    const [dataset] = datasets;
    const subject = {
      ...(dataset === undefined ? { title: '投诉举报' } : { dataset, title: titleOf(deps, dataset) }),
      voice: id,
    };
    const isBureaus = agency === undefined || reminder.kind === 'complaint-overdue';
    const whom: Office[] = [
      ...(agency === undefined ? [] : [`agency/${agency}` as const]),
      ...(isBureaus ? (['role/supervisor'] as const) : []),
    ];
    yield { subject, reminder, ...offices(deps, whom) };
  }
}

/** To the office against which the clock runs. */
export async function* ofObjections(deps: ApplicationDeps): AsyncGenerator<Told> {
  for (const { value } of await allRows(deps.records, objectionIndexes.agenda, 'all')) {
    const id = String(value.id);
    const { state } = await loadObjection(deps.records, id);
    if (state.status === 'new') continue;
    const terms = await circumstancesOf(deps, state.department);
    const reminder = objectionReminder(state, terms, terms.now);
    if (!reminder) continue;
    const { dataset } = state.target;
    const whom = state.status === 'received' ? 'role/supervisor' : (`agency/${state.department}` as const);
    yield {
      subject: { dataset, title: titleOf(deps, dataset), objection: id },
      reminder,
      ...offices(deps, [whom]),
    };
  }
}
