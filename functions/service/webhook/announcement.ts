/**
 * What others' systems are told of. Whatever happens on the platform takes this shape to get there: the row is
 * written in the append of what happened, so that none is lost and none is sent for what did not happen.
 */
import { type } from 'arktype';
import { ulid } from 'ulidx';
import { once } from '../../domain/once.ts';
import type { IndexRow, JsonObject } from '../ports.ts';
import type { Owner } from './owner.ts';

export interface Announcement {
  /** One of `webhookEventTypes`. */
  readonly type: string;
  /** ISO 8601 instant, UTC. */
  readonly at: string;
  /** Ids, states and addresses: what a stranger may read over the shoulder. Never a personal datum. */
  readonly data: JsonObject;
}

/** Sent on request, to try a webhook out. */
export const testEvent = 'webhook.test';

export const announcements = { index: 'announcements', key: 'waiting' } as const;
/** News of the public catalogue concerns nobody in particular, and may be ten thousand pieces at once: it stands behind. */
export const newsAnnouncements = { index: 'announcements', key: 'news' } as const;

/** A message is known by its id, here and at each receiver, however often it is sent. */
export const newMessageId = (at: Date): string => `msg_${ulid(at.getTime())}`;

/** The rows by which the webhooks of `owners` will be told. */
export function announcementRows(
  announcement: Announcement,
  owners: readonly Owner[],
  place: typeof announcements | typeof newsAnnouncements = announcements,
): readonly IndexRow[] {
  return [...new Set(owners)].map((owner) => {
    const id = newMessageId(new Date(announcement.at));
    const value = { ...announcement, id, owner };
    return { ...place, sort: `${announcement.at}/${id}`, value };
  });
}

const stored = once(() =>
  type({
    id: 'string',
    owner: type('string').as<Owner>(),
    type: 'string',
    at: 'string',
    data: 'object',
  }),
);
export type StoredAnnouncement = ReturnType<typeof stored>['infer'];

/** Throws for what is no announcement. */
export const readAnnouncement = (value: unknown): StoredAnnouncement => stored().assert(value);

/** The body of a message: `{type, timestamp, data}`, as Standard Webhooks recommend. */
export const messageBody = ({ type: name, at, data }: Pick<StoredAnnouncement, 'type' | 'at' | 'data'>) =>
  JSON.stringify({ type: name, timestamp: at, data });
