import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lastUsed, sumOf, useByDay, useLinesOf } from '../../../functions/service/access-key/use.ts';
import { createUseLog, type Use } from '../../../functions/service/access-key/use-log.ts';
import { verifyAudit } from '../../../functions/service/audit.ts';
import type { Records } from '../../../functions/service/ports.ts';
import { openSqliteRecords } from '../../../functions/store/sqlite-records.ts';

const now = () => new Date('2026-03-10T02:00:00Z');
const use = (changes: Partial<Use> = {}): Use => ({
  application: 'app_1',
  key: 'key_1',
  at: '2026-03-10T02:00:00.000Z',
  route: '/api/v1/datasets/{id}/records',
  status: 200,
  rows: 10,
  bytes: 100,
  ...changes,
});

let records: Records;
let failures: unknown[];
beforeEach(() => {
  records = openSqliteRecords(':memory:', { now });
  failures = [];
});
afterEach(() => records.close());
const open = (onto = records) =>
  createUseLog({ records: onto, now, onFailure: (error) => failures.push(error) });
const march10 = { from: '2026-03-10', to: '2026-03-10' };

describe('the log of uses', () => {
  it('keeps every request, and sums by day in China, by application and by key', async () => {
    const log = open();
    log.note(use());
    log.note(use({ key: 'key_2', status: 403, rows: 0, bytes: 0 }));
    log.note(use({ at: '2026-03-10T16:00:00.000Z', rows: 7 }));
    log.note(use({ application: 'app_2', key: 'key_3' }));
    await log.flush();
    const range = { from: '2026-03-09', to: '2026-03-11' };
    const days = await useByDay(records, 'app_1', range);
    expect(
      days.map(({ day, requests, refused, rows, bytes }) => [day, requests, refused, rows, bytes]),
    ).toEqual([
      ['2026-03-09', 0, 0, 0, 0],
      ['2026-03-10', 2, 1, 10, 100],
      ['2026-03-11', 1, 0, 7, 100],
    ]);
    expect(sumOf(await useByDay(records, 'key_1', range))).toEqual({
      requests: 2,
      refused: 0,
      rows: 17,
      bytes: 200,
    });
    const { lines } = await useLinesOf(records, 'app_1', '2026-03-10');
    expect(lines.map(({ key, status }) => [key, status])).toEqual([
      ['key_2', 403],
      ['key_1', 200],
    ]);
    expect([await lastUsed(records, 'key_1'), await lastUsed(records, 'key_9')]).toEqual([
      '2026-03-10T16:00:00.000Z',
      undefined,
    ]);
  });

  it('is a hash-chained stream, and the audit walks it', async () => {
    const log = open();
    for (let round = 0; round < 3; round += 1) {
      log.note(use());
      await log.flush();
    }
    expect(await verifyAudit(records)).toEqual({ streams: 1, events: 3, broken: [] });
  });

  it('tells equal refusals together', async () => {
    const log = open();
    for (let round = 0; round < 1000; round += 1) log.note(use({ status: 429, rows: 0, bytes: 0 }));
    await log.flush();
    const { lines } = await useLinesOf(records, 'app_1', '2026-03-10');
    expect(lines).toMatchObject([{ status: 429, times: 1000 }]);
    expect(sumOf(await useByDay(records, 'app_1', march10))).toMatchObject({ requests: 1000, refused: 1000 });
  });

  it('takes thousands at once, and tells them in pages, latest first', async () => {
    const log = open();
    for (let round = 0; round < 12_000; round += 1) log.note(use({ rows: round }));
    await log.flush();
    for (let round = 12_000; round < 12_060; round += 1) {
      log.note(use({ rows: round }));
      await log.flush();
    }
    const rows: number[] = [];
    for (let before: number | undefined; ; ) {
      const page = await useLinesOf(records, 'app_1', '2026-03-10', before);
      rows.push(...page.lines.map((line) => line.rows));
      if (page.before === undefined) break;
      before = page.before;
    }
    expect(rows).toEqual(Array.from({ length: 12_060 }, (_, index) => 12_059 - index));
  });

  it('is written by several processes without losing a line', async () => {
    const logs = [open(), open(), open()];
    for (let round = 0; round < 10; round += 1) {
      for (const [index, log] of logs.entries()) log.note(use({ rows: round * 3 + index }));
      await Promise.all(logs.map((log) => log.flush()));
    }
    const { lines } = await useLinesOf(records, 'app_1', '2026-03-10');
    expect(lines.map(({ rows }) => rows).sort((a, b) => a - b)).toEqual(
      Array.from({ length: 30 }, (_, index) => index),
    );
    expect((await verifyAudit(records)).broken).toEqual([]);
  });

  it('keeps what the store would not take, and counts nothing twice when it takes it later', async () => {
    let failing = 0;
    const weak: Records = {
      ...records,
      append: (...all) => (failing-- > 0 ? Promise.reject(new Error('away')) : records.append(...all)),
      add: (...all) => (failing-- > 0 ? Promise.reject(new Error('away')) : records.add(...all)),
    };
    const log = open(weak);
    for (const outage of [1, 0, 0, 1, 2]) {
      log.note(use());
      failing = outage;
      await log.flush();
      failing = 0;
      await log.flush();
    }
    expect(failures.length).toBeGreaterThan(0);
    expect((await useLinesOf(records, 'app_1', '2026-03-10')).lines).toHaveLength(5);
    expect(sumOf(await useByDay(records, 'app_1', march10))).toEqual({
      requests: 5,
      refused: 0,
      rows: 50,
      bytes: 500,
    });
  });
});
