import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '../../../functions/domain/actor.ts';
import { deliverWebhooks } from '../../../functions/service/webhook/deliver.ts';
import { changeWebhook, createWebhook, type NewWebhook } from '../../../functions/service/webhook/manage.ts';
import { listDeliveries } from '../../../functions/service/webhook/sendings.ts';
import { openReceiver, type Receiver, status } from '../webhook/receiver.ts';
import { openSubscribed, portalUrl, type Subscribed } from './given.ts';

/** A Tuesday, 10:00 in China. */
const start = '2026-03-10T02:00:00.000Z';
const person: Actor = { id: 'li', roles: [] };
const other: Actor = { id: 'wu', roles: [] };

let given: Subscribed;
let receiver: Receiver;
beforeEach(async () => {
  given = await openSubscribed(start);
  receiver = await openReceiver();
  given.happened('stations', { at: '2026-03-09T02:00:00.000Z', kind: 'added' });
  await given.tell();
});
afterEach(async () => {
  await receiver[Symbol.asyncDispose]();
  await given[Symbol.asyncDispose]();
});

const webhookDeps = () => ({ ...given.deps, outgoing: { allowsLoopback: true } });
const hook = async (more: Partial<NewWebhook>, actor = person): Promise<string> => {
  const made = await createWebhook(
    webhookDeps(),
    { name: 'a', url: receiver.url, events: [], ...more },
    actor,
  );
  if (made.outcome !== 'made') throw new Error(JSON.stringify(made));
  return made.webhook.id;
};
/** What receivers got by now, in the order of their ids. */
const received = async (): Promise<readonly Record<string, unknown>[]> => {
  await deliverWebhooks(webhookDeps());
  await deliverWebhooks(webhookDeps());
  return receiver.received
    .map(({ body }) => JSON.parse(body))
    .toSorted((a, b) => (a.timestamp < b.timestamp ? -1 : 1));
};
const version = (at: string, number = 2) => ({ at, kind: 'version', version: number }) as const;

