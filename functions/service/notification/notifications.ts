/** The messages of one person, across what they are: themselves, of an agency, of the supervision. */
import { type } from 'arktype';
import type { Actor } from '../../domain/actor.ts';
import { decodeAfter, encodeAfter } from '../application/cursor.ts';
import type { Records } from '../ports.ts';
import { notificationIndex } from './outbox.ts';

const notification = type({
  event: 'string',
  at: 'string',
  application: 'string',
  dataset: 'string',
  status: 'string',
});

export type Notification = typeof notification.infer & { readonly id: string; readonly recipient: string };

export interface NotificationList {
  readonly notifications: readonly Notification[];
  readonly cursor?: string;
}

function mailboxes({ id, roles, agency }: Actor): string[] {
  return [
    `person/${id}`,
    ...(roles.includes('reviewer') && agency !== undefined ? [`agency/${agency}`] : []),
    ...(roles.includes('supervisor') ? ['role/supervisor'] : []),
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
  const pages = await Promise.all(
    mailboxes(actor).map((recipient) => records.query(notificationIndex, recipient, range)),
  );
  const rows = pages.flatMap((page) => page.rows).sort((one, other) => (one.sort < other.sort ? 1 : -1));
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    notifications: shown.map(({ key, sort, value }) => ({
      id: sort,
      recipient: key,
      ...notification.assert(value),
    })),
    ...(rows.length > limit && last && { cursor: encodeAfter(last.sort) }),
  };
}
