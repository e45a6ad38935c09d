/** Finds the delimiter and the quote of a delimited text from its beginning. */
import { type Dialect, parseRecords } from './records.ts';

/** The usual ones in the order of preference, then rare ones, which must be consistent throughout to be believed. */
const usual = [',', '\t', ';', '|'];
const rare = ['^', '~', '\u0001', '\u001f', '，', ':'];
const RECORDS = 200;

/** @param preferred tried first on a tie: a tab for `.tsv`. */
export function findDialect(text: string, declared: Partial<Dialect>, preferred?: string): Dialect {
  const quote = declared.quote ?? findQuote(text);
  if (declared.delimiter !== undefined) return { delimiter: declared.delimiter, quote };
  let best = { delimiter: preferred ?? ',', score: 0 };
  for (const delimiter of [...(preferred === undefined ? [] : [preferred]), ...usual, ...rare]) {
    const score = consistency(text, { delimiter, quote });
    const believed = rare.includes(delimiter) ? score === 1 : score > 0;
    if (believed && score > best.score) best = { delimiter, score };
  }
  return { delimiter: best.delimiter, quote };
}

/** The share of records with as many fields as the first, when that is more than one; slightly more for more fields. */
function consistency(text: string, dialect: Dialect): number {
  const records = parseRecords(text, dialect, RECORDS);
  const columns = records[0]?.length ?? 0;
  if (columns < 2) return 0;
  return records.filter((record) => record.length === columns).length / records.length;
}

/** A single quote only when fields are enclosed in it and none in double quotes. */
function findQuote(text: string): string {
  const enclosed = (quote: string) =>
    text.match(new RegExp(`(?:^|[,;\\t|\\n])${quote}[^${quote}\\n]*${quote}(?=[,;\\t|\\r\\n]|$)`, 'g'))
      ?.length ?? 0;
  return enclosed("'") > 1 && enclosed('"') === 0 ? "'" : '"';
}
