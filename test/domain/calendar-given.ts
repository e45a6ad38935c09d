/** The published working calendar, and a second way of counting that shares nothing with the domain's. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type CalendarDay,
  dayKinds,
  type RegionalDays,
  workingCalendar,
} from '../../functions/domain/working-calendar.ts';

const csv = join(import.meta.dirname, '../../datasets/working-calendar/working-calendar.csv');

/** 2004–2026, in order. */
export const publishedDays: readonly CalendarDay[] = readFileSync(csv, 'utf8')
  .trim()
  .split(/\r?\n/)
  .slice(1)
  .map((line) => {
    const [date = '', , name] = line.split(',');
    const kind = dayKinds.find((each) => each === name);
    if (!kind) throw new Error(`${line} has no known kind of day`);
    return { date, kind };
  });

/** 延边州 keeps the day of its founding; the day is for example only. */
export const yanbian: RegionalDays = { region: '222400', days: [{ date: '2026-09-03', kind: 'holiday' }] };
export const calendar = workingCalendar(publishedDays, [yanbian]);

const dayLength = 86_400_000;

/** Each day as a span of time in China, worked or not by the `working` column. */
const spans = readFileSync(csv, 'utf8')
  .trim()
  .split(/\r?\n/)
  .slice(1)
  .map((line) => {
    const [date = '', , , working] = line.split(',');
    const begin = Date.parse(`${date}T00:00:00+08:00`);
    return { date, begin, end: begin + dayLength, isWorked: working === 'true' };
  });

/**
 * The last day of a period, found by looking at each day on its own: it counts when it is worked, begins after the
 * start, and shares no moment with a time at which the clock stood.
 */
export function referenceDueOn(
  start: string,
  limit: number,
  standing: readonly { readonly from: string; readonly to: string }[] = [],
): string | undefined {
  const after = Date.parse(start);
  const stands = standing.map(({ from, to }) => ({ from: Date.parse(from), to: Date.parse(to) }));
  let left = limit;
  const near = Math.floor((after - (spans[0]?.begin ?? 0)) / dayLength);
  for (const { date, begin, end, isWorked } of spans.slice(near, near + 1000)) {
    if (begin <= after || !isWorked) continue;
    if (stands.some(({ from, to }) => from < end && to >= begin)) continue;
    left -= 1;
    if (left === 0) return date;
  }
  return undefined;
}
