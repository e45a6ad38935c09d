/** What changed since the latest version: rows by the declared key, else as whole rows, counted like a multiset. */
import type { DuckDBConnection } from '@duckdb/node-api';
import type { Field } from '../../domain/dataset.ts';
import type { Difference } from '../../domain/version.ts';
import { identifier, rowsOf } from '../duckdb.ts';
import type { IntakeInput } from './contract.ts';
import { parquet } from './table/aggregate.ts';

type Previous = NonNullable<IntakeInput['previous']>;

/** @param path the typed Parquet file of the new version. Undefined when there is no table to compare with. */
export async function differenceFrom(
  connection: DuckDBConnection,
  previous: Previous | undefined,
  path: string,
  fields: readonly Field[],
  primaryKey: readonly string[] | undefined,
): Promise<Difference | undefined> {
  if (previous?.parquet === undefined) return undefined;
  const before = new Map(previous.fields.map((field) => [field.name, field.type]));
  const now = new Map(fields.map((field) => [field.name, field.type]));
  const common = [...now.keys()].filter((name) => before.has(name));
  const key = primaryKey?.every((name) => common.includes(name)) ? primaryKey : undefined;
  const values = comparable(common, before, now);
  const sides = `(SELECT 0 AS side, ${values} FROM ${parquet(previous.parquet)}
    UNION ALL SELECT 1 AS side, ${values} FROM ${parquet(path)})`;
  const rows = key ? await byKey(connection, sides, key, common) : await byRow(connection, sides, common);
  return {
    from: previous.number,
    ...rows,
    columnsAdded: [...now.keys()].filter((name) => !before.has(name)),
    columnsRemoved: [...before.keys()].filter((name) => !now.has(name)),
    columnsRetyped: common.filter((name) => before.get(name) !== now.get(name)),
  };
}

type Types = ReadonlyMap<string, Field['type']>;
const numeric = new Set<Field['type'] | undefined>(['integer', 'number', 'year']);

/** As text, and numbers as numbers, so that a column whose type changed still compares where its values are the same. */
function comparable(names: readonly string[], before: Types, now: Types): string {
  if (names.length === 0) return "'' AS nothing";
  const values = names.map((name) => {
    const numbers = numeric.has(before.get(name)) && numeric.has(now.get(name));
    return `${identifier(name)}${numbers ? '::DOUBLE' : ''}::VARCHAR AS ${identifier(name)}`;
  });
  return values.join(', ');
}

type Counts = Pick<Difference, 'rowsAdded' | 'rowsRemoved' | 'rowsChanged'>;

async function byKey(
  connection: DuckDBConnection,
  sides: string,
  key: readonly string[],
  common: readonly string[],
): Promise<Counts> {
  const keys = key.map(identifier).join(', ');
  const others = common.filter((name) => !key.includes(name)).map(identifier);
  const content = others.length === 0 ? '0' : `hash(${others.join(', ')})`;
  const [counts] = await rowsOf<Record<'added' | 'removed' | 'changed', bigint>>(
    connection,
    `SELECT count_if(old IS NULL) AS added, count_if(new IS NULL) AS removed, count_if(old <> new) AS changed
     FROM (SELECT max(${content}) FILTER (side = 0) AS old, max(${content}) FILTER (side = 1) AS new
           FROM ${sides} GROUP BY ${keys})`,
  );
  return {
    rowsAdded: Number(counts?.added),
    rowsRemoved: Number(counts?.removed),
    rowsChanged: Number(counts?.changed),
  };
}

async function byRow(
  connection: DuckDBConnection,
  sides: string,
  common: readonly string[],
): Promise<Counts> {
  const content = common.length === 0 ? '0' : `hash(${common.map(identifier).join(', ')})`;
  const [counts] = await rowsOf<Record<'added' | 'removed', number | null>>(
    connection,
    `SELECT sum(greatest(more, 0))::DOUBLE AS added, sum(greatest(-more, 0))::DOUBLE AS removed
     FROM (SELECT count_if(side = 1) - count_if(side = 0) AS more FROM ${sides} GROUP BY ${content})`,
  );
  return { rowsAdded: Number(counts?.added), rowsRemoved: Number(counts?.removed), rowsChanged: null };
}
