/** Dates and instants as the page's language writes them, always of China. */
import { formatDay, formatMoment } from '../../format.ts';
import { words } from './words.ts';

/** A day, CCYY-MM-DD, or the day in China of an instant. */
export const date = (when: string): string => formatDay(when, words.locale);
export const moment = (instant: string): string => formatMoment(instant, words.locale);
/** The day in China on which something ends that ends at 24:00. */
export const lastDay = (until: string): string => date(new Date(Date.parse(until) - 1).toISOString());
