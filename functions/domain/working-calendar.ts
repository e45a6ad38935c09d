/**
 * Which days are worked. The State Council's yearly notice gives holidays and moves working days to Saturdays and
 * Sundays (调休); autonomous areas add holidays of their own. All of it is data, read from the published calendar.
 */
import { daysBetween } from './calendar-date.ts';

export const dayKinds = ['workday', 'weekend', 'holiday', 'make-up-workday'] as const;
export type DayKind = (typeof dayKinds)[number];

export interface CalendarDay {
  /** CCYY-MM-DD. */
  readonly date: string;
  readonly kind: DayKind;
}

/** Days that an autonomous area sets for itself, over the notice. */
export interface RegionalDays {
  /** GB/T 2260: 222400 is 延边州, and holds for its counties too. */
  readonly region: string;
  readonly days: readonly CalendarDay[];
}

export interface WorkingCalendar {
  /** CCYY; years whose notice is known, with every one of their days. */
  readonly years: ReadonlySet<string>;
  readonly days: ReadonlyMap<string, DayKind>;
  /** Narrowest area first. */
  readonly regional: readonly { readonly prefix: string; readonly days: ReadonlyMap<string, DayKind> }[];
}

/** How a day's kind is known: `assumed` is plain weekday arithmetic, for a year without a notice. */
export type DayBasis = 'notice' | 'regional' | 'assumed';
export interface DayInfo {
  readonly kind: DayKind;
  readonly working: boolean;
  readonly basis: DayBasis;
}

/**
 * A calendar from the rows of the published one. A year counts as known when each of its days is there; the rows
 * of an incomplete year are left aside. Throws RangeError on a day given twice or that does not exist.
 */
export function workingCalendar(
  rows: Iterable<CalendarDay>,
  regional: readonly RegionalDays[] = [],
): WorkingCalendar {
  const days = dayMap(rows);
  const counts = Map.groupBy(days.keys(), (date) => date.slice(0, 4));
  const years = new Set(
    [...counts].filter(([year, { length }]) => length === daysIn(year)).map(([year]) => year),
  );
  return {
    years,
    days: new Map([...days].filter(([date]) => years.has(date.slice(0, 4)))),
    regional: regional
      .map(({ region, days: own }) => ({ prefix: areaPrefix(region), days: dayMap(own) }))
      .sort((a, b) => b.prefix.length - a.prefix.length),
  };
}

/** What kind of day it is for an agency in `region` (GB/T 2260), and how that is known. */
export function dayInfo(calendar: WorkingCalendar, date: string, region = ''): DayInfo {
  const own = calendar.regional.find(({ prefix, days }) => region.startsWith(prefix) && days.has(date));
  if (own) return info(own.days.get(date), 'regional');
  if (calendar.years.has(date.slice(0, 4))) return info(calendar.days.get(date), 'notice');
  return info(isWeekend(date) ? 'weekend' : 'workday', 'assumed');
}

/** Whether a day is worked; `unknown` while its year's notice is not published. */
export function isWorkingDay(calendar: WorkingCalendar, date: string, region?: string): boolean | 'unknown' {
  const { working, basis } = dayInfo(calendar, date, region);
  return basis === 'assumed' ? 'unknown' : working;
}

function info(kind: DayKind | undefined, basis: DayBasis): DayInfo {
  if (!kind) throw new RangeError('the day does not exist');
  return { kind, working: kind === 'workday' || kind === 'make-up-workday', basis };
}

function dayMap(rows: Iterable<CalendarDay>): Map<string, DayKind> {
  const days = new Map<string, DayKind>();
  for (const { date, kind } of rows) {
    weekday(date); // throws when there is no such day
    if (days.has(date)) throw new RangeError(`${date} stands in the calendar twice`);
    days.set(date, kind);
  }
  return days;
}

const daysIn = (year: string): number => daysBetween(`${year}-01-01`, `${year}-12-31`) + 1;

/** 222400 holds for 2224…, 220000 for 22…. */
const areaPrefix = (region: string): string => region.replace(/(?:00)+$/, '');

/** 0 is Monday: 1970-01-01 was a Thursday. */
const weekday = (date: string): number => (((daysBetween('1970-01-01', date) + 3) % 7) + 7) % 7;
const isWeekend = (date: string): boolean => weekday(date) > 4;
