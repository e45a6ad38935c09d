/** Reading what was done with a grant: sums by day for charts, and the single requests. */
import { type } from 'arktype';
import { addDays } from '../../domain/calendar-date.ts';
import type { Records } from '../ports.ts';
import { lastUsedItem, type Use, type UseMetric, useCounter, useLines, useMetrics } from './use-log.ts';

/** Days in China, CCYY-MM-DD, both included; at most 366. */
export interface DayRange {
  readonly from: string;
  readonly to: string;
}
export const mostDays = 366;

export type UseSums = Readonly<Record<UseMetric, number>>;
export type DayOfUse = UseSums & { readonly day: string };

/** One entry for each day of the range. `of` is an application or one of its keys. */
export async function useByDay(records: Records, of: string, { from, to }: DayRange): Promise<DayOfUse[]> {
  const days: string[] = [];
  for (let day = from; day <= to && days.length < mostDays; day = addDays(day, 1)) days.push(day);
  const counters = days.flatMap((day) => useMetrics.map((metric) => useCounter(of, day, metric)));
  const values = await records.read(counters);
  return days.map((day, index) => {
    const of = (metric: UseMetric) => values[index * useMetrics.length + useMetrics.indexOf(metric)] ?? 0;
    return { day, requests: of('requests'), refused: of('refused'), rows: of('rows'), bytes: of('bytes') };
  });
}

export function sumOf(days: readonly UseSums[]): UseSums {
  const sum = (metric: UseMetric) => days.reduce((total, day) => total + day[metric], 0);
  return { requests: sum('requests'), refused: sum('refused'), rows: sum('rows'), bytes: sum('bytes') };
}

const stored = type({
  lines: type({ key: 'string', at: 'string', route: 'string', status: 'number' }).array(),
});
export type UseLine = Omit<Use, 'application'>;

/** The single requests of one day, latest first, some hundreds a page. Throws `InvalidCursor`. */
export async function useLinesOf(
  records: Records,
  application: string,
  day: string,
  cursor?: string,
): Promise<{ readonly lines: readonly UseLine[]; readonly cursor?: string }> {
  const { index, key } = useLines(application, day);
  const page = await records.query(index, key, { descending: true, limit: 1, ...(cursor && { cursor }) });
  const lines = page.rows.flatMap(({ value }) => stored.assert(value).lines as UseLine[]).toReversed();
  return { lines, ...(page.cursor !== undefined && { cursor: page.cursor }) };
}

/** When a key was last used, to about a second; undefined for never. */
export async function lastUsed(records: Records, key: string): Promise<string | undefined> {
  const at = (await records.get(lastUsedItem(key)))?.at;
  return typeof at === 'string' ? at : undefined;
}
