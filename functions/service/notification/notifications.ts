/** The messages of one person, across what they are: themselves, of an agency, of the supervision, owner of webhooks. */
import { type } from 'arktype';
import type { Actor } from '../../domain/actor.ts';
import { once } from '../../domain/once.ts';
import { decodeAfter, encodeAfter } from '../application/cursor.ts';
import type { Now } from '../clock.ts';
import type { Records } from '../ports.ts';
import { ownerMailbox, ownersOf } from '../webhook/owner.ts';
import { memberMailbox } from './messages.ts';
import { notificationIndex } from './outbox.ts';
import { loadReadMarks } from './read-marks.ts';
import { countUnread, type Marking, mark, type Reader } from './reading.ts';

const notification = once(() =>
  type({
    event: 'string',
    at: 'string',
    /** Of an application. */
    'application?': 'string',
    'dataset?': 'string',
    'status?': 'string',
    'objection?': 'string',
    /** Of an open list, or of a new version. */
    'agency?': 'string',
    'version?': 'number',
    /** Of a complaint, a request and the like. */
    'voice?': 'string',
    /** Of a reminder: the day or the moment it is about. */
    'due?': 'string',
    /** Of data shared between agencies. */
    'share?': 'string',
    /** Of a webhook. */
    'webhook?': 'string',
    'name?': 'string',
  }),
);

export type Notification = ReturnType<typeof notification>['infer'] & {
  readonly id: string;
  readonly recipient: string;
  /** By this very person, whoever else shares the mailbox. */
  readonly read: boolean;
};

export interface NotificationList {
  readonly notifications: readonly Notification[];
  /** Of all pages together; at most `mostUnread`. */
  readonly unread: number;
  readonly cursor?: string;
}

function mailboxes(actor: Actor): string[] {
  const { id, roles, agency, organisations = [] } = actor;
  return [
    memberMailbox(undefined, id),
    ...organisations.map(({ creditCode }) => memberMailbox(creditCode, id)),
    ...(roles.includes('reviewer') && agency !== undefined ? [`agency/${agency}`] : []),
    ...(roles.includes('publisher') && agency !== undefined ? [`publisher/${agency}`] : []),
    ...(roles.includes('supervisor') ? ['role/supervisor'] : []),
    ...ownersOf(actor).map(ownerMailbox),
  ];
}

/** Newest first; `undefined` for a cursor that is none. */
export async function listNotifications(
  records: Records,
  actor: Actor,
  { limit = 20, cursor }: { readonly limit?: number; readonly cursor?: string } = {},
): Promise<NotificationList | undefined> {
  const to = cursor === undefined ? undefined : decodeAfter(cursor);
  if (cursor !== undefined && to === undefined) return undefined;
  const range = { descending: true, limit: limit + 1, ...(to !== undefined && { to }) };
  const [marks, ...pages] = await Promise.all([
    loadReadMarks(records, actor.id),
    ...mailboxes(actor).map((recipient) => records.query(notificationIndex, recipient, range)),
  ]);
  const rows = pages.flatMap((page) => page.rows).sort((one, other) => (one.sort < other.sort ? 1 : -1));
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    notifications: shown.map(({ key, sort, value }) => ({
      id: sort,
      recipient: key.startsWith('member/') ? `person/${actor.id}` : key,
      read: marks.isRead(sort),
      ...notification().assert(value),
    })),
    unread: await countUnread(records, readerOf(actor), marks),
    ...(rows.length > limit && last && { cursor: encodeAfter(last.sort) }),
  };
}

/** Marks notifications as read for the actor alone; answers how many are unread then. */
export const markRead = (
  deps: { readonly records: Records; readonly now: Now },
  actor: Actor,
  asked: Marking,
): Promise<number> => mark(deps, readerOf(actor), asked);

const readerOf = (actor: Actor): Reader => ({ person: actor.id, mailboxes: mailboxes(actor) });
