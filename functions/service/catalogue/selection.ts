/** Questions to the snapshot that say their condition in SQL: made by compilers of other grammars, values always bound. */
import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import type { CatalogueEntry } from '../../domain/version.ts';
import { parseDocument } from './document.ts';

/** Over `entries`; whoever makes one lets no text of an asker into `sql`. */
export interface Condition {
  readonly sql: string;
  readonly values: readonly SQLInputValue[];
}

/** An SQL ordering made of known columns; `score` is known where `match` is given, smaller is better. */
export interface Selection {
  readonly condition: Condition;
  /** An FTS5 expression that entries must satisfy, and by which they are scored. */
  readonly match?: string;
  readonly order: string;
  readonly limit: number;
  readonly offset: number;
}

/** What entries can be counted by: an expression, and where it lives when an entry has several. */
export interface Dimension {
  readonly value: string;
  readonly join?: string;
}

const score = 'bm25(search, 10, 6, 1, 2)';

const scored = `(SELECT rowid AS found, ${score} AS score FROM search WHERE search MATCH ?) JOIN entries ON entries.row = found`;
/** Whoever only counts needs no score, which costs more than finding. */
const counted =
  '(SELECT rowid AS found FROM search WHERE search MATCH ?) JOIN entries ON entries.row = found';

const valuesOf = ({ condition, match }: Pick<Selection, 'condition' | 'match'>): SQLInputValue[] => [
  ...(match === undefined ? [] : [match]),
  ...condition.values,
];

export function bothOf(conditions: readonly Condition[]): Condition {
  return {
    sql: conditions.map(({ sql }) => `(${sql})`).join(' AND ') || '1',
    values: conditions.flatMap(({ values }) => values),
  };
}

export function countSelected(
  database: DatabaseSync,
  selection: Pick<Selection, 'condition' | 'match'>,
): number {
  const sql = `SELECT count(*) AS total FROM ${selection.match === undefined ? 'entries' : counted} WHERE ${selection.condition.sql}`;
  return Number(database.prepare(sql).get(...valuesOf(selection))?.total);
}

/** Chosen and ordered by what stands in the index; documents are read of those alone that are told. */
export function selectEntries(database: DatabaseSync, selection: Selection): readonly CatalogueEntry[] {
  const document = database.prepare('SELECT document FROM entries WHERE id = ?');
  return selectIds(database, selection).map((id) =>
    parseDocument<CatalogueEntry>(document.get(id)?.document),
  );
}

/** Their ids alone, which is enough for lists of names. */
export function selectIds(database: DatabaseSync, selection: Selection): readonly string[] {
  const { condition, match, order, limit, offset } = selection;
  const sql = `SELECT entries.id AS id FROM ${match === undefined ? 'entries' : scored} WHERE ${condition.sql} ORDER BY ${order} LIMIT ? OFFSET ?`;
  const rows = database.prepare(sql).all(...valuesOf(selection), limit, offset);
  return rows.map(({ id }) => String(id));
}

/** How many of the selected entries have each value, the most frequent first. */
export function countBy(
  database: DatabaseSync,
  { value, join = '' }: Dimension,
  selection: Pick<Selection, 'condition' | 'match'>,
): readonly { readonly value: string; readonly count: number }[] {
  const sql = `SELECT ${value} AS value, count(*) AS count FROM ${selection.match === undefined ? 'entries' : counted} ${join}
    WHERE ${selection.condition.sql} GROUP BY 1 ORDER BY 2 DESC, 1`;
  const rows = database.prepare(sql).all(...valuesOf(selection));
  return rows.map((row) => ({ value: String(row.value), count: Number(row.count) }));
}