describe('webhooks of the public catalogue', () => {
  it('are told of a new version once, with ids and numbers alone', async () => {
    await hook({ datasets: ['stations'] });
    given.at('2026-03-10T03:00:00.000Z');
    given.happened('stations', version('2026-03-10T02:59:00.000Z'));
    expect(await given.tell()).toBe(1);
    given.happened('plan', { at: '2026-03-10T02:59:30.000Z', kind: 'added' });
    expect(await given.tell()).toBe(0);
    expect(await received()).toEqual([
      {
        type: 'dataset.version-published',
        timestamp: '2026-03-10T02:59:00.000Z',
        data: {
          agency: 'ecology-department',
          dataset: 'stations',
          version: 2,
          url: `${portalUrl}/datasets/stations/`,
        },
      },
    ]);
  });

  it('are told of withdrawal, quarantine and release, without the reason', async () => {
    await hook({ agencies: ['ecology-department'] });
    const at = (minute: number) => `2026-03-10T02:0${minute}:00.000Z`;
    given.at('2026-03-10T03:00:00.000Z');
    given.happened(
      'stations',
      { at: at(1), kind: 'quarantined', version: 1, reason: '含有张某的身份证号' },
      { at: at(2), kind: 'released', version: 1 },
      { at: at(3), kind: 'version-withdrawn', version: 1, reason: '有误' },
      { at: at(4), kind: 'withdrawn', reason: '停止' },
    );
    await given.tell();
    const told = await received();
    expect(told.map(({ type }) => type)).toEqual([
      'dataset.quarantined',
      'dataset.released',
      'dataset.withdrawn',
      'dataset.withdrawn',
    ]);
    expect(told.map(({ data }) => (data as { version?: number }).version)).toEqual([1, 1, 1, undefined]);
    expect(JSON.stringify(told)).not.toMatch(/张某|有误|停止/);
  });

  it('that take nothing keep little waiting, which nobody else waits for', async () => {
    const failing = await openReceiver(status(500));
    const dead = await hook({ url: failing.url, datasets: ['stations'] });
    const many = Array.from({ length: 40 }, (_, index) =>
      version(`2026-03-10T03:00:${10 + index}.000Z`, index + 3),
    );
    given.happened('stations', version('2026-03-10T02:30:00.000Z'));
    given.at('2026-03-10T02:31:00.000Z');
    await given.tell();
    await deliverWebhooks(webhookDeps());
    await hook({ datasets: ['stations'] }, other);
    given.happened('stations', ...many);
    given.at('2026-03-10T03:10:00.000Z');
    await given.tell();
    expect(await received()).toHaveLength(many.length);
    const page = await listDeliveries(webhookDeps(), dead, { limit: 100 }, person);
    if (page.outcome !== 'listed') throw new Error(page.outcome);
    const states = Map.groupBy(page.deliveries, ({ state }) => state);
    expect([states.get('waiting')?.length, states.get('held')?.length]).toEqual([1 + 20, 20]);
    failing.reply = status(204);
    given.at('2026-03-10T03:20:00.000Z');
    await deliverWebhooks(webhookDeps());
    given.happened('stations', version('2026-03-10T03:21:00.000Z', 50));
    given.at('2026-03-10T03:22:00.000Z');
    await given.tell();
    await deliverWebhooks(webhookDeps());
    expect(JSON.parse(failing.received.at(-1)?.body ?? '')).toMatchObject({ data: { version: 50 } });
    await failing[Symbol.asyncDispose]();
  });

  it('are told of an edition of an open list when its day is over in China, once', async () => {
    await hook({ events: ['open-list.changed'], agencies: ['ecology-department'] });
    given.happened('stations', { at: '2026-03-10T05:00:00.000Z', kind: 'metadata' });
    given.happened('bureau-plan', { at: '2026-03-10T05:00:00.000Z', kind: 'added' });
    given.at('2026-03-10T15:59:59.000Z');
    expect(await given.tell()).toBe(0);
    given.at('2026-03-10T16:00:00.000Z');
    expect(await given.tell()).toBe(1);
    given.happened('stations', version('2026-03-10T16:00:01.000Z'));
    expect(await given.tell()).toBe(0);
    expect(await received()).toMatchObject([
      {
        type: 'open-list.changed',
        data: { agency: 'ecology-department', version: 2, url: `${portalUrl}/agencies/ecology-department/` },
      },
    ]);
  });

  it('hear after days of downtime of all that went by, in its order', async () => {
    await hook({ events: ['dataset.version-published', 'open-list.changed'] });
    given.happened('stations', version('2026-03-11T02:00:00.000Z'), version('2026-03-13T02:00:00.000Z', 3));
    given.at('2026-03-15T02:00:00.000Z');
    expect(await given.tell()).toBe(4);
    const told = await received();
    expect(told.map(({ data }) => (data as { version: number }).version)).toEqual([2, 2, 3, 3]);
  });

  it('are told once by two processes, and again by none after a crash before the end', async () => {
    await hook({ datasets: ['stations'] });
    given.happened('stations', version('2026-03-10T02:30:00.000Z'));
    given.at('2026-03-10T02:31:00.000Z');
    const told = await Promise.all([given.tell(), given.tell()]);
    expect(told[0] + told[1]).toBe(1);
    await given.deps.records.put('subscriptions-seen', { digest: '', day: '2026-03-10', at: start });
    expect(await given.tell()).toBe(0);
    expect(await received()).toHaveLength(1);
  });

  it('are not told what they do not watch, what was before them, nor anything once they watch nothing', async () => {
    await hook({});
    await hook({ datasets: ['plan'] }, other);
    const id = await hook({ datasets: ['stations'] }, other);
    given.happened('stations', version('2026-03-10T01:59:59.000Z'));
    expect(await given.tell()).toBe(0);
    await changeWebhook(webhookDeps(), id, { type: 'change', datasets: [] }, other);
    given.happened('stations', version('2026-03-10T02:30:00.000Z', 3));
    expect(await given.tell()).toBe(0);
    expect(await received()).toEqual([]);
  });
});
