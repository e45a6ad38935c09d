/**
 * Messages as rows, written together with the events that they tell of: none is lost, none is sent for what did not
 * happen. One row a recipient is what the portal lists; one row an address waits to be sent by e-mail, and one row an
 * owner to be told to their webhooks.
 */
import { type } from 'arktype';
import { ulid } from 'ulidx';
import type { Application } from '../../domain/application-state.ts';
import type { Happened } from '../application/contract.ts';
import type { Catalogue } from '../catalogue/catalogue.ts';
import type { Now } from '../clock.ts';
import { waitingRow } from '../outbox.ts';
import type { IndexRow } from '../ports.ts';
import { mailText } from './mail-text.ts';
import { announcementsOf, type Message, messagesOf } from './messages.ts';

export const notificationIndex = 'notifications';
export const mailOutbox = { index: 'mail-outbox', failed: 'failed' } as const;

/** One append takes 60 rows, of which the application's own need some twenty. */
const mostMails = 10;

export const mail = type({
  id: 'string',
  to: 'string',
  subject: 'string',
  text: 'string',
  application: 'string',
  attempts: 'number',
});
export type Mail = typeof mail.infer;

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

function addressesOf(
  { recipient }: Message,
  { people, rounds }: Application,
  catalogue: Catalogue,
): string[] {
  const [kind, ...rest] = recipient.split('/');
  const id = rest.join('/');
  if (kind === 'agency') return reachable([catalogue.agency(id)?.contact.email]);
  const index = people.findIndex((person) => person.id === id);
  // The contact of the form is written to once, with the first of the people.
  const contact = index === 0 ? rounds.at(-1)?.form.contact.email : undefined;
  return reachable([people[index]?.email, contact]);
}

const reachable = (addresses: readonly (string | undefined)[]): string[] =>
  [
    ...new Set(
      addresses.filter(
        (address) => address !== undefined && /^[^\s@<>,;"]+@[^\s@<>,;"]+\.[^\s@<>,;"]+$/.test(address),
      ),
    ),
  ] as string[];
