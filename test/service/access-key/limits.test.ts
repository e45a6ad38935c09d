import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLeases } from '../../../functions/service/access-key/lease.ts';
import type { Records } from '../../../functions/service/ports.ts';
import { openSqliteRecords } from '../../../functions/store/sqlite-records.ts';
import { between, seeded } from '../../support/seeded.ts';

const moment = new Date('2026-03-10T02:00:00Z');
const now = () => moment;
const expiresAt = new Date(moment.getTime() + 60_000);
let records: Records;
beforeEach(() => {
  records = openSqliteRecords(':memory:', { now });
});
afterEach(() => records.close());

/** The records with answers that come late, so that askers overtake each other. */
function slow(): Records {
  const random = seeded(3);
  const wait = async () => {
    for (let turn = between(random, 0, 5); turn > 0; turn -= 1) await Promise.resolve();
  };
  return {
    ...records,
    add: async (...all) => {
      await wait();
      const value = await records.add(...all);
      await wait();
      return value;
    },
  };
}

describe('a limit', () => {
  it.each([
    [100, 1],
    [100, 7],
    [500, 50],
    [3, 50],
    [1, 1],
  ])('of %i in leases of %i is handed out exactly, whoever asks at once', async (limit, lease) => {
    const leases = createLeases(slow(), now);
    const window = { counter: `c/${limit}/${lease}`, limit, lease, expiresAt };
    const taken = await Promise.all(Array.from({ length: limit + 200 }, () => leases.take(window)));
    expect(taken.filter(({ isTaken }) => isTaken)).toHaveLength(limit);
    expect(await records.read([window.counter])).toEqual([limit]);
    expect(await leases.take(window)).toEqual({ isTaken: false, remaining: 0 });
  });

  it('is shared by processes: never exceeded, and whole again after all gave back', async () => {
    const all = Array.from({ length: 4 }, () => createLeases(slow(), now));
    const window = { counter: 'shared', limit: 1_000, lease: 10, expiresAt };
    const taken = await Promise.all(Array.from({ length: 700 }, (_, index) => all[index % 4]?.take(window)));
    expect(taken.every((each) => each?.isTaken)).toBe(true);
    await Promise.all(all.map((leases) => leases.giveBack()));
    expect(await records.read(['shared'])).toEqual([700]);
  });

  it('tells how much remains', async () => {
    const leases = createLeases(records, now);
    const window = { counter: 'told', limit: 25, lease: 10, expiresAt };
    const told: number[] = [];
    for (let index = 0; index < 25; index += 1) told.push((await leases.take(window)).remaining);
    expect(told).toEqual(Array.from({ length: 25 }, (_, index) => 24 - index));
  });

  it('lets nobody through when the store is away, and everybody again afterwards', async () => {
    let isAway = true;
    const leases = createLeases(
      { ...records, add: (...all) => (isAway ? Promise.reject(new Error('away')) : records.add(...all)) },
      now,
    );
    const window = { counter: 'away', limit: 2, lease: 1, expiresAt };
    await expect(leases.take(window)).rejects.toThrow('away');
    isAway = false;
    expect((await leases.take(window)).isTaken).toBe(true);
  });
});
