/** One page of the rows that a question finds in an open table. */
import type { Catalogue } from '../catalogue/catalogue.ts';
import { sha256 } from '../event-log.ts';
import type { Blobs } from '../ports.ts';
import { countStatement, keysStatement, type Position, pageStatement } from './compile.ts';
import { type Cursor, decodeCursor, encodeCursor, questionOf } from './cursor.ts';
import type { Engine } from './engine.ts';
import { type OpenedTable, type OpenTable, openTable, type Refused } from './open-table.ts';
import { parseQuery } from './parse-query.ts';
import type { ParameterError, Query, QueryField } from './query.ts';
import { smallGroupFaults } from './small-groups.ts';

export interface QueryDeps {
  readonly catalogue: () => Catalogue;
  readonly blobs: Blobs;
  readonly engine: Engine;
}

/** What is asked: the grammar's parameters apart from the platform's own. */
export interface TableQuestion {
  readonly id: string;
  readonly version?: number;
  readonly parameters: readonly (readonly [name: string, value: string])[];
}

export type Invalid = { readonly outcome: 'invalid'; readonly errors: readonly ParameterError[] };

/** A question that fits its table. */
export interface Asked {
  readonly outcome: 'asked';
  readonly table: OpenTable;
  readonly query: Query;
  readonly question: string;
}

/** Finds the table of a dataset: all of it for open data, the granted part of it for a key. */
export type TableFinder = (id: string, version?: number) => Promise<OpenedTable>;

/** The tables that anyone may ask. */
export const openTables =
  ({ catalogue, blobs }: Pick<QueryDeps, 'catalogue' | 'blobs'>): TableFinder =>
  (id, version) =>
    openTable(catalogue(), blobs, id, version);

/** Finds the table and checks the question against the fields that it shows to the asker. */
export async function ask(
  find: TableFinder,
  { id, version, parameters }: TableQuestion,
): Promise<Asked | Refused | Invalid> {
  const opened = await find(id, version);
  if (opened.outcome === 'refused') return opened;
  const { table } = opened;
  const visible: readonly QueryField[] = table.version.fields;
  const parsed = parseQuery(parameters, visible);
  if (parsed.outcome === 'invalid') return parsed;
  const faults = smallGroupFaults(parsed.query, table.minGroup);
  if (faults.length > 0) return { outcome: 'invalid', errors: faults };
  return { outcome: 'asked', table, query: parsed.query, question: questionOf(parsed.query) };
}

export interface RecordsPage {
  readonly outcome: 'page';
  readonly version: number;
  readonly total: number;
  /** Each a JSON object. */
  readonly rows: readonly string[];
  /** Absent on the last page. */
  readonly cursor?: string;
}

const wrongCursor = (message: string): Invalid => ({
  outcome: 'invalid',
  errors: [{ field: 'cursor', message }],
});

/** The version a cursor speaks of; undefined when the text is none. */
export const cursorOf = (text: string): Cursor | undefined => decodeCursor(text);

/** The page of `limit` rows behind `cursor`. Throws `QueryOutage`. */
export async function readPage(
  { engine }: Pick<QueryDeps, 'engine'>,
  { table, query, question }: Asked,
  page: { readonly limit: number; readonly cursor?: Cursor },
  signal: AbortSignal,
): Promise<RecordsPage | Invalid> {
  const { limit, cursor } = page;
  if (cursor && cursor.question !== question)
    return wrongCursor('this cursor continues another question: follow links.next as it is');
  const start = cursor ? await startOf(engine, table, query, cursor, signal) : {};
  if (!start) return wrongCursor('this cursor names no row of this answer: begin again without it');
  const rows = await engine.rows<{ line: string; r: number }>(
    pageStatement(query, table, { limit: limit + 1, ...start }),
    signal,
  );
  const isWhole = !cursor && rows.length <= limit;
  const total = isWhole ? rows.length : await countRows(engine, table, query, question, signal);
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const { number } = table.version;
  const told = isCounted(table, query) ? (cursor?.after ?? 0) + shown.length : Number(last?.r);
  return {
    outcome: 'page',
    version: number,
    total,
    rows: shown.map(({ line }) => line),
    ...(rows.length > limit && last && { cursor: encodeCursor({ version: number, question, after: told }) }),
  };
}

/** Groups have no place in the file, and the places of rows would tell how many hidden ones lie between them. */
const isCounted = ({ rowFilter }: OpenTable, { aggregated }: Query): boolean =>
  aggregated || rowFilter !== undefined;

/** Where the page begins; undefined when the cursor's row is not among the answer's. */
async function startOf(
  engine: Engine,
  table: OpenTable,
  query: Query,
  { after }: Cursor,
  signal: AbortSignal,
): Promise<{ offset: number } | { position: Position } | undefined> {
  if (isCounted(table, query)) return { offset: after };
  if (query.sorts.length === 0) return { position: { row: after, keys: [] } };
  const [found] = await engine.rows(keysStatement(query, table, after), signal);
  if (!found) return undefined;
  const keys = query.sorts.map((_, index) => found[`c${index}`]);
  return { position: { row: after, keys: keys.map((key) => (key === null ? null : String(key))) } };
}

const totalsKept = 10_000;

/** How many rows the whole answer has. Versions never change, so a total once counted stays true. */
export async function countRows(
  engine: Engine,
  table: OpenTable,
  query: Query,
  question: string,
  signal: AbortSignal,
): Promise<number> {
  if (!query.aggregated && query.filters.length === 0 && !table.rowFilter && table.version.rows !== null)
    return table.version.rows;
  const key = [table.sha256, question, scopeOf(table)].join(' ');
  const known = engine.totals.get(key);
  if (known !== undefined) return known;
  const [row] = await engine.rows<{ total: number }>(countStatement(query, table), signal);
  const total = Number(row?.total);
  if (engine.totals.size >= totalsKept) engine.totals.clear();
  engine.totals.set(key, total);
  return total;
}

/** What of the file counts: the same text for the same part of it. */
const scopeOf = ({ rowFilter, minGroup }: OpenTable): string =>
  rowFilter || minGroup ? sha256(JSON.stringify([rowFilter, minGroup])) : '';
