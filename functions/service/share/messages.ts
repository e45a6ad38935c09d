/** Which offices are told of what happens to a share. */
import { ulid } from 'ulidx';
import type { ShareEvent, ShareEventType } from '../../domain/share-event.ts';
import type { Share } from '../../domain/share-state.ts';
import type { Recipient } from '../notification/messages.ts';
import { notificationIndex } from '../notification/outbox.ts';
import type { IndexRow } from '../ports.ts';

type Office = 'asker' | 'provider' | 'department' | 'bureau';
const told: Readonly<Record<ShareEventType, readonly Office[]>> = {
  'share-requested': [],
  'share-advised': ['bureau'],
  'share-granted': ['asker', 'provider'],
  'share-refused': ['asker'],
  'share-withdrawn': ['department', 'bureau'],
  'share-revoked': ['asker', 'provider'],
  'share-given-back': ['provider', 'bureau'],
};

/** The rows to be written with what happened. Whoever asks and is answered at once needs no message. */
export function shareMessages(id: string, after: Share, events: readonly ShareEvent[]): readonly IndexRow[] {
  const isWaiting = after.status === 'asked';
  const addresses: Readonly<Record<Office, Recipient | undefined>> = {
    asker: `agency/${after.agency}`,
    provider: `agency/${after.provider}`,
    department: after.department === undefined ? undefined : `agency/${after.department}`,
    bureau: 'role/supervisor',
  };
  return events.flatMap(({ type, at }) => {
    const offices =
      type === 'share-requested' && isWaiting ? (['department', 'bureau'] as const) : told[type];
    const value = { event: type, at, share: id, dataset: after.dataset, status: after.status };
    const keys = new Set(offices.map((office) => addresses[office]).filter((key) => key !== undefined));
    return [...keys].map((key) => ({
      index: notificationIndex,
      key,
      sort: ulid(Date.parse(at)),
      value,
    }));
  });
}
