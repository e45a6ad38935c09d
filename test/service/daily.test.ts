import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { onceADay } from '../../functions/service/daily.ts';
import type { Records } from '../../functions/service/ports.ts';
import { openSqliteRecords } from '../../functions/store/sqlite-records.ts';

let directory: string;
let records: Records;
let moment = new Date('2026-03-10T02:00:00Z');
const now = () => moment;
beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'schedule-'));
  records = openSqliteRecords(join(directory, 'records.sqlite'), { now });
});
afterAll(async () => {
  await records.close();
  await rm(directory, { recursive: true });
});

const work = (name: string) => ({ records, now, name, run: vi.fn(async () => {}) });

describe('work that is due each day', () => {
  it('is done once a day of China, by whichever process looks first', async () => {
    const [one, other] = [work('same'), work('same')];
    await onceADay(one);
    await onceADay(one);
    await onceADay(other);
    moment = new Date('2026-03-10T15:59:59Z');
    await onceADay(other);
    expect(other.run).not.toHaveBeenCalled();
    moment = new Date('2026-03-10T16:00:00Z');
    await onceADay(other);
    await onceADay(one);
    expect([one.run, other.run].map(({ mock }) => mock.calls.length)).toEqual([1, 1]);
  });

  it('is done at the next look when it failed, or when nothing ran for days', async () => {
    const failing = { ...work('late'), run: vi.fn(() => Promise.reject(new Error('no disk'))) };
    await expect(onceADay(failing)).rejects.toThrow('no disk');
    const later = work('late');
    await onceADay(later);
    moment = new Date('2026-03-21T01:00:00Z');
    await onceADay(later);
    expect(later.run).toHaveBeenCalledTimes(2);
  });

  it('is done in any case when it is asked for', async () => {
    const asked = work('asked');
    await onceADay(asked);
    await onceADay(asked, { again: true });
    expect(asked.run).toHaveBeenCalledTimes(2);
  });
});
