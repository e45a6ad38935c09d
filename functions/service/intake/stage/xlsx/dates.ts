/** Dates in a spreadsheet are numbers of days with a format; as ISO text here. */

export type DateFormat = 'date' | 'datetime' | 'time';

const builtIn: readonly (readonly [number, number, DateFormat])[] = [
  [14, 17, 'date'],
  [18, 21, 'time'],
  [22, 22, 'datetime'],
  [27, 31, 'date'],
  [32, 35, 'time'],
  [36, 36, 'date'],
  [45, 45, 'time'],
  [50, 54, 'date'],
  [55, 56, 'time'],
  [57, 58, 'date'],
];

/** What the number format with this id (and code, when it is the workbook's own) shows of a date. */
export function dateFormats(id: number, code: string | undefined): DateFormat | undefined {
  if (code === undefined) return builtIn.find(([from, to]) => id >= from && id <= to)?.[2];
  const bare = code.replace(/"[^"]*"|\\.|\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, '').toLowerCase();
  if (!/[ymdhs]/.test(bare) || /general|[#0?](?!.*[ymdhs])/.test(bare)) return undefined;
  if (bare.includes('[')) return undefined; // hours beyond a day: an amount of time, not a moment
  const hasTime = /[hs]/.test(bare);
  const hasDay = /[yd]/.test(bare) || (bare.includes('m') && !hasTime);
  if (!hasDay) return 'time';
  return hasTime ? 'datetime' : 'date';
}

const DAY_MS = 86_400_000;
/** 1970-01-01 as spreadsheets that count from 1900 number it. */
const EPOCH = 25_569;
const LAST = 2_958_465; // 9999-12-31

/** The ISO text of a day number; undefined where there is no such moment. */
export function isoOf(serial: number, format: DateFormat, from1904: boolean): string | undefined {
  // The system of 1900 counts a 29 February 1900 that never was.
  const days = from1904 ? serial + 1462 : serial < 60 ? serial + 1 : serial;
  if (!(days >= 0 && days < LAST + 1)) return undefined;
  const iso = new Date(Math.round((days - EPOCH) * DAY_MS)).toISOString();
  const time = iso.slice(11, iso.endsWith('.000Z') ? 19 : 23);
  if (format === 'time' && serial < 1) return time;
  return format === 'date' && Number.isInteger(serial) ? iso.slice(0, 10) : `${iso.slice(0, 10)}T${time}`;
}
