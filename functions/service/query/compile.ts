/**
 * From a checked query to SQL. Values and the file's path are always bound; identifiers come only from the
 * table's schema. Pure: nothing here runs anything.
 */

import type { RowOperator } from '../../domain/row-operators.ts';
import { identifier, literal } from '../duckdb.ts';
import { cellText, cellValue } from './cells.ts';
import type { FieldType, Filter, OutputColumn, Query, QueryField, Sort } from './query.ts';

export interface Statement {
  readonly sql: string;
  readonly values: readonly string[];
}

/** Where a page begins: behind this row, whose sort keys these are. */
export interface Position {
  readonly row: number;
  readonly keys: readonly (string | null)[];
}

/** The table in hand: a local Parquet file and the rows of it that the asker may see. */
export interface QuerySource {
  readonly path: string;
  /** Conditions of a grant; they hold whatever the query says. */
  readonly rowFilter?: readonly Filter[];
  /** Groups with fewer rows, or with fewer filled cells of a column that is aggregated, are left out. */
  readonly minGroup?: number;
}

/** What values cast to; what is stored may be narrower. */
const sqlTypes: Readonly<Record<FieldType, string>> = {
  string: 'VARCHAR',
  geopoint: 'VARCHAR',
  integer: 'BIGINT',
  number: 'DOUBLE',
  boolean: 'BOOLEAN',
  date: 'DATE',
  datetime: 'TIMESTAMP',
  year: 'BIGINT',
};

const value = (type: FieldType): string =>
  sqlTypes[type] === 'VARCHAR' ? '?' : `CAST(? AS ${sqlTypes[type]})`;
/** Qualified, so that a column of the data is never taken for one of our aliases. */
const name = (field: QueryField): string => `t.${identifier(field.name)}`;

const conditions: Readonly<Record<RowOperator, (filter: Filter) => string>> = {
  exact: ({ field }) => `${name(field)} = ${value(field.type)}`,
  differs: ({ field }) => `${name(field)} IS DISTINCT FROM ${value(field.type)}`,
  contains: ({ field }) => `contains(lower(${name(field)}), lower(?))`,
  in: (filter) => `${name(filter.field)} IN (${list(filter)})`,
  notin: (filter) => `${name(filter.field)} NOT IN (${list(filter)})`,
  less: ({ field }) => `${name(field)} <= ${value(field.type)}`,
  greater: ({ field }) => `${name(field)} >= ${value(field.type)}`,
  strictly_less: ({ field }) => `${name(field)} < ${value(field.type)}`,
  strictly_greater: ({ field }) => `${name(field)} > ${value(field.type)}`,
  isnull: ({ field }) => `${name(field)} IS NULL`,
  isnotnull: ({ field }) => `${name(field)} IS NOT NULL`,
};

const list = ({ field, values }: Filter): string => values.map(() => value(field.type)).join(', ');

/** `FROM … WHERE …` of every statement, with its values in order. */
function from(query: Query, source: QuerySource, further: Statement = { sql: '', values: [] }): Statement {
  const filters = [...(source.rowFilter ?? []), ...query.filters];
  const wheres = filters.map((filter) => `(${conditions[filter.operator](filter)})`);
  const words = occurring(query);
  for (const { sql } of [words, further]) if (sql) wheres.push(sql);
  const where = wheres.length > 0 ? ` WHERE ${wheres.join(' AND ')}` : '';
  const values = [
    source.path,
    ...filters.flatMap((filter) => filter.values),
    ...words.values,
    ...further.values,
  ];
  return { sql: `FROM read_parquet(?) AS t${where}`, values };
}

/** Every word in some field. */
function occurring({ words }: Query): Statement {
  const { all = [], fields = [] } = words ?? {};
  if (all.length === 0) return { sql: '', values: [] };
  const cells = fields.map((field) => `contains(lower(CAST(${name(field)} AS VARCHAR)), lower(?))`);
  const one = `(${cells.join(' OR ') || 'false'})`;
  return { sql: all.map(() => one).join(' AND '), values: all.flatMap((word) => fields.map(() => word)) };
}

