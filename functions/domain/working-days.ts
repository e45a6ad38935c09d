/** Counting working days, with every day that was counted or passed over, so that both sides see how it was done. */
import { addDays } from './calendar-date.ts';
import { type DayKind, dayInfo, type WorkingCalendar } from './working-calendar.ts';

/** Why a day counts or not: its kind; the day of the event itself (民法典 201); or that the clock stood. */
export type DayReason = DayKind | 'event' | 'paused';

/** A run of days that are treated alike, first and last day included. */
export interface Segment {
  readonly from: string;
  readonly to: string;
  readonly days: number;
  readonly counts: boolean;
  readonly reason: DayReason;
  /** Set by the autonomous area, not by the national notice. */
  readonly regional: boolean;
  /** Plain weekday arithmetic: the year's notice is not published yet. */
  readonly assumed: boolean;
}

export interface WorkingDays {
  /** The last day; absent while a pause is open, for it depends on when the clock runs on. */
  readonly date?: string;
  /** Working days counted up to `date`, or up to the open pause. */
  readonly counted: number;
  /** Some day on the way was assumed: computed anew when the year's calendar is published. */
  readonly provisional: boolean;
  readonly explanation: readonly Segment[];
}

/** Days that do not count, first and last included; `to` is absent while the clock stands. */
export interface Pause {
  readonly from: string;
  readonly to?: string;
}

/**
 * The last day of a period of `days` working days after an event on the day `from`; the period ends at 24:00 in
 * China. The day of the event does not count (民法典 201), and the last day is a working day (民法典 203).
 * `region` is the GB/T 2260 code of a place whose own holidays count. Throws RangeError unless `days` ≥ 1.
 */
export function addWorkingDays(
  calendar: WorkingCalendar,
  from: string,
  days: number,
  region?: string,
): WorkingDays & { readonly date: string } {
  const { date, ...rest } = countWorkingDays(calendar, from, days, [], region);
  if (date === undefined) throw new TypeError('a period without a pause has an end');
  return { date, ...rest };
}

/** The same, passing over the days of `pauses`. */
export function countWorkingDays(
  calendar: WorkingCalendar,
  from: string,
  limit: number,
  pauses: readonly Pause[],
  region?: string,
): WorkingDays {
  if (!Number.isInteger(limit) || limit < 1) throw new RangeError(`${limit} is no number of working days`);
  const days = [passedOver(from, 'event')];
  let [day, counted] = [from, 0];
  while (counted < limit) {
    day = addDays(day, 1);
    const pause = pauses.find((each) => each.from <= day && (each.to === undefined || day <= each.to));
    if (pause && pause.to === undefined) return { counted, ...summary(days) };
    const seen = pause ? passedOver(day, 'paused') : asSeen(calendar, day, region);
    if (seen.counts) counted += 1;
    days.push(seen);
  }
  return { date: day, counted, ...summary(days) };
}

/** How many working days lie after `from`, up to and including `to`. */
export function workingDaysAfter(
  calendar: WorkingCalendar,
  from: string,
  to: string,
  region?: string,
): number {
  let days = 0;
  for (let day = addDays(from, 1); day <= to; day = addDays(day, 1))
    if (dayInfo(calendar, day, region).working) days += 1;
  return days;
}

function passedOver(day: string, reason: DayReason): Segment {
  return { from: day, to: day, days: 1, counts: false, reason, regional: false, assumed: false };
}

function asSeen(calendar: WorkingCalendar, day: string, region?: string): Segment {
  const { kind, working, basis } = dayInfo(calendar, day, region);
  const how = { regional: basis === 'regional', assumed: basis === 'assumed' };
  return { from: day, to: day, days: 1, counts: working, reason: kind, ...how };
}

function summary(days: readonly Segment[]): Pick<WorkingDays, 'provisional' | 'explanation'> {
  const explanation: Segment[] = [];
  for (const day of days) {
    const run = explanation.at(-1);
    const isAlike =
      run?.reason === day.reason && run.regional === day.regional && run.assumed === day.assumed;
    if (run && isAlike) explanation[explanation.length - 1] = { ...run, to: day.to, days: run.days + 1 };
    else explanation.push(day);
  }
  return { provisional: days.some(({ assumed }) => assumed), explanation };
}
