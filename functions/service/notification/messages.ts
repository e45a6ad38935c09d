/** Who is told of what: one table from the events of an application to those concerned. */
import type { ApplicationEvent, ApplicationEventType } from '../../domain/application-event.ts';
import type { Application } from '../../domain/application-state.ts';
import type { Happened } from '../application/contract.ts';
import { partyKey } from '../application/index-rows.ts';
import type { IndexRow } from '../ports.ts';
import { announcementRows } from '../webhook/announcement.ts';
import type { Owner } from '../webhook/owner.ts';

/**
 * A person by id, for themselves or as one who acts for an organisation; everybody who reviews or who publishes for an
 * agency, or everybody who supervises.
 */
export type Recipient =
  | `person/${string}`
  | `member/${string}/${string}`
  | `agency/${string}`
  | `publisher/${string}`
  | 'role/supervisor';

/**
 * Where a person named for a party is told: only who signs in as acting for the party looks there. Whom an application
 * names is the word of one of its people, and may be anybody.
 */
export const memberMailbox = (creditCode: string | undefined, id: string): Recipient =>
  creditCode === undefined ? `person/${id}` : `member/${creditCode}/${id}`;

export interface Message {
  readonly recipient: Recipient;
  readonly event: ApplicationEventType;
  /** ISO 8601 instant, UTC. */
  readonly at: string;
  readonly application: string;
  readonly dataset: string;
  readonly status: Application['status'];
}

type Told = 'people' | 'agency' | 'asked' | 'supervisor';

const table: Readonly<Partial<Record<ApplicationEventType, readonly Told[]>>> = {
  submitted: ['agency'],
  returned: ['people'],
  accepted: ['people'],
  'opinion-asked': ['asked'],
  'opinion-given': ['agency'],
  'review-extended': ['people'],
  approved: ['people'],
  rejected: ['people'],
  signed: ['people', 'agency'],
  withdrawn: ['agency'],
  nudged: ['agency'],
  escalated: ['agency', 'people'],
  'people-amended': ['people'],
  'use-reported': ['agency'],
  revoked: ['people', 'agency', 'supervisor'],
  closed: ['agency'],
  expired: ['people', 'agency'],
  lapsed: ['people', 'agency'],
  'signing-reminded': ['people'],
  'report-overdue': ['people', 'agency'],
};

/** Events of an application that anybody is told of. */
export const toldEvents = Object.keys(table) as readonly ApplicationEventType[];

/** Before the first submission nobody but the applicant is. */
const toldOf = (type: ApplicationEventType, { rounds }: Application): readonly Told[] =>
  (table[type] ?? []).filter((told) => told === 'people' || rounds.length > 0);

/** The messages that follow from what happened. Whoever acted is not told of it again. */
export function messagesOf({ id, after, events }: Happened): readonly Message[] {
  return events.flatMap((event) => {
    const { type, at } = event;
    const recipients = toldOf(type, after).flatMap((told) => recipientsOf(told, after, event));
    const own = mailboxOf(after, event.actor);
    const others = [...new Set(recipients)].filter((recipient) => recipient !== own);
    return others.map((recipient) => {
      return { recipient, event: type, at, application: id, dataset: after.dataset, status: after.status };
    });
  });
}

export const mailboxOf = ({ party }: Pick<Application, 'party'>, id: string): Recipient =>
  memberMailbox(party.kind === 'organisation' ? party.creditCode : undefined, id);

function recipientsOf(told: Told, application: Application, event: ApplicationEvent): Recipient[] {
  const { people, agency } = application;
  switch (told) {
    case 'people':
      return people.map(({ id }) => mailboxOf(application, id));
    case 'agency':
      return [`agency/${agency}`];
    case 'asked':
      return event.type === 'opinion-asked' ? [`agency/${event.data.agency}`] : [];
    case 'supervisor':
      return ['role/supervisor'];
  }
}

/** The rows by which the systems of those concerned are told, by webhooks: of what their own people did as well. */
export function announcementsOf({ id, after, events }: Happened, portalUrl: string): readonly IndexRow[] {
  const { dataset, status, party } = after;
  const url = `${portalUrl}/api/v1/applications/${id}`;
  return events.flatMap((event) => {
    const owners = toldOf(event.type, after).flatMap((told): Owner[] => {
      if (told === 'people') return [partyKey(party)];
      return recipientsOf(told, after, event).filter((recipient) =>
        recipient.startsWith('agency/'),
      ) as Owner[];
    });
    const data = { application: id, dataset, status, url };
    return announcementRows({ type: `application.${event.type}`, at: event.at, data }, owners);
  });
}
