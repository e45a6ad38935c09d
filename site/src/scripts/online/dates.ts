/** Dates and instants as the page's language writes them, always of China. */
import { formatDate, formatMoment } from '../../format.ts';
import { words } from './words.ts';

export const date = (day: string): string => formatDate(day, words.locale);
export const moment = (instant: string): string => formatMoment(instant, words.locale);
/** The day in China on which something ends that ends at 24:00. */
export const lastDay = (until: string): string =>
  date(new Date(Date.parse(until) + 8 * 3_600_000 - 1).toISOString());