const row = 't.file_row_number';

/** Columns of the inner select are called $0, $1, … and $r: no field has such a name, as fields begin with a letter or `_`. */
const alias = (index: number): string => `"$${index}"`;
const rowAlias = '"$r"';

function orderBy(sorts: readonly Sort[], expression: (sort: Sort) => string): string {
  return sorts.map((sort) => `${expression(sort)} ${sort.descending ? 'DESC' : 'ASC'} NULLS LAST`).join(', ');
}

/**
 * The rows of an answer as a sub-select with columns $0, $1, …, in their order. Plain rows keep the order of the
 * file, which DuckDB preserves, or are sorted with ties in that order; groups are ordered by all their columns.
 */
function selectRows(query: Query, source: QuerySource, position?: Position): Statement {
  if (query.aggregated) return selectGroups(query, source);
  const cells = query.columns.map(({ field }, index) => `${name(field)} AS ${alias(index)}`);
  const { sql, values } = from(query, source, position && after(query.sorts, position));
  const order =
    query.sorts.length > 0
      ? ` ORDER BY ${orderBy(query.sorts, ({ column }) => name(column.field))}, ${row}`
      : '';
  return { sql: `SELECT ${[...cells, `${row} AS ${rowAlias}`].join(', ')} ${sql}${order}`, values };
}

function selectGroups(query: Query, source: QuerySource): Statement {
  const cells = query.columns.map((column, index) => `${groupCell(column)} AS ${alias(index)}`);
  const groups = query.columns.flatMap((column, index) => (column.aggregate ? [] : [alias(index)]));
  const groupBy = groups.length > 0 ? ` GROUP BY ${groups.join(', ')}` : '';
  const aliasOf = ({ column }: Sort): string => alias(query.columns.indexOf(column));
  const rest: Sort[] = query.columns
    .filter((column) => !column.aggregate && query.sorts.every((sort) => sort.column !== column))
    .map((column) => ({ column, descending: false }));
  const sorts = [...query.sorts, ...rest];
  const order = sorts.length > 0 ? ` ORDER BY ${orderBy(sorts, aliasOf)}` : '';
  const { sql, values } = from(query, source);
  const having = largeEnough(query, source);
  return {
    sql: `SELECT ${cells.join(', ')} ${sql}${groupBy}${having.sql}${order}`,
    values: [...values, ...having.values],
  };
}

/** Holds for the one group of a question without `groupby` too. */
function largeEnough({ columns }: Query, { minGroup }: QuerySource): Statement {
  if (minGroup === undefined) return { sql: '', values: [] };
  const filled = columns.flatMap(({ field, aggregate }) => (aggregate ? [`count(${name(field)})`] : []));
  const counts = ['count(*)', ...new Set(filled)];
  return {
    sql: ` HAVING ${counts.map((count) => `${count} >= CAST(? AS BIGINT)`).join(' AND ')}`,
    values: counts.map(() => String(minGroup)),
  };
}

/** Sums of floating-point numbers are compensated: the same answer whatever the number of threads. */
function groupCell({ field, aggregate }: OutputColumn): string {
  if (!aggregate) return name(field);
  const isFloating = field.type === 'number';
  const fn = aggregate === 'avg' ? 'favg' : aggregate === 'sum' && isFloating ? 'fsum' : aggregate;
  return `${fn}(${name(field)})`;
}

/** Rows behind `position` in the order of `sorts`, ties broken by the row's place in the file. */
function after(sorts: readonly Sort[], position: Position): Statement {
  const alternatives: Statement[] = [];
  const equal: Statement[] = [];
  for (const [index, { column, descending }] of sorts.entries()) {
    const key = position.keys[index] ?? null;
    const cell = name(column.field);
    if (key !== null) {
      const behind = `(${cell} ${descending ? '<' : '>'} ${value(column.type)} OR ${cell} IS NULL)`;
      alternatives.push(allOf([...equal, { sql: behind, values: [key] }]));
    }
    equal.push(
      key === null
        ? { sql: `${cell} IS NULL`, values: [] }
        : { sql: `${cell} = ${value(column.type)}`, values: [key] },
    );
  }
  const behindRow = { sql: `${row} > CAST(? AS BIGINT)`, values: [String(position.row)] };
  alternatives.push(allOf([...equal, behindRow]));
  const sql = `(${alternatives.map((each) => each.sql).join(' OR ')})`;
  return { sql, values: alternatives.flatMap((each) => each.values) };
}

