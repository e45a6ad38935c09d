/** Moments and days in China: Asia/Shanghai is UTC+8, without summer time since 1992. */
import { addDays } from './calendar-date.ts';

const offsetInMilliseconds = 8 * 60 * 60 * 1000;

/** The calendar day, CCYY-MM-DD, on which an ISO 8601 instant falls in China. Throws for what is no instant. */
export function dayInChina(instant: string): string {
  return new Date(Date.parse(instant) + offsetInMilliseconds).toISOString().slice(0, 10);
}

/** 24:00 in China of a day, as an ISO 8601 instant, UTC: the first moment that no longer belongs to it. */
export function endOfDayInChina(date: string): string {
  return new Date(Date.parse(`${addDays(date, 1)}T00:00:00+08:00`)).toISOString();
}

/** Whether the first instant is before the second, however they are written. */
export const isBefore = (first: string, second: string): boolean => Date.parse(first) < Date.parse(second);
