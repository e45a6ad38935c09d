import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '../../../functions/domain/actor.ts';
import type { Subject } from '../../../functions/domain/favourite.ts';
import {
  addFavourite,
  listFavourites,
  removeFavourites,
} from '../../../functions/service/favourite/favourites.ts';
import {
  findSubscriber,
  keepSubscriber,
  unsubscribe,
} from '../../../functions/service/favourite/subscriber.ts';
import { deliverMail, type SendMail } from '../../../functions/service/notification/delivery.ts';
import { listNotifications } from '../../../functions/service/notification/notifications.ts';
import { newsSince } from '../../../functions/service/subscription/news.ts';
import { tellPeople } from '../../../functions/service/subscription/people.ts';
import { openSubscribed, portalUrl, type Subscribed } from './given.ts';

/** A Tuesday, 10:00 in China. */
const start = '2026-03-10T02:00:00.000Z';
const li: Actor = { id: 'li', roles: [], email: 'li@example.org' };
const wu: Actor = { id: 'wu', roles: [] };

type Sent = Parameters<SendMail>[0];
let given: Subscribed;
let sent: Sent[];
beforeEach(async () => {
  given = await openSubscribed(start);
  sent = [];
  given.happenedToAll(['stations', 'plan'], [{ at: '2026-03-09T02:00:00.000Z', kind: 'added' }]);
  await given.tell();
});
afterEach(() => given[Symbol.asyncDispose]());

async function follow(actor: Actor, subject: Subject, notify = true): Promise<void> {
  await addFavourite(given.deps, actor.id, subject, notify);
  await keepSubscriber(given.deps, actor);
}
/** One round of everything; answers the mails that it sent. */
async function round(): Promise<readonly Sent[]> {
  await given.tell();
  const before = sent.length;
  await deliverMail({ ...given.deps, sendMail: async (mail) => void sent.push(mail) });
  return sent.slice(before);
}
const version = (at: string, number = 2) => ({ at, kind: 'version', version: number }) as const;
const told = async (actor: Actor) =>
  (await listNotifications(given.deps.records, actor))?.notifications.map(({ event, dataset, agency }) => [
    event,
    dataset ?? agency,
  ]);

