/** The first rows as JSON: public even for conditional data, so cells of columns that are not public are null in it. */
import type { DuckDBConnection } from '@duckdb/node-api';
import type { Row } from '../../domain/version.ts';
import type { Table } from './read-table.ts';
import { scalar } from './scalar.ts';
import { parquet } from './table/aggregate.ts';
import { jsonList } from './table/fields.ts';

const SAMPLE_ROWS = 20;

export async function sampleRows(
  connection: DuckDBConnection,
  table: Table,
  hidden: ReadonlySet<string> = new Set(),
): Promise<Row[]> {
  const result = await connection.run(
    `SELECT ${jsonList(table.columns)} FROM ${parquet(table.staged.path)} LIMIT ${SAMPLE_ROWS}`,
  );
  const shown = table.columns.map(
    ({ field }) =>
      (field.sensitivity === 'public' || field.sensitivity === 'internal') && !hidden.has(field.name),
  );
  return (await result.getRowsJS()).map((cells) =>
    Object.fromEntries(
      table.columns.map(({ field }, at) => [field.name, shown[at] ? scalar(cells[at]) : null]),
    ),
  );
}
