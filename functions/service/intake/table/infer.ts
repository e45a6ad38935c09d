/**
 * Finds the type of every undeclared column. The first rows suggest a type; then all rows must agree with it, so
 * that nothing is lost: a column with a single cell of another kind stays text, and a warning names such cells.
 */
import type { DuckDBConnection } from '@duckdb/node-api';
import { identifier, rowsOf } from '../../duckdb.ts';
import type { Staged } from '../context.ts';
import type { Warning } from '../refusal.ts';
import { parquet, stagedRows } from './aggregate.ts';
import type { Column } from './columns.ts';
import { countCells } from './count-cells.ts';
import { accepts, chain, type Guess, guessesFor, isPossible, plural } from './guesses.ts';
import type { ReadAs } from './types.ts';

/** Cells of the first rows, and rows at most. */
const SAMPLE_CELLS = 500_000;
const SAMPLE_ROWS = 20_480;
/** From this share on, the cells of another kind are worth a warning. */
const MAJORITY = 0.9;

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
  const rows = parquet(staged.path);
  const asked = await asks(connection, rows, staged, columns);
  const odd = await countOdd(connection, rows, asked);
  const readAs = new Map<string, ReadAs>();
  const warnings: Warning[] = [];
  let oddCells = 0;
  for (const { column, types } of asked) {
    const fits = types.find((type) => odd.get(`${column.id} ${type}`) === 0);
    readAs.set(column.id, fits ?? 'string');
    const closest = types.at(-1);
    if (fits !== undefined || closest === undefined) continue;
    const warning = await mixedTypes(connection, stagedRows(staged.path), column, closest);
    if (warning === undefined) continue;
    warnings.push(warning);
    oddCells += warning.count;
  }
  return { readAs, warnings, oddCells };
}

/** A column with the types to be tried on all rows, the first preferred; none for what is text anyway. */
interface Ask {
  readonly column: Column;
  readonly types: readonly Guess[];
}

async function asks(
  connection: DuckDBConnection,
  rows: string,
  { groupRows }: Pick<Staged, 'groupRows'>,
  columns: readonly Column[],
): Promise<Ask[]> {
  const count = Math.min(SAMPLE_ROWS, groupRows, Math.ceil(SAMPLE_CELLS / columns.length));
  const first = await guess(connection, `(SELECT * FROM ${rows} LIMIT ${count})`, columns);
  // A column that is empty so far is asked of throughout.
  const empty = columns.filter(({ id }) => first.get(id) === 'empty');
  const later = empty.length === 0 ? first : await guess(connection, rows, empty);
  return columns.map((column) => {
    const found = later.get(column.id) ?? first.get(column.id);
    return { column, types: found === undefined || found === 'empty' ? [] : chain(found, column.kind) };
  });
}

/** What at least nine tenths of each column's filled cells are. */
async function guess(
  connection: DuckDBConnection,
  from: string,
  columns: readonly Column[],
): Promise<Map<string, Guess | 'empty'>> {
  const found = new Map<string, Guess | 'empty'>();
  for (const [kind, alike] of Map.groupBy(columns, (column) => column.kind)) {
    const types = guessesFor(kind);
    const predicates = ['true' as const, ...types].map(
      (type) => (text: string) => (type === 'true' ? 'true' : accepts(type, kind, text)),
    );
    const counts = await countCells(
      connection,
      from,
      alike.map(({ id }) => id),
      predicates,
    );
    for (const column of alike) {
      const [filled = 0, ...hits] = counts.get(column.id) ?? [];
      const possible = types.map((type, at) => (isPossible(type, column) ? (hits[at] ?? 0) : 0));
      const most = Math.max(...possible);
      const best = types[possible.indexOf(most)];
      if (filled === 0) found.set(column.id, 'empty');
      else if (best !== undefined && most > 0 && most >= filled * MAJORITY) found.set(column.id, best);
    }
  }
  return found;
}

/** Cells of all rows that are not of the type, by `{column} {type}`. */
async function countOdd(
  connection: DuckDBConnection,
  rows: string,
  asked: readonly Ask[],
): Promise<ReadonlyMap<string, number>> {
  const odd = new Map<string, number>();
  const single = asked.flatMap(({ column, types }) => types.map((type) => ({ column, type })));
  const alike = Map.groupBy(single, ({ column, type }) => `${column.kind} ${type}`);
  for (const group of alike.values()) {
    const [
      {
        column: { kind },
        type,
      },
    ] = group as [(typeof group)[number]];
    const not = (text: string) => `NOT ${accepts(type, kind, text)}`;
    const counts = await countCells(
      connection,
      rows,
      group.map(({ column }) => column.id),
      [not],
    );
    for (const [id, [count = 0]] of counts) odd.set(`${id} ${type}`, count);
  }
  return odd;
}

/** Names the cells that make a column text, unless they are codes: digits with leading zeros, or too long for a number. */
async function mixedTypes(
  connection: DuckDBConnection,
  rows: string,
  column: Column,
  type: Guess,
): Promise<Warning | undefined> {
  const text = identifier(column.id);
  const is = accepts(type, column.kind, text);
  const [found] = await rowsOf<{ filled: bigint; odd: bigint; codes: bigint }>(
    connection,
    `SELECT count(${text}) AS filled, count_if(${text} IS NOT NULL AND NOT ${is}) AS odd,
       count_if(regexp_full_match(${text}, '[+]?[0-9]+')) FILTER (NOT ${is}) AS codes FROM ${rows}`,
  );
  if (found === undefined || found.codes > 0 || Number(found.odd) > Number(found.filled) * (1 - MAJORITY))
    return undefined;
  const first = await rowsOf<{ row: bigint; value: string }>(
    connection,
    `SELECT "row", ${text}[:40] AS value FROM ${rows} WHERE ${text} IS NOT NULL AND NOT ${is} ORDER BY "row" LIMIT 3`,
  );
  const cells = first.map(({ row, value }) => `row ${row} "${value}"`).join(', ');
  const message = `${found.odd} of ${found.filled} cells of "${column.title}" are not ${plural[type]}, so the column stays text: ${cells}`;
  return { code: 'mixed-types', message, about: [column.title], count: Number(found.odd) };
}
