/** How long what people wrote, and where they are written to, is kept once their matter has ended (Art. 45). */
import { addDays } from './calendar-date.ts';
import { dayInChina, endOfDayInChina } from './china-time.ts';

/** Days after the end; told to whoever files. */
export const keptDays = 90;

/** From when it is removed, ISO 8601, UTC; undefined while the matter is open. `endedAt` is an instant. */
export const erasedFrom = (endedAt: string | undefined): string | undefined =>
  endedAt === undefined ? undefined : endOfDayInChina(addDays(dayInChina(endedAt), keptDays));
