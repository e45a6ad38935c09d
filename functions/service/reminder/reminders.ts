/** Looks at all that has a date, once a day, and has those told whose it is. */
import { applicationReminder, updateReminder } from '../../domain/reminder.ts';
import { clockTerms } from '../application/circumstances.ts';
import type { ApplicationDeps } from '../application/contract.ts';
import { applicationIndexes } from '../application/index-rows.ts';
import { loadApplication } from '../application/stream.ts';
import { readSummary, type Summary } from '../application/summary.ts';
import { chinaDay } from '../clock.ts';
import { onceADay } from '../daily.ts';
import { forEach, inTurn } from '../each.ts';
import { mailboxOf } from '../notification/messages.ts';
import type { IndexRow } from '../ports.ts';
import { ofComplaints, ofObjections } from './of-rights.ts';
import { type RemindDeps, remind, type Told } from './remind.ts';

export type ReminderDeps = RemindDeps & ApplicationDeps;

/** The reminders of a day, done once; what failed is begun again, and nobody is told twice. */
export const remindDaily = (deps: ReminderDeps): Promise<boolean> =>
  onceADay({ records: deps.records, now: deps.now, name: 'reminders', run: () => remindAll(deps) });

/** All that are due by now. What went by in days of downtime is told as it stands now. */
export async function remindAll(deps: ReminderDeps): Promise<{ readonly told: number }> {
  let told = 0;
  const tell = async (each: Told): Promise<void> => {
    told += Number((await remind(deps, each)) === 'told');
  };
  // Read before anything is awaited: a catalogue that was replaced is closed after a while.
  const datasets = [...ofDatasets(deps)];
  const others = [ofApplications, ofComplaints, ofObjections].map((of) => () => forEach(of(deps), tell));
  await inTurn(() => forEach(datasets, tell), ...others);
  return { told };
}

/** To whoever publishes for the agency. */
function* ofDatasets({ catalogue, now }: ReminderDeps): Generator<Told> {
  const today = chinaDay(now());
  for (const { dataset, status } of catalogue().entries()) {
    const reminder = status === 'published' ? updateReminder(dataset, today) : undefined;
    if (!reminder) continue;
    const { id, title, publisher } = dataset;
    yield {
      subject: { dataset: id, title },
      reminder,
      recipients: [`publisher/${publisher}`],
      emails: [catalogue().agency(publisher)?.contact.email],
    };
  }
}

async function* ofApplications(deps: ReminderDeps): AsyncGenerator<Told> {
  const now = deps.now().toISOString();
  for await (const { value } of submitted(deps)) {
    const summary = readSummary(value);
    const reminder = applicationReminder(summary, await clockTerms(deps, summary.agency), now);
    if (!reminder) continue;
    const title = deps.catalogue().entry(summary.dataset)?.dataset.title ?? summary.dataset;
    const subject = { dataset: summary.dataset, title, application: summary.id };
    const whom = reminder.kind === 'grant-ending' ? await holders(deps, summary) : agency(deps, summary);
    yield { subject, reminder, ...whom };
  }
}

type Whom = Pick<Told, 'recipients' | 'emails'>;

const agency = ({ catalogue }: ReminderDeps, { agency: id }: Summary): Whom => ({
  recipients: [`agency/${id}`],
  emails: [catalogue().agency(id)?.contact.email],
});

/** People where they said themselves that they are written to; the others see it in the portal. */
async function holders({ records }: ReminderDeps, { id }: Summary): Promise<Whom> {
  const { state } = await loadApplication(records, id);
  if (state.status === 'new') return { recipients: [], emails: [] };
  const { people, ownEmails } = state;
  return {
    recipients: people.map((person) => mailboxOf(state, person.id)),
    emails: people.map((person) => ownEmails.find((each) => each.id === person.id)?.email),
  };
}

/** A page at a time: nothing that is told here changes these rows. */
async function* submitted({ records }: ReminderDeps): AsyncGenerator<IndexRow> {
  let cursor: string | undefined;
  do {
    const page = await records.query(applicationIndexes.all, 'all', {
      limit: 1000,
      ...(cursor && { cursor }),
    });
    yield* page.rows;
    cursor = page.cursor;
  } while (cursor !== undefined);
}
