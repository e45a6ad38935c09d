/** The distributions DuckDB writes from the staged table. Rows keep their order; the same table gives the same bytes. */
import type { DuckDBConnection } from '@duckdb/node-api';
import { literal } from '../../duckdb.ts';
import { groupOptions, WIDE_COLUMNS } from '../stage/row-groups.ts';
import { parquet } from '../table/aggregate.ts';
import { jsonList, type ReadColumn, textList, typedList } from '../table/fields.ts';
import { writeWideJson } from './wide-json.ts';

export interface TableSource {
  /** The staged Parquet file. */
  readonly staged: string;
  readonly rows: number;
  readonly groupRows: number;
  readonly columns: readonly ReadColumn[];
}

/** UTF-8 without a mark, LF, quoted where needed, empty for null. Numbers stand as they were delivered. */
export async function writeCsv(
  connection: DuckDBConnection,
  table: TableSource,
  target: string,
): Promise<void> {
  await connection.run(
    `COPY (SELECT ${textList(table.columns)} FROM ${parquet(table.staged)})
     TO ${literal(target)} (FORMAT csv, HEADER true, DELIMITER ',', QUOTE '"', ESCAPE '"', NULLSTR '')`,
  );
}

/** One object a line; numbers and booleans typed, dates ISO text, null for empty. */
export async function writeJsonLines(
  connection: DuckDBConnection,
  table: TableSource,
  target: string,
): Promise<void> {
  if (table.columns.length > WIDE_COLUMNS) return writeWideJson(connection, table, target);
  await connection.run(
    `COPY (SELECT ${jsonList(table.columns)} FROM ${parquet(table.staged)}) TO ${literal(target)} (FORMAT json)`,
  );
}

/**
 * Typed, ZSTD, in row groups small enough for ranged reads. The positional join cuts the rows into even vectors, so
 * that the groups do not depend on how DuckDB's threads shared the reading of the source.
 */
export async function writeParquet(
  connection: DuckDBConnection,
  table: TableSource,
  target: string,
): Promise<void> {
  const rows = `${parquet(table.staged)} POSITIONAL JOIN range(${table.rows}) AS even(row_index)`;
  await connection.run(
    `COPY (SELECT ${typedList(table.columns)} FROM ${rows}) TO ${literal(target)}
     (FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 1, ${groupOptions(table.columns.length, table.groupRows)})`,
  );
}
