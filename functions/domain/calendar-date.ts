/** Arithmetic on calendar days written CCYY-MM-DD. No clock and no time zone: a day is a day. */

const millisecondsPerDay = 86_400_000;

/** Whether `text` is a day that exists: `2026-02-30` does not. */
export function isCalendarDate(text: string): boolean {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!match) return false;
  const [year, month, day] = [Number(match[1]), Number(match[2]), Number(match[3])];
  return month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
}

/** The day `days` after `date` (before it, when negative). */
export function addDays(date: string, days: number): string {
  return fromDayNumber(dayNumber(date) + days);
}

/** The same day of the month `months` later, or that month's last day: 2026-01-31 plus one month is 2026-02-28. */
export function addMonths(date: string, months: number): string {
  const [year, month, day] = parts(date);
  const index = year * 12 + (month - 1) + months;
  const [toYear, toMonth] = [Math.floor(index / 12), (index % 12) + 1];
  const toDay = Math.min(day, daysInMonth(toYear, toMonth));
  return `${pad(toYear, 4)}-${pad(toMonth, 2)}-${pad(toDay, 2)}`;
}

/** Whole days from one day to another; negative when `to` is the earlier one. */
export function daysBetween(from: string, to: string): number {
  return dayNumber(to) - dayNumber(from);
}

function daysInMonth(year: number, month: number): number {
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return month === 2 ? (isLeap ? 29 : 28) : [4, 6, 9, 11].includes(month) ? 30 : 31;
}

function parts(date: string): [year: number, month: number, day: number] {
  if (!isCalendarDate(date)) throw new RangeError(`${date} is not a calendar day`);
  return [Number(date.slice(0, 4)), Number(date.slice(5, 7)), Number(date.slice(8, 10))];
}

/** Days since 1970-01-01; years below 100 would be misread by Date.UTC, so the year is set apart. */
function dayNumber(date: string): number {
  const [year, month, day] = parts(date);
  return Math.round(new Date(0).setUTCFullYear(year, month - 1, day) / millisecondsPerDay);
}

function fromDayNumber(days: number): string {
  return new Date(days * millisecondsPerDay).toISOString().slice(0, 10);
}

const pad = (value: number, length: number): string => String(value).padStart(length, '0');
