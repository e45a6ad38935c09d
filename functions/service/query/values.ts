/** Texts of a query string as values of a field: checked here, bound later, never part of SQL. */
import type { FieldType } from './query.ts';

/** Longest value that is looked for. */
const maxLength = 1000;
const maxValues = 1000;

interface Syntax {
  readonly is: (text: string) => boolean;
  readonly example: string;
}

const matches = (pattern: RegExp) => (text: string) => pattern.test(text);

/** How values of each type are written. */
const syntax: Readonly<Record<FieldType, Syntax>> = {
  string: { is: () => true, example: 'any text' },
  geopoint: { is: () => true, example: '125.32,43.88 (longitude,latitude)' },
  integer: { is: matches(/^-?\d{1,18}$/), example: '42' },
  number: {
    is: (text) => /^-?\d+(?:\.\d+)?(?:[eE][+-]?\d{1,3})?$/.test(text) && Number.isFinite(Number(text)),
    example: '3.14',
  },
  boolean: { is: matches(/^(?:true|false)$/), example: 'true, false' },
  date: { is: isDate, example: '2026-01-31' },
  datetime: { is: isDatetime, example: '2026-01-31T08:30:00' },
  year: { is: matches(/^-?\d{1,6}$/), example: '2026' },
};

/** Undefined when `text` is a value of `type`, otherwise what is wrong and an example. */
export function valueFault(
  type: FieldType,
  text: string,
): { message: string; allowed?: string[] } | undefined {
  if (text.includes('\0')) return { message: 'the value holds a NUL character' };
  if (text.length > maxLength) return { message: `the value is longer than ${maxLength} characters` };
  const { is, example } = syntax[type];
  if (is(text)) return undefined;
  return { message: `"${text.slice(0, 80)}" is not a value of type ${type}`, allowed: [example] };
}

function isDate(text: string): boolean {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? [];
  if (year === undefined) return false;
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  date.setUTCFullYear(Number(year));
  return date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day);
}

function isDatetime(text: string): boolean {
  const [, date, hour = '0', minute = '0', second = '0'] =
    /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d{1,6})?)?Z?)?$/.exec(text) ?? [];
  return (
    date !== undefined && isDate(date) && Number(hour) < 24 && Number(minute) < 60 && Number(second) < 60
  );
}

/** `2026-01-31T08:30Z` as DuckDB reads it: stored instants carry no zone. */
export function castable(type: FieldType, text: string): string {
  return type === 'datetime' ? text.replace(/Z$/, '') : text;
}

/**
 * The values of a list such as `a,b,"c,d"`: separated by commas; a value in double quotes may hold commas, and
 * a doubled quote stands for one. Undefined when a quote is not closed or there are more than 1,000.
 */
export function listValues(text: string): string[] | undefined {
  const values: string[] = [];
  const item = /(?:"((?:[^"]|"")*)"|([^",]*))(,|$)/y;
  for (;;) {
    const found = item.exec(text);
    if (!found || values.length >= maxValues) return undefined;
    values.push(found[1]?.replaceAll('""', '"') ?? found[2] ?? '');
    if (found[3] === '') return values;
  }
}