function allOf(parts: readonly Statement[]): Statement {
  return {
    sql: `(${parts.map((part) => part.sql).join(' AND ')})`,
    values: parts.flatMap((part) => part.values),
  };
}

/** At most `limit` rows as JSON objects in `line`, with their row numbers in `r` (0 for groups). */
export function pageStatement(
  query: Query,
  source: QuerySource,
  page: { readonly limit: number; readonly position?: Position; readonly offset?: number },
): Statement {
  const rows = selectRows(query, source, page.position);
  const bounds = ' LIMIT CAST(? AS BIGINT) OFFSET CAST(? AS BIGINT)';
  const r = query.aggregated ? '0' : `CAST(${rowAlias} AS DOUBLE)`;
  return {
    sql: `SELECT ${jsonLine(query)} AS line, ${r} AS r FROM (${rows.sql}${bounds})`,
    values: [...rows.values, String(page.limit), String(page.offset ?? 0)],
  };
}

/** How many rows the whole answer has, as `total`. */
export function countStatement(query: Query, source: QuerySource): Statement {
  if (!query.aggregated) {
    const { sql, values } = from(query, source);
    return { sql: `SELECT CAST(count(*) AS DOUBLE) AS total ${sql}`, values };
  }
  const { sql, values } = selectGroups(query, source);
  return { sql: `SELECT CAST(count(*) AS DOUBLE) AS total FROM (${sql})`, values };
}

/** What the answer of `keysStatement` calls its columns. */
export const keyAlias = (index: number): string => `c${index}`;

/** The sort keys of one visible row, as texts; no row when the query does not show it. */
export function keysStatement(query: Query, source: QuerySource, rowNumber: number): Statement {
  const keys = query.sorts.map(
    ({ column }, index) => `CAST(${name(column.field)} AS VARCHAR) AS ${keyAlias(index)}`,
  );
  const here = { sql: `${row} = CAST(? AS BIGINT)`, values: [String(rowNumber)] };
  const { sql, values } = from(query, source, here);
  return { sql: `SELECT ${['1 AS found', ...keys].join(', ')} ${sql}`, values };
}

/** All rows of the answer, each a JSON object in `line`. */
export function jsonStatement(query: Query, source: QuerySource): Statement {
  const { sql, values } = selectRows(query, source);
  return { sql: `SELECT ${jsonLine(query)} AS line FROM (${sql})`, values };
}

/** All rows, each a record of a CSV file (RFC 4180) in `line`. */
export function csvStatement(query: Query, source: QuerySource, escapeFormulas: boolean): Statement {
  const { sql, values } = selectRows(query, source);
  const cells = query.columns.map((column, index) => cellText(column, alias(index), escapeFormulas));
  return { sql: `SELECT concat_ws(',', ${cells.join(', ')}) AS line FROM (${sql})`, values };
}

/** All rows with columns under their own names, for DuckDB's own writers. */
export function tableStatement(query: Query, source: QuerySource): Statement {
  const { sql, values } = selectRows(query, source);
  const cells = query.columns.map((column, index) => `${alias(index)} AS ${identifier(column.name)}`);
  return { sql: `SELECT ${cells.join(', ')} FROM (${sql})`, values };
}

function jsonLine(query: Query): string {
  const cells = query.columns.map(
    (column, index) => `${literal(column.name)}, ${cellValue(column, alias(index))}`,
  );
  return `CAST(json_object(${cells.join(', ')}) AS VARCHAR)`;
}
