/** Telling somebody of something once: the reminder, its message and its mail are one append, whose token is its date. */
import { ulid } from 'ulidx';
import type { Reminder } from '../../domain/reminder.ts';
import type { Now } from '../clock.ts';
import { appendEvents, loadHead } from '../event-log.ts';
import type { Recipient } from '../notification/messages.ts';
import { mailOutbox, notificationIndex, reachable } from '../notification/outbox.ts';
import { waitingRow } from '../outbox.ts';
import type { IndexRow, JsonObject, Records } from '../ports.ts';
import { reminderText } from './reminder-text.ts';

export interface RemindDeps {
  readonly records: Records;
  readonly now: Now;
  readonly portalUrl: string;
}

/** What it is about. */
export interface Subject {
  /** Absent of a complaint that speaks of no dataset. */
  readonly dataset?: string;
  /** Of the dataset, or the kind of matter: never a word of whoever filed it. */
  readonly title: string;
  /** Of an application for the dataset. */
  readonly application?: string;
  /** Against the dataset. */
  readonly objection?: string;
  /** Of a complaint. */
  readonly voice?: string;
}

export interface Told {
  readonly subject: Subject;
  readonly reminder: Reminder;
  readonly recipients: readonly Recipient[];
  /** Where mail goes to, as far as it is an address. */
  readonly emails: readonly (string | undefined)[];
}

/** Most addresses that one reminder is mailed to, and most people that it is shown to: one append takes 60 rows. */
const most = { emails: 10, recipients: 40 } as const;

/** Records the reminder with what is sent of it; `known` when that was done before. */
export async function remind(deps: RemindDeps, told: Told): Promise<'told' | 'known'> {
  const { records, now } = deps;
  const { subject, reminder } = told;
  const { title: _title, ...about } = subject;
  const stream = `reminders/${about.application ?? about.objection ?? about.voice ?? about.dataset}`;
  const at = now().toISOString();
  const { kind, due } = reminder;
  const event = {
    type: 'reminded',
    at,
    actor: 'platform',
    data: { kind, due, recipients: told.recipients.length },
  };
  for (;;) {
    const head = await loadHead(records, stream);
    const options = { token: `${kind}/${due}`, put: rowsOf(deps, told, at) };
    const { outcome } = await appendEvents(records, stream, head, [event], options);
    if (outcome !== 'conflict') return outcome === 'appended' ? 'told' : 'known';
  }
}

function rowsOf(
  { portalUrl }: RemindDeps,
  { subject, reminder, recipients, emails }: Told,
  at: string,
): IndexRow[] {
  const { kind, due } = reminder;
  const { title: _title, ...of } = subject;
  const value: JsonObject = { event: kind, at, due, ...of };
  const mails = reachable(emails).slice(0, most.emails);
  return [
    ...recipients.slice(0, most.recipients).map((key): IndexRow => {
      return { index: notificationIndex, key, sort: ulid(Date.parse(at)), value };
    }),
    ...mails.map((to) => {
      const mail = {
        id: `mail_${ulid(Date.parse(at))}`,
        to,
        ...reminderText(subject, reminder, portalUrl),
        ...of,
      };
      return waitingRow(mailOutbox.index, { ...mail, attempts: 0 }, at);
    }),
  ];
}
