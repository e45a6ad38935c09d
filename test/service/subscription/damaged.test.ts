/** What is on record of one of them cannot be read: the others are told all the same, and the fault is. */
import { expect, it } from 'vitest';
import { appendEvents, loadHead } from '../../../functions/service/event-log.ts';
import { addFavourite, waitingNews } from '../../../functions/service/favourite/favourites.ts';
import { keepSubscriber } from '../../../functions/service/favourite/subscriber.ts';
import { deliverMail } from '../../../functions/service/notification/delivery.ts';
import { deliverWebhooks } from '../../../functions/service/webhook/deliver.ts';
import { createWebhook } from '../../../functions/service/webhook/manage.ts';
import { openReceiver } from '../webhook/receiver.ts';
import { openSubscribed } from './given.ts';

const version = { at: '2026-03-10T02:59:00.000Z', kind: 'version', version: 2 } as const;

it('webhooks of others are told of the news when one owner has a damaged history', async () => {
  await using given = await openSubscribed('2026-03-10T02:00:00.000Z');
  await using receiver = await openReceiver();
  given.happened('stations', { at: '2026-03-09T02:00:00.000Z', kind: 'added' });
  await given.tell();
  const deps = { ...given.deps, outgoing: { allowsLoopback: true } };
  for (const id of ['li', 'wu'])
    await createWebhook(
      deps,
      { name: id, url: receiver.url, events: [], datasets: ['stations'] },
      { id, roles: [] },
    );
  const stream = 'webhooks/person/li';
  const { records } = given.deps;
  const facts = { type: 'webhook-of-the-future', at: version.at, actor: 'li', data: {} };
  await appendEvents(records, stream, await loadHead(records, stream), [facts]);
  given.at('2026-03-10T03:00:00.000Z');
  given.happened('stations', version);
  await expect(given.tell()).rejects.toThrow();
  await deliverWebhooks(deps);
  await deliverWebhooks(deps);
  expect(receiver.received).toHaveLength(1);
});

it('people are written to when the waiting news of somebody else is damaged', async () => {
  await using given = await openSubscribed('2026-03-10T02:00:00.000Z');
  given.happened('stations', { at: '2026-03-09T02:00:00.000Z', kind: 'added' });
  await given.tell();
  const { records } = given.deps;
  const put = [{ ...waitingNews('an', 'dataset/stations'), value: { of: 'the future' } }];
  await appendEvents(records, 'given', { length: 0, lastHash: '' }, [], { put });
  await addFavourite(given.deps, 'li', 'dataset/stations', true);
  await keepSubscriber(given.deps, { id: 'li', roles: [], email: 'li@example.org' });
  given.at('2026-03-10T03:00:00.000Z');
  given.happened('stations', version);
  await expect(given.tell()).rejects.toThrow();
  const sent: string[] = [];
  await deliverMail({ ...given.deps, sendMail: async ({ to }) => void sent.push(to) });
  expect(sent).toEqual(['li@example.org']);
});
