/** Instants as Solr writes them: `2026-01-01T00:00:00.123Z`, `NOW`, and sums such as `NOW/DAY-7DAYS`. Source: Solr Reference Guide, "Date Formatting and Date Math". */

const units = ['YEAR', 'MONTH', 'DAY', 'HOUR', 'MINUTE', 'SECOND'] as const;
type Unit = (typeof units)[number];

const step = /([+-]\d{1,6}|\/)(YEAR|MONTH|DAY|HOUR|MINUTE|SECOND)S?/gy;

/** Seconds since 1970; undefined for what is no instant. Clients leave out the zone or the time: both are UTC. */
export function parseInstant(text: string, now: Date): number | undefined {
  const [, start = '', sums = ''] = /^(NOW|[^+/]*?Z|[^+/Z]+)((?:[+-]\d+[A-Z]+|\/[A-Z]+)*)$/.exec(text) ?? [];
  const begin = start === 'NOW' ? now : readInstant(start);
  if (!begin || Number.isNaN(begin.getTime())) return undefined;
  const date = new Date(begin);
  let read = 0;
  for (const [whole, operation = '', unit] of sums.matchAll(step)) {
    read += whole.length;
    if (operation === '/') roundDown(date, unit as Unit);
    else add(date, unit as Unit, Number(operation));
  }
  const seconds = date.getTime() / 1000;
  return read === sums.length && Number.isFinite(seconds) ? seconds : undefined;
}

/** Fractions finer than a millisecond, as Python writes them, are cut. */
function readInstant(text: string): Date | undefined {
  const found = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2}(?::\d{2})?)(\.\d{1,3})?\d*)?Z?$/.exec(text);
  if (!found) return undefined;
  const [, day, time = '00:00:00', fraction = ''] = found;
  return new Date(`${day}T${time}${fraction}Z`);
}

const partsOf = (date: Date): number[] => [
  date.getUTCFullYear(),
  date.getUTCMonth(),
  date.getUTCDate(),
  date.getUTCHours(),
  date.getUTCMinutes(),
  date.getUTCSeconds(),
];

function setParts(date: Date, parts: readonly number[], milliseconds: number): void {
  const [year = 0, month = 0, day = 1, hour = 0, minute = 0, second = 0] = parts;
  date.setUTCFullYear(year, month, day);
  date.setUTCHours(hour, minute, second, milliseconds);
}

function add(date: Date, unit: Unit, amount: number): void {
  const parts = partsOf(date);
  const at = units.indexOf(unit);
  parts[at] = (parts[at] ?? 0) + amount;
  setParts(date, parts, date.getUTCMilliseconds());
}

function roundDown(date: Date, unit: Unit): void {
  const at = units.indexOf(unit);
  const parts = partsOf(date).map((part, index) => (index <= at ? part : index === 2 ? 1 : 0));
  setParts(date, parts, 0);
}
