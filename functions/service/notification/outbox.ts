/**
 * Messages as rows, written together with the events that they tell of: none is lost, none is sent for what did not
 * happen. One row a recipient is what the portal lists; one row an address waits to be sent by e-mail, and one row an
 * owner to be told to their webhooks.
 */
import { type } from 'arktype';
import { ulid } from 'ulidx';
import type { Application } from '../../domain/application-state.ts';
import { once } from '../../domain/once.ts';
import type { Happened } from '../application/contract.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { Now } from '../clock.ts';
import { waitingRow } from '../outbox.ts';
import type { IndexRow } from '../ports.ts';
import { mailText } from './mail-text.ts';
import { announcementsOf, type Message, mailboxOf, messagesOf } from './messages.ts';

export const notificationIndex = 'notifications';
export const mailOutbox = { index: 'mail-outbox', failed: 'failed' } as const;

/** One append takes 60 rows, of which the application's own need some twenty. */
const mostMails = 10;

export const mail = once(() =>
  type({
    id: 'string',
    to: 'string',
    subject: 'string',
    text: 'string',
    'application?': 'string',
    'dataset?': 'string',
    'objection?': 'string',
    'voice?': 'string',
    /** Where its receiver says, with one POST, that no more of these are wanted (RFC 8058). */
    'unsubscribe?': 'string',
    attempts: 'number',
  }),
);
export type Mail = ReturnType<typeof mail>['infer'];

export interface OutboxDeps {
  readonly catalogue: () => Catalogue;
  readonly now: Now;
  readonly portalUrl: string;
}

/** The rows to be written with what happened. */
export function notificationRows({ catalogue, now, portalUrl }: OutboxDeps) {
  return (happened: Happened): readonly IndexRow[] => {
    const messages = messagesOf(happened);
    const title = catalogue().entry(happened.after.dataset)?.dataset.title ?? happened.after.dataset;
    const mails = messages
      .flatMap((message) => addressesOf(message, happened.after, catalogue()).map((to) => ({ to, message })))
      .slice(0, mostMails);
    return [
      ...announcementsOf(happened, portalUrl),
      ...messages.map(({ recipient, ...value }) => {
        return { index: notificationIndex, key: recipient, sort: ulid(Date.parse(value.at)), value };
      }),
      ...mails.map(({ to, message }) => {
        const id = `mail_${ulid(now().getTime())}`;
        const value: Mail = {
          id,
          to,
          ...mailText(message, title, portalUrl),
          application: happened.id,
          attempts: 0,
        };
        return waitingRow(mailOutbox.index, value, message.at);
      }),
    ];
  };
}

/**
 * Where the recipient is written to. People are where they said so themselves; the contact of the form, once it is
 * submitted. What people of the party do again and again by themselves is told in the portal only: else whoever
 * applies could have anybody written to, as often as they like.
 */
function addressesOf(
  { recipient, event }: Message,
  application: Application,
  catalogue: Catalogue,
): string[] {
  if (recipient.startsWith('agency/'))
    return reachable([catalogue.agency(recipient.slice('agency/'.length))?.contact.email]);
  if (event === 'people-amended') return [];
  const { people, ownEmails, rounds } = application;
  const person = people.find(({ id }) => mailboxOf(application, id) === recipient);
  // The contact of the form is written to once, with the first of the people.
  const contact = person && person === people[0] ? rounds.at(-1)?.form.contact.email : undefined;
  return reachable([ownEmails.find(({ id }) => id === person?.id)?.email, contact]);
}

/** Those that can be written to, each once. */
export const reachable = (addresses: readonly (string | undefined)[]): string[] =>
  [
    ...new Set(
      addresses.filter(
        (address) => address !== undefined && /^[^\s@<>,;"]+@[^\s@<>,;"]+\.[^\s@<>,;"]+$/.test(address),
      ),
    ),
  ] as string[];
