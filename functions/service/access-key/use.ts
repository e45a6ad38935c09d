/** Reading what was done with a grant: sums by day for charts, and the single requests. */
import { type } from 'arktype';
import { addDays } from '../../domain/calendar-date.ts';
import { once } from '../../domain/once.ts';
import { loadHead } from '../event-log.ts';
import type { Records, StoredEvent } from '../ports.ts';
import { lastUsedItem, type UseLine, type UseMetric, useCounter, useMetrics, useStream } from './use-log.ts';

/** Days in China, CCYY-MM-DD, both included. */
export interface DayRange {
  readonly from: string;
  readonly to: string;
}
export const mostDays = 366;

export type UseSums = Readonly<Record<UseMetric, number>>;
export type DayOfUse = UseSums & { readonly day: string };

/** One entry for each day of the range, of which the first `mostDays` count. `of` is an application or a key. */
export async function useByDay(records: Records, of: string, { from, to }: DayRange): Promise<DayOfUse[]> {
  const days: string[] = [];
  for (let day = from; day <= to && days.length < mostDays; day = addDays(day, 1)) days.push(day);
  const counters = days.flatMap((day) => useMetrics.map((metric) => useCounter(of, day, metric)));
  const values = await records.read(counters);
  return days.map((day, index) => {
    const value = (metric: UseMetric) => values[index * useMetrics.length + useMetrics.indexOf(metric)] ?? 0;
    return {
      day,
      requests: value('requests'),
      refused: value('refused'),
      rows: value('rows'),
      bytes: value('bytes'),
    };
  });
}

export function sumOf(days: readonly UseSums[]): UseSums {
  const sum = (metric: UseMetric) => days.reduce((total, day) => total + day[metric], 0);
  return { requests: sum('requests'), refused: sum('refused'), rows: sum('rows'), bytes: sum('bytes') };
}

const stored = once(() =>
  type({
    lines: type({ key: 'string', at: 'string', route: 'string', status: 'number' }).array(),
  }),
);
/** Events a page; an event holds what came within a second. */
const pageEvents = 50;

/** The single requests of one day, latest first. `before` continues where a page ended; undefined after the last. */
export async function useLinesOf(
  records: Records,
  application: string,
  day: string,
  before?: number,
): Promise<{ readonly lines: readonly UseLine[]; readonly before?: number }> {
  const stream = useStream(application, day);
  const { length } = await loadHead(records, stream);
  const end = Math.min(length, before ?? length);
  const start = Math.max(0, end - pageEvents);
  const events = (await records.load(stream, start)).slice(0, end - start);
  const lines = events.flatMap(({ data }) => stored().assert(data).lines as UseLine[]).toReversed();
  return { lines, ...(start > 0 && { before: start }) };
}

/** The keys of which the events of a day tell. */
export const usedKeys = (events: readonly Pick<StoredEvent, 'data'>[]): string[] =>
  events.flatMap(({ data }) =>
    stored()
      .assert(data)
      .lines.map(({ key }) => key),
  );

/** When a key was last used, to about a second; undefined for never. */
export async function lastUsed(records: Records, key: string): Promise<string | undefined> {
  const at = (await records.get(lastUsedItem(key)))?.at;
  return typeof at === 'string' ? at : undefined;
}
