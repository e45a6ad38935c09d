import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '../../../functions/domain/actor.ts';
import { listNotifications, markRead } from '../../../functions/service/notification/notifications.ts';
import { notificationRows } from '../../../functions/service/notification/outbox.ts';
import { mostUnread } from '../../../functions/service/notification/unread-limit.ts';
import { type Applying, bodies, openApplying, people } from '../application/applying.ts';

const portalUrl = 'https://data.example.cn';
const { applicant, reviewer, secondReviewer } = people;
let applying: Applying;
beforeEach(async () => {
  applying = await openApplying((deps) => ({ rowsFor: notificationRows({ ...deps, portalUrl }) }));
});
afterEach(() => applying[Symbol.asyncDispose]());

const list = async (actor: Actor, limit = 100) => {
  const found = await listNotifications(applying.deps.records, actor, { limit });
  if (!found) throw new Error('no list');
  return found;
};
const unread = async (actor: Actor) => (await list(actor)).unread;
const ids = async (actor: Actor) => (await list(actor)).notifications.map(({ id }) => id);
const latest = async (actor: Actor) => (await ids(actor))[0] ?? '';
const readUntil = (actor: Actor, until: string) => markRead(applying.deps, actor, { until });

/** One more for both reviewers, in the same millisecond as those before unless the clock is moved. */
async function submitted(): Promise<string> {
  const id = await applying.begin();
  await applying.say(id, applicant, bodies.submit);
  return id;
}
const minutesLater = (minutes: number) =>
  applying.at(new Date(Date.parse('2026-03-10T02:00:00.000Z') + minutes * 60_000).toISOString());
const rowsOf = async (actor: Actor) =>
  (await applying.deps.records.query('notifications-read', actor.id)).rows.length;

describe('reading notifications', () => {
  it('is done one by one or all at once, by each person of an agency for themselves', async () => {
    for (let count = 0; count < 3; count += 1) await submitted();
    const [first = '', second = ''] = await ids(reviewer);
    expect(await markRead(applying.deps, reviewer, { ids: [second] })).toBe(2);
    expect((await list(reviewer)).notifications.map(({ read }) => read)).toEqual([false, true, false]);
    expect(await readUntil(reviewer, first)).toBe(0);
    expect((await list(reviewer)).notifications.every(({ read }) => read)).toBe(true);
    expect(await unread(secondReviewer)).toBe(3);
  });

  it('leaves what comes afterwards unread, and what was told with it of others', async () => {
    const id = await submitted();
    await readUntil(reviewer, await latest(reviewer));
    minutesLater(1);
    await applying.say(id, reviewer, bodies.accept);
    await submitted();
    expect([await unread(reviewer), await unread(applicant)]).toEqual([1, 1]);
  });

  it('comes to the same when it is done again, later or earlier or by several windows at once', async () => {
    for (let count = 0; count < 3; count += 1) {
      minutesLater(10 * count);
      await submitted();
    }
    minutesLater(40);
    const [newest = '', middle = '', oldest = ''] = await ids(reviewer);
    await Promise.all([
      readUntil(reviewer, oldest),
      readUntil(reviewer, middle),
      markRead(applying.deps, reviewer, { ids: [oldest, middle] }),
      readUntil(reviewer, oldest),
    ]);
    expect((await list(reviewer)).notifications.map(({ read }) => read)).toEqual([false, true, true]);
    expect(await readUntil(reviewer, newest)).toBe(0);
    expect(await readUntil(reviewer, oldest)).toBe(0);
    expect(await markRead(applying.deps, reviewer, { ids: [newest, middle] })).toBe(0);
    await readUntil(reviewer, newest);
    expect(await rowsOf(reviewer)).toBe(1);
  });

  it('never takes along what was on its way into the records when everything was marked', async () => {
    await submitted();
    const [seen = ''] = await ids(reviewer);
    // Until the greatest id there can be: nobody has seen what follows.
    expect(await readUntil(reviewer, '7ZZZZZZZZZZZZZZZZZZZZZZZZZ')).toBe(0);
    await submitted();
    const told = (await list(reviewer)).notifications.map(({ id, read }) => [id === seen, read]);
    expect(told.sort()).toEqual([
      [false, false],
      [true, true],
    ]);
    minutesLater(5);
    await submitted();
    expect(await unread(reviewer)).toBe(2);
  });

  it('marks nothing that is not one’s own, and keeps nothing of it', async () => {
    await submitted();
    const [foreign = ''] = await ids(reviewer);
    expect(await markRead(applying.deps, applicant, { ids: [foreign, '01ARZ3NDEKTSV4RRFFQ69G5FAV'] })).toBe(
      0,
    );
    expect([await rowsOf(applicant), await unread(reviewer)]).toEqual([0, 1]);
  });

  it('counts up to a hundred, and marks more than that at once', async () => {
    const { records } = applying.deps;
    const value = { event: 'submitted', at: 'x', application: 'a', dataset: 'd', status: 'submitted' };
    const many = Array.from({ length: 130 }, (_, position) => ({
      index: 'notifications',
      key: `person/${applicant.id}`,
      sort: `01KKAW5JG0${String(position).padStart(16, '0')}`,
      value,
    }));
    for (let from = 0; from < many.length; from += 50)
      await records.append('filled', 0, [], { put: many.slice(from, from + 50) });
    expect(await unread(applicant)).toBe(mostUnread);
    const newest = await latest(applicant);
    expect(await readUntil(applicant, newest)).toBe(0);
  });
});
