import type { DuckDBConnection } from '@duckdb/node-api';
import { identifier } from '../../duckdb.ts';
import { measure } from './aggregate.ts';

/** A condition on the SQL of one text. */
export type Predicate = (text: string) => string;

/** Beyond, planning a condition for every column takes longer than turning the columns into rows. */
const FEW_COLUMNS = 30;
/** Columns turned into rows at once. */
const MANY_COLUMNS = 250;

/**
 * How many filled cells of each column satisfy each predicate, in the order of the predicates.
 * @param from a SQL table expression with the columns `ids`.
 */
export async function countCells(
  connection: DuckDBConnection,
  from: string,
  ids: readonly string[],
  predicates: readonly Predicate[],
): Promise<ReadonlyMap<string, readonly number[]>> {
  if (ids.length <= FEW_COLUMNS) return countByColumn(connection, from, ids, predicates);
  const counts = new Map<string, readonly number[]>(ids.map((id) => [id, predicates.map(() => 0)]));
  for (let at = 0; at < ids.length; at += MANY_COLUMNS) {
    const names = ids
      .slice(at, at + MANY_COLUMNS)
      .map(identifier)
      .join(', ');
    const counted = predicates.map((predicate) => `count_if(${predicate('cell')})::DOUBLE`).join(', ');
    const result = await connection.run(
      `SELECT id, ${counted} FROM (UNPIVOT (SELECT ${names} FROM ${from}) ON ${names} INTO NAME id VALUE cell) GROUP BY id`,
    );
    for (const [id, ...numbers] of await result.getRowsJS()) counts.set(String(id), numbers.map(Number));
  }
  return counts;
}

async function countByColumn(
  connection: DuckDBConnection,
  from: string,
  ids: readonly string[],
  predicates: readonly Predicate[],
): Promise<ReadonlyMap<string, readonly number[]>> {
  const sqls = ids.flatMap((id) =>
    predicates.map((predicate) => `count_if(${identifier(id)} IS NOT NULL AND ${predicate(identifier(id))})`),
  );
  const numbers = await measure(connection, from, sqls);
  const width = predicates.length;
  return new Map(ids.map((id, at) => [id, numbers.slice(at * width, (at + 1) * width)]));
}
