import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { startSchedule } from '../../functions/local/schedule.ts';
import { jobsIn, rhythms, timetable } from '../../functions/parts/timetable.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('the timers of one machine are those of the timetable, and a job that fails is told and called again', async () => {
  const calls = new Map<string, number>();
  const faults: string[] = [];
  const signals = new Set<AbortSignal>();
  const job = (name: string) => async (stopping: AbortSignal) => {
    signals.add(stopping);
    calls.set(name, (calls.get(name) ?? 0) + 1);
    if (name === 'log') throw new Error('no disk');
  };
  const names = Object.keys(timetable) as (keyof typeof timetable)[];
  const jobs = Object.fromEntries(names.map((name) => [name, job(name)]));
  const schedule = startSchedule(
    jobs as Parameters<typeof startSchedule>[0],
    (name) => void faults.push(name),
  );
  await vi.advanceTimersByTimeAsync(rhythms.hour.everyMs);
  await schedule.stop();
  const expected = jobsIn('machine').map(
    ([name, { every }]) => [name, rhythms.hour.everyMs / rhythms[every].everyMs] as const,
  );
  expect(calls).toEqual(new Map(expected));
  expect(new Set(faults)).toEqual(new Set(['log']));
  expect(faults).toHaveLength(60);
  expect(calls.has('pages')).toBe(false);
  expect([...signals].map(({ aborted }) => aborted)).toEqual([true]);
});
