/** What those who act for an owner may ask of its webhooks in an hour, all of them together. */
import type { OutboxDeps } from '../outbox.ts';
import type { Owner } from './owner.ts';

const mostAnHour = 60;

/** Takes one; false when there is none left in this hour. What waits for one owner must not crowd out the others. */
export async function takeFromBudget({ records, now }: OutboxDeps, owner: Owner): Promise<boolean> {
  const hour = now().toISOString().slice(0, 13);
  const expiresAt = new Date(now().getTime() + 2 * 3_600_000);
  return (await records.add(`webhook-budget/${owner}/${hour}`, 1, { expiresAt })) <= mostAnHour;
}