describe('those who follow a dataset', () => {
  it('get one mail of a new version, and a notification; who has no verified address, the latter', async () => {
    await follow(li, 'dataset/stations');
    await follow(wu, 'dataset/stations');
    given.at('2026-03-10T03:00:00.000Z');
    given.happened('stations', version('2026-03-10T02:59:00.000Z'));
    const [mail, ...others] = await round();
    expect(others).toEqual([]);
    expect(mail).toMatchObject({ to: 'li@example.org', subject: '标题 stations：发布了第 2 版' });
    expect(mail?.text).toContain(`${portalUrl}/datasets/stations/`);
    expect(await round()).toEqual([]);
    for (const actor of [li, wu])
      expect(await told(actor)).toEqual([['dataset.version-published', 'stations']]);
  });

  it('get one mail of much that is new at once', async () => {
    await follow(li, 'dataset/stations');
    await follow(li, 'dataset/plan');
    given.at('2026-03-10T03:00:00.000Z');
    given.happened('stations', version('2026-03-10T02:30:00.000Z'), version('2026-03-10T02:40:00.000Z', 3));
    given.happened('plan', { at: '2026-03-10T02:50:00.000Z', kind: 'withdrawn', reason: '含有王某的住址' });
    const mails = await round();
    expect(mails.map(({ subject }) => subject)).toEqual(['您收藏的 2 项有更新']);
    expect(mails[0]?.text).toContain('发布了第 3 版');
    expect(mails[0]?.text).not.toContain('王某');
  });

  it('of an agency are told of its open list when the day is over', async () => {
    await follow(li, 'agency/ecology-department');
    given.happened('plan', version('2026-03-10T02:30:00.000Z'));
    expect(await round()).toEqual([]);
    given.at('2026-03-10T16:00:00.000Z');
    expect((await round()).map(({ subject }) => subject)).toEqual([
      expect.stringContaining('开放清单有变化（第 2 次公布）'),
    ]);
  });

  it('are not told without asking for it, of what was before, or once they took it out', async () => {
    await follow(li, 'dataset/stations', false);
    await follow(li, 'dataset/plan');
    given.happened('plan', version('2026-03-10T01:59:00.000Z'));
    given.happened('stations', version('2026-03-10T02:30:00.000Z'));
    given.at('2026-03-10T03:00:00.000Z');
    expect(await round()).toEqual([]);
    await removeFavourites(given.deps.records, 'li', ['dataset/plan']);
    given.happened('plan', version('2026-03-10T02:59:00.000Z', 3));
    expect(await round()).toEqual([]);
    expect(await told(li)).toEqual([]);
  });

  it('are told once by two processes', async () => {
    await follow(li, 'dataset/stations');
    given.happened('stations', version('2026-03-10T02:30:00.000Z'));
    given.at('2026-03-10T03:00:00.000Z');
    await Promise.all([given.tell(), given.tell()]);
    expect(await round()).toHaveLength(1);
    expect(await told(li)).toHaveLength(1);
  });

  it('are on record nowhere with what they kept, once they took it out', async () => {
    const { records } = given.deps;
    await follow(li, 'dataset/stations');
    given.happened('stations', version('2026-03-10T02:30:00.000Z'));
    const [tokens, keys]: [unknown[], string[]] = [[], []];
    const watched: typeof records = {
      ...records,
      append: (stream, expected, events, options) => {
        tokens.push(options?.token);
        return records.append(stream, expected, events, options);
      },
      put: (key, value, options) => {
        keys.push(key);
        return records.put(key, value, options);
      },
    };
    const [news] = newsSince(given.deps.catalogue(), start, '2026-03-10');
    if (!news) throw new Error('nothing is new');
    const deps = { ...given.deps, records: watched };
    expect([await tellPeople(deps, news), await tellPeople(deps, news)]).toEqual([1, 0]);
    expect(tokens).toEqual([undefined]);
    expect(keys.join()).not.toMatch(/stations|li\b/);
    await removeFavourites(records, 'li', ['dataset/stations']);
    expect((await records.query('favourite-news', 'waiting')).rows).toEqual([]);
  });

  it('are told and mailed piece by piece when one call is too short for all that is new', async () => {
    const datasets = ['plan', 'stations'] as const;
    for (const each of datasets) await follow(li, `dataset/${each}`);
    // Within the same moment, as of an import.
    for (const each of datasets) given.happened(each, version('2026-03-10T02:30:00.000Z'));
    given.at('2026-03-10T03:00:00.000Z');
    // An open list, and one dataset: looked at before and after each, and before each reader.
    let begun = 0;
    const stopping = new AbortController().signal;
    Object.defineProperty(stopping, 'aborted', { get: () => ++begun > 5 });
    expect(await given.tell({ stopping })).toBe(1);
    expect(await told(li)).toEqual([['dataset.version-published', 'plan']]);
    // Older than what was told by now: it was being published meanwhile.
    given.happened('plan', version('2026-03-10T02:25:00.000Z', 3));
    const subjects = async () => (await round()).map(({ subject }) => subject).toSorted();
    expect(await subjects()).toEqual(['标题 plan：发布了第 2 版', '标题 stations：发布了第 2 版']);
    expect(await subjects()).toEqual(['标题 plan：发布了第 3 版']);
    expect(await subjects()).toEqual([]);
    expect(await told(li)).toHaveLength(3);
  });

  it('are told each once, though the telling ended between two of them, or in the middle of one', async () => {
    for (const each of [li, wu]) await follow(each, 'dataset/stations');
    given.happened('stations', version('2026-03-10T02:30:00.000Z'));
    let begun = 0;
    const stopping = new AbortController().signal;
    Object.defineProperty(stopping, 'aborted', { get: () => ++begun > 4 });
    expect(await given.tell({ stopping })).toBe(1);
    const { records } = given.deps;
    let writes = 0;
    const cut: typeof records = {
      ...records,
      append: async (...asked) => {
        const written = await records.append(...asked);
        if (++writes === 1) throw new Error('the power went');
        return written;
      },
    };
    await expect(given.tell({ records: cut })).rejects.toThrow('the power went');
    await given.tell();
    for (const each of [li, wu]) expect(await told(each)).toHaveLength(1);
    expect(await round()).toHaveLength(1);
  });

  it('get no mail that still waited when they ended it', async () => {
    await follow(li, 'dataset/stations');
    given.happened('stations', version('2026-03-10T02:30:00.000Z'));
    await given.tell();
    const { secret = '' } = (await findSubscriber(given.deps.records, 'li')) ?? {};
    await unsubscribe(given.deps, secret);
    expect(await round()).toEqual([]);
  });

  it('end it with the secret of a mail: no more is sent, and their address is gone', async () => {
    await follow(li, 'dataset/stations');
    await follow(li, 'dataset/plan');
    given.happened('plan', version('2026-03-10T02:30:00.000Z'));
    const [mail] = await round();
    const secret = new URL(mail?.unsubscribe ?? '').searchParams.get('token') ?? '';
    expect(mail?.text).toContain(secret);
    await unsubscribe(given.deps, `${secret.slice(1)}A`);
    expect(await findSubscriber(given.deps.records, 'li')).toMatchObject({ email: 'li@example.org' });
    for (let times = 0; times < 2; times += 1) await unsubscribe(given.deps, secret);
    expect(await findSubscriber(given.deps.records, 'li')).toBeUndefined();
    expect((await listFavourites(given.deps.records, 'li')).map(({ notify }) => notify)).toEqual([
      false,
      false,
    ]);
    given.happened('plan', version('2026-03-10T02:40:00.000Z', 3));
    expect(await round()).toEqual([]);
  });

  it('end it with the secret of an old mail, though they took all out since and began again', async () => {
    await follow(li, 'dataset/stations');
    const { secret = '' } = (await findSubscriber(given.deps.records, 'li')) ?? {};
    given.at('2027-02-10T02:00:00.000Z');
    given.happened('stations', version('2027-02-10T01:59:00.000Z'));
    expect(await round()).toHaveLength(1);
    await removeFavourites(given.deps.records, 'li', ['dataset/stations']);
    await keepSubscriber(given.deps, li);
    expect(await findSubscriber(given.deps.records, 'li')).toBeUndefined();
    for (const day of ['2027-02-11', '2028-03-10']) {
      given.at(`${day}T02:00:00.000Z`);
      await follow(li, 'dataset/stations');
      expect(await findSubscriber(given.deps.records, 'li')).toBeDefined();
      await unsubscribe(given.deps, secret);
      expect(await findSubscriber(given.deps.records, 'li')).toBeUndefined();
      expect(await listFavourites(given.deps.records, 'li')).toMatchObject([{ notify: false }]);
    }
  });

  it('are forgotten with the last of it, and with an address that cannot be written to', async () => {
    await follow(li, 'dataset/stations');
    await keepSubscriber(given.deps, { id: 'li', roles: [], email: 'li' });
    expect(await findSubscriber(given.deps.records, 'li')).toBeUndefined();
    await keepSubscriber(given.deps, li);
    await follow({ id: 'li', roles: [] }, 'dataset/plan');
    expect(await findSubscriber(given.deps.records, 'li')).toMatchObject({ email: 'li@example.org' });
    await follow(li, 'dataset/plan', false);
    await follow({ id: 'li', roles: [] }, 'dataset/stations', false);
    expect(await findSubscriber(given.deps.records, 'li')).toBeUndefined();
  });

  it('stand with their address in no event', async () => {
    await follow(li, 'dataset/stations');
    given.happened('stations', version('2026-03-10T02:30:00.000Z'));
    await round();
    const { rows } = await given.deps.records.streams('');
    for (const stream of rows)
      expect(JSON.stringify(await given.deps.records.load(stream))).not.toMatch(/example\.org|token=/);
  });
});
