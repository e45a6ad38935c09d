/** Splits a short text into records of fields as RFC 4180 says: for headers and for finding the dialect. */

export interface Dialect {
  /** One character. */
  readonly delimiter: string;
  /** One ASCII character; doubled inside a quoted field. */
  readonly quote: string;
}

/** At most `limit` records; the last one is left out when the text ends inside it. Blank lines are skipped. */
export function parseRecords(text: string, dialect: Dialect, limit: number): string[][] {
  const records: string[][] = [];
  let at = 0;
  while (at < text.length && records.length < limit) {
    const read = readRecord(text, at, dialect);
    if (read === undefined) break;
    if (read.fields.length > 1 || read.fields[0] !== '') records.push(read.fields);
    at = read.end;
  }
  return records;
}

/** One record from `start`, and where the next begins; undefined when the text ends before the record does. */
function readRecord(
  text: string,
  start: number,
  dialect: Dialect,
): { fields: string[]; end: number } | undefined {
  const fields: string[] = [];
  let at = start;
  for (;;) {
    const field = readField(text, at, dialect);
    if (field === undefined) return undefined;
    fields.push(field.value);
    at = field.end;
    if (text[at] === dialect.delimiter) {
      at++;
      continue;
    }
    if (at >= text.length) return { fields, end: at };
    return { fields, end: text.startsWith('\r\n', at) ? at + 2 : at + 1 };
  }
}

function readField(
  text: string,
  start: number,
  dialect: Dialect,
): { value: string; end: number } | undefined {
  let open = start;
  while (text[open] === ' ') open++;
  if (text[open] === dialect.quote) return readQuoted(text, open + 1, dialect);
  let end = start;
  while (end < text.length && text[end] !== dialect.delimiter && text[end] !== '\n' && text[end] !== '\r')
    end++;
  return { value: text.slice(start, end), end };
}

function readQuoted(
  text: string,
  start: number,
  dialect: Dialect,
): { value: string; end: number } | undefined {
  const { quote, delimiter } = dialect;
  let value = '';
  let at = start;
  for (;;) {
    const close = text.indexOf(quote, at);
    if (close < 0) return undefined;
    value += text.slice(at, close);
    if (text[close + 1] === quote) {
      value += quote;
      at = close + 2;
      continue;
    }
    let end = close + 1;
    while (end < text.length && text[end] !== delimiter && text[end] !== '\n' && text[end] !== '\r') end++;
    return { value, end };
  }
}
