/** Tells in the portal that a webhook was disabled: whoever acts for its owner. */
import { ulid } from 'ulidx';
import { notificationIndex } from '../notification/outbox.ts';
import type { OutboxDeps } from '../outbox.ts';
import type { IndexRow } from '../ports.ts';
import { type Owner, ownerMailbox } from './owner.ts';
import { loadWebhooks } from './webhooks.ts';

export async function disabledRows(
  { records, now }: OutboxDeps,
  owner: Owner,
  webhook: string,
): Promise<readonly IndexRow[]> {
  const name = (await loadWebhooks(records, owner)).find(({ id }) => id === webhook)?.name ?? '';
  const value = { event: 'webhook-disabled', at: now().toISOString(), webhook, name };
  const sort = ulid(now().getTime());
  return [{ index: notificationIndex, key: ownerMailbox(owner), sort, value }];
}
