/**
 * Finds the type of every undeclared column. The first rows suggest a type; then all rows must agree with it, so
 * that nothing is lost: a column with a single cell of another kind stays text, and a warning names such cells.
 */
import type { DuckDBConnection } from '@duckdb/node-api';
import { identifier, rowsOf } from '../../duckdb.ts';
import type { Staged } from '../context.ts';
import type { Warning } from '../refusal.ts';
import { measure, stagedRows } from './aggregate.ts';
import type { Column } from './columns.ts';
import { type ReadAs, readings } from './types.ts';

/** Fewer where rows are long or wide: a row group fits memory. */
const SAMPLE_ROWS = 20_480;
/** From this share on, the cells of another kind are worth a warning. */
const MAJORITY = 0.9;

/** In the order of preference; `string` is what remains. */
const guesses = [
  'boolean',
  'year',
  'integer',
  'number',
  'date',
  'datetime-local',
  'datetime-utc',
  'geopoint',
] as const;
type Guess = (typeof guesses)[number];
const textGuesses: readonly Guess[] = ['date', 'datetime-local', 'datetime-utc', 'geopoint'];
const kindGuesses: Record<NonNullable<Column['kind']>, readonly Guess[]> = {
  text: textGuesses,
  number: ['number'],
  integer: ['integer'],
  boolean: ['boolean'],
  date: ['date'],
  datetime: ['datetime-local', 'datetime-utc'],
};
/** What a wider type to fall back to when not all cells are of the first. */
const wider: Partial<Record<Guess, Guess>> = { year: 'integer', integer: 'number' };

export interface Inference {
  readonly readAs: ReadonlyMap<string, ReadAs>;
  readonly warnings: readonly Warning[];
  /** Cells that are of another kind than nearly all of their column. */
  readonly oddCells: number;
}

export async function inferTypes(
  connection: DuckDBConnection,
  staged: Pick<Staged, 'path' | 'groupRows'>,
  columns: readonly Column[],
): Promise<Inference> {
  const rows = stagedRows(staged.path);
  const sample = `(SELECT * FROM ${rows} LIMIT ${Math.min(SAMPLE_ROWS, staged.groupRows)})`;
  const candidates = await firstGuesses(connection, rows, columns, sample);
  const readAs = new Map<string, ReadAs>();
  const warnings: Warning[] = [];
  let oddCells = 0;
  const asked = columns.flatMap((column) => {
    const guess = candidates.get(column.id);
    if (guess === undefined) return [];
    return chain(guess, column).map((type) => ({ column, type }));
  });
  const sqls = asked.map(({ column, type }) => `${failing(column, type)}`);
  const odd = await measure(connection, rows, sqls);
  for (const column of columns) {
    const tried = asked.flatMap((ask, at) =>
      ask.column === column ? [{ type: ask.type, odd: odd[at] ?? 0 }] : [],
    );
    const fits = tried.find((answer) => answer.odd === 0);
    readAs.set(column.id, fits?.type ?? 'string');
    const closest = tried.at(-1);
    if (fits !== undefined || closest === undefined) continue;
    const warning = await mixedTypes(connection, rows, column, closest.type);
    if (warning === undefined) continue;
    warnings.push(warning);
    oddCells += warning.count;
  }
  return { readAs, warnings, oddCells };
}

function chain(guess: Guess, column: Column): Guess[] {
  const next = column.kind === undefined ? wider[guess] : undefined;
  return next === undefined ? [guess] : [guess, ...chain(next, column)];
}

function failing(column: Column, type: Guess): string {
  return `count_if(${identifier(column.id)} IS NOT NULL AND NOT ${accepts(column, type)})`;
}

