/** What is sent to webhooks in an hour, at the most. */
import type { OutboxDeps } from '../outbox.ts';
import type { Owner } from './owner.ts';

/** What those who act for an owner may ask of its webhooks, all of them together. */
const mostAnHour = 60;
/** News that waits for one webhook, for each hour in which it takes nothing. */
const mostNewsAnHour = 20;

/** Takes one; false when there is none left in this hour. What waits for one owner must not crowd out the others. */
export const takeFromBudget = (deps: OutboxDeps, owner: Owner): Promise<boolean> =>
  takeInHour(deps, `webhook-budget/${owner}`, mostAnHour);

/** The same for news to a webhook, by its id, whose receiver does not take anything at the moment. */
export const takeNewsWhileFailing = (deps: OutboxDeps, webhook: string): Promise<boolean> =>
  takeInHour(deps, `webhook-news/${webhook}`, mostNewsAnHour);

async function takeInHour({ records, now }: OutboxDeps, counter: string, most: number): Promise<boolean> {
  const hour = now().toISOString().slice(0, 13);
  const expiresAt = new Date(now().getTime() + 2 * 3_600_000);
  return (await records.add(`${counter}/${hour}`, 1, { expiresAt })) <= most;
}
