/**
 * JSON Lines of a very wide table within bounded memory: each slice of the columns is written as the inside of an
 * object first, then the slices are joined, row by row.
 */
import { rm } from 'node:fs/promises';
import type { DuckDBConnection } from '@duckdb/node-api';
import { identifier, literal } from '../../duckdb.ts';
import { VECTOR_ROWS, WIDE_COLUMNS } from '../stage/row-groups.ts';
import { parquet } from '../table/aggregate.ts';
import { jsonList } from '../table/fields.ts';
import type { TableSource } from './tables.ts';

export async function writeWideJson(
  connection: DuckDBConnection,
  table: TableSource,
  target: string,
): Promise<void> {
  const slices: string[] = [];
  for (let at = 0; at < table.columns.length; at += WIDE_COLUMNS) {
    const slice = `${target}.${slices.length}`;
    slices.push(slice);
    const values = jsonList(table.columns.slice(at, at + WIDE_COLUMNS));
    await connection.run(
      `COPY (SELECT (to_json(o)::VARCHAR)[2:-2] AS inside FROM (SELECT ${values} FROM ${parquet(table.staged)}) AS o)
       TO ${literal(slice)} (FORMAT parquet, COMPRESSION lz4_raw, ROW_GROUP_SIZE ${VECTOR_ROWS})`,
    );
  }
  const insides = slices.map((_, at) => identifier(`s${at}`));
  const joined = slices.map((slice, at) => `${parquet(slice)} AS ${insides[at]}`).join(' POSITIONAL JOIN ');
  const row = insides.map((inside) => `${inside}.inside`).join(", ',', ");
  // JSON escapes every control sign, so a delimiter of one never asks for a quote.
  await connection.run(
    `COPY (SELECT concat('{', ${row}, '}') FROM ${joined})
     TO ${literal(target)} (FORMAT csv, HEADER false, DELIMITER '\u0001', QUOTE '', ESCAPE '')`,
  );
  for (const slice of slices) await rm(slice);
}