/** Guessing is stricter than checking a declared type: what people rather mean as text is not guessed away. */
function accepts(column: Column, type: Guess): string {
  const text = identifier(column.id);
  const is = readings[type].is(text);
  if (column.kind !== undefined && column.kind !== 'text') return is;
  if (type === 'boolean') return `(lower(${text}) IN ('true', 'false'))`;
  if (type === 'number') return `(NOT contains(lower(${text}), 'e') AND ${is})`; // 12E5 is more often a code
  if (type === 'year') return `(${is} AND ${text} BETWEEN '1000' AND '2999')`;
  if (type === 'geopoint') return `(regexp_matches(${text}, '[.][0-9]{2,}.*,.*[.][0-9]{2,}') AND ${is})`;
  return is;
}

/** A year is guessed only where the name says so: 年, 年份, 年度, year. */
function possible(column: Column): readonly Guess[] {
  if (column.kind !== undefined) return kindGuesses[column.kind];
  const named = /年$|年份|年度|(?<![a-z])year(?![a-z])/iu.test(column.title);
  return guesses.filter((guess) => guess !== 'year' || named);
}

/** What at least nine tenths of the first filled cells are; a column empty so far is asked of throughout. */
async function firstGuesses(
  connection: DuckDBConnection,
  rows: string,
  columns: readonly Column[],
  sample: string,
): Promise<Map<string, Guess>> {
  const asked = columns.map((column) => ({ column, types: possible(column) }));
  const sqls = asked.flatMap(({ column, types }) => [
    `count(${identifier(column.id)})`,
    ...types.map((type) => `count_if(coalesce(${accepts(column, type)}, false))`),
  ]);
  const answers = await measure(connection, sample, sqls);
  const found = new Map<string, Guess>();
  const empty: Column[] = [];
  let at = 0;
  for (const { column, types } of asked) {
    const [filled = 0, ...counts] = answers.slice(at, at + types.length + 1);
    at += types.length + 1;
    if (filled === 0) empty.push(column);
    const best = types
      .map((type, index) => ({ type, count: counts[index] ?? 0 }))
      .reduce((a, b) => (b.count > a.count ? b : a), { type: types[0], count: 0 });
    if (best.type !== undefined && best.count > 0 && best.count >= filled * MAJORITY)
      found.set(column.id, best.type);
  }
  if (empty.length > 0 && sample !== rows)
    for (const [id, guess] of await firstGuesses(connection, rows, empty, rows)) found.set(id, guess);
  return found;
}

const kinds: Record<Guess, string> = {
  boolean: 'true or false',
  year: 'years',
  integer: 'integers',
  number: 'numbers',
  date: 'dates',
  'datetime-local': 'dates with time',
  'datetime-utc': 'dates with time',
  geopoint: 'points',
};

/** Names the cells that make a column text, unless they are codes: digits with leading zeros, or too long for a number. */
async function mixedTypes(
  connection: DuckDBConnection,
  rows: string,
  column: Column,
  type: Guess,
): Promise<Warning | undefined> {
  const text = identifier(column.id);
  const is = accepts(column, type);
  const [found] = await rowsOf<{ filled: bigint; odd: bigint; codes: bigint }>(
    connection,
    `SELECT count(${text}) AS filled, count_if(NOT ${is}) AS odd,
       count_if(regexp_full_match(${text}, '[+]?[0-9]+')) FILTER (NOT ${is}) AS codes FROM ${rows}`,
  );
  if (found === undefined || found.codes > 0 || Number(found.odd) > Number(found.filled) * (1 - MAJORITY))
    return undefined;
  const first = await rowsOf<{ row: bigint; value: string }>(
    connection,
    `SELECT "row", ${text}[:40] AS value FROM ${rows} WHERE NOT ${is} ORDER BY "row" LIMIT 3`,
  );
  const cells = first.map(({ row, value }) => `row ${row} "${value}"`).join(', ');
  const message = `${found.odd} of ${found.filled} cells of "${column.title}" are not ${kinds[type]}, so the column stays text: ${cells}`;
  return { code: 'mixed-types', message, count: Number(found.odd) };
}
