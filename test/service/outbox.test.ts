/** Nobody's queue keeps the others waiting. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { appendEvents } from '../../functions/service/event-log.ts';
import { deliverDue, type Outbox, type Waiting, waitingRow } from '../../functions/service/outbox.ts';
import type { Records } from '../../functions/service/ports.ts';
import { openSqliteRecords } from '../../functions/store/sqlite-records.ts';

const now = () => new Date('2026-03-10T02:00:00.000Z');
let records: Records;
beforeEach(() => {
  records = openSqliteRecords(':memory:', { now });
});
afterEach(() => records.close());

/** Waits as many items of each lane as told, all of the first lane before those of the second. */
async function wait(...lanes: readonly (readonly [lane: string, count: number])[]): Promise<void> {
  const items = lanes.flatMap(([lane, count]) => Array.from({ length: count }, (_, n) => `${lane}${n}`));
  const put = items.map((id, place) => {
    const at = new Date(Date.parse('2026-03-10T01:00:00.000Z') + place).toISOString();
    return waitingRow('box', { id, attempts: 0 }, at);
  });
  await appendEvents(records, 'given', { length: 0, lastHash: '' }, [], { put });
}

const sent: string[] = [];
const box = (lanes: number, fails: (id: string) => boolean = () => false): Outbox<Waiting> => ({
  index: 'box',
  pauses: [1],
  lanes,
  laneOf: ({ id }) => id.slice(0, 1),
  read: (value) => value as Waiting,
  attempt: async ({ id }) => {
    sent.push(id);
    return { result: fails(id) ? 'failed' : 'done', facts: {} };
  },
  record: async () => ({ stream: 'told', event: { type: 'told', data: {} }, put: [] }),
});
beforeEach(() => {
  sent.length = 0;
});

it('goes round the lanes, so that a long one is not finished before the others begin', async () => {
  await wait(['a', 4], ['b', 1], ['c', 2]);
  expect(await deliverDue({ records, now }, box(1))).toEqual({ sent: 7, failed: 0 });
  expect(sent).toEqual(['a0', 'b0', 'c0', 'a1', 'c1', 'a2', 'a3']);
});

it('sees past thousands that wait in a lane in which nothing gets through', async () => {
  for (let first = 0; first < 2400; first += 60) {
    const ids = Array.from({ length: 60 }, (_, n) => `a${String(first + n).padStart(4, '0')}`);
    const put = ids.map((id) => waitingRow('box', { id, attempts: 0 }, '2026-03-10T00:30:00.000Z'));
    await appendEvents(records, 'given', { length: 0, lastHash: '' }, [], { put });
  }
  await wait(['b', 1]);
  const fails = (id: string) => id.startsWith('a');
  expect(await deliverDue({ records, now }, box(2, fails))).toEqual({ sent: 1, failed: 1 });
  expect(sent.toSorted()).toEqual(['a0000', 'b0']);
});

it('leaves a lane for the next round when something of it fails, and goes on with the others', async () => {
  await wait(['a', 3], ['b', 2]);
  const fails = (id: string) => id === 'a0';
  expect(await deliverDue({ records, now }, box(2, fails))).toEqual({ sent: 2, failed: 1 });
  expect(sent.toSorted()).toEqual(['a0', 'b0', 'b1']);
});

it('goes on with everything else when an attempt breaks, or a row cannot be read, and throws after the round', async () => {
  await wait(['a', 1], ['b', 1], ['c', 1], ['d', 2]);
  const broken: Outbox<Waiting> = {
    ...box(2),
    read: (value) => {
      if ((value as Waiting).id === 'a0') throw new Error('a0 is damaged');
      return value as Waiting;
    },
    attempt: async ({ id }) => {
      if (id === 'b0' || id === 'c0') throw new Error(`${id} breaks`);
      sent.push(id);
      return { result: 'done', facts: {} };
    },
  };
  await expect(deliverDue({ records, now }, broken)).rejects.toThrow(/a0 is damaged/);
  expect(sent).toEqual(['d0', 'd1']);
});
