/** Numbers, sizes and dates as the two languages write them. Pure: the same on every machine and in every time zone. */
import type { Locale } from './i18n/index.ts';

const units = ['B', 'kB', 'MB', 'GB', 'TB'] as const;
const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

/** `1234567` → `1,234,567`, in both languages. */
export const formatNumber = (value: number): string =>
  String(value).replace(
    /^(-?)(\d+)/,
    (_, sign: string, digits: string) => sign + digits.replace(/\B(?=(?:\d{3})+$)/g, ','),
  );

/** Bytes with three significant digits, powers of 1000: `845 B`, `1.23 MB`. */
export function formatBytes(bytes: number): string {
  let value = bytes;
  let unit = 0;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  const digits = unit === 0 || value >= 99.95 ? 0 : value >= 9.995 ? 1 : 2;
  return `${value.toFixed(digits)} ${units[unit]}`;
}

/** A limit in whole megabytes, never more than it is. */
export const formatMegabytes = (bytes: number): string => `${Math.floor(bytes / 1e6)} MB`;

/** A share between 0 and 1 as a percentage with at most one decimal; never rounds up to 100. */
export function formatShare(share: number): string {
  const percent = share < 1 ? Math.min(99.9, Math.round(share * 1000) / 10) : 100;
  return `${percent}%`;
}

/** A CCYY-MM-DD date in words: `2026年3月5日`, `5 March 2026`. */
export function formatDate(date: string, locale: Locale): string {
  const [year, month, day] = date.slice(0, 10).split('-').map(Number);
  if (!year || !month || !day) return date;
  return locale === 'zh' ? `${year}年${month}月${day}日` : `${day} ${months[month - 1]} ${year}`;
}

/** The day of an instant in China, CCYY-MM-DD. */
export const dayOf = (instant: string): string =>
  new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(0, 10);

/** A CCYY-MM-DD date, or the day of an instant in China, in words. */
export const formatDay = (when: string, locale: Locale): string =>
  formatDate(when.includes('T') ? dayOf(when) : when, locale);

/** An instant in Asia/Shanghai: `2026年3月5日 14:05`. */
export function formatMoment(instant: string, locale: Locale): string {
  const local = new Date(Date.parse(instant) + 8 * 3_600_000).toISOString();
  return `${formatDate(local, locale)} ${local.slice(11, 16)}${locale === 'zh' ? '' : ' (UTC+8)'}`;
}
