import type { DuckDBConnection } from '@duckdb/node-api';
import { identifier, literal } from '../../duckdb.ts';

/** Columns asked of in one query: enough to read a usual table once, few enough to plan a wide one quickly. */
const COLUMNS_AT_ONCE = 100;

/** The staged table as a SQL source. `row` counts from 1 below the header. */
export function stagedRows(path: string): string {
  return `(SELECT *, file_row_number + 1 AS "row" FROM read_parquet(${literal(path)}, file_row_number = true))`;
}

export function parquet(path: string): string {
  return `read_parquet(${literal(path)})`;
}

/**
 * Asks one number of each measure, in one pass over each column. Measures of the same column should stand together.
 * @param from a SQL table expression.
 */
export async function measure(
  connection: DuckDBConnection,
  from: string,
  sqls: readonly string[],
): Promise<number[]> {
  const answers: number[] = [];
  for (let at = 0; at < sqls.length; at += COLUMNS_AT_ONCE * 4) {
    const part = sqls.slice(at, at + COLUMNS_AT_ONCE * 4);
    const list = part.map((sql, index) => `(${sql})::DOUBLE AS ${identifier(`m${index}`)}`).join(', ');
    const result = await connection.run(`SELECT ${list} FROM ${from}`);
    const [row = []] = await result.getRowsJS();
    answers.push(...row.map(Number));
  }
  return answers;
}
