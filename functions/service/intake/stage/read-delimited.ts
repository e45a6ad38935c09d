import type { DuckDBConnection } from '@duckdb/node-api';
import { literal } from '../../duckdb.ts';
import type { SourceFile } from '../context.ts';
import type { Dialect } from '../detect/records.ts';
import { type Refused, refuse } from '../refusal.ts';
import { isUnreadable, readable, type Unreadable } from './reason.ts';
import { groupOptions } from './row-groups.ts';

/** Four times the longest record: smaller than DuckDB's own choice, for the sake of memory. */
const BUFFER_BYTES = 8_000_000;

export interface Reading {
  readonly source: string;
  readonly target: string;
  readonly dialect: Dialect;
  readonly columns: number;
  readonly header: boolean;
  /** Blank lines above the header. */
  readonly skip: number;
  /** What the scanner counted. */
  readonly rows: number;
  readonly mixedBreaks: boolean;
  readonly groupRows: number;
}

/**
 * Reads the file into the staged Parquet file, in parallel. Where DuckDB disagrees with the scanner about the number
 * of rows it reads once more on one thread; a file on which they then still differ is refused.
 */
export async function readDelimited(
  connection: DuckDBConnection,
  reading: Reading,
  file: SourceFile,
): Promise<Refused | undefined> {
  let answer: number | Unreadable = reading.rows;
  for (const parallel of reading.mixedBreaks ? [false] : [true, false]) {
    answer = await readable(attempt(connection, reading, parallel), file, reading.source);
    if (answer === reading.rows) return undefined;
  }
  const message = isUnreadable(answer)
    ? `The file cannot be read as CSV: ${answer.reason}`
    : `The file reads as ${reading.rows} rows or as ${answer}, depending on the reader. Save it again as CSV after RFC 4180.`;
  return refuse('unreadable-table', file.name, message);
}

async function attempt(connection: DuckDBConnection, reading: Reading, parallel: boolean): Promise<number> {
  const { dialect } = reading;
  const ids = Array.from({ length: reading.columns }, (_, at) => `c${at}`);
  const options = [
    'auto_detect = false',
    `header = ${reading.header}`,
    `skip = ${reading.skip}`,
    `delim = ${literal(dialect.delimiter)}`,
    `quote = ${literal(dialect.quote)}`,
    `escape = ${literal(dialect.quote)}`,
    `strict_mode = ${!reading.mixedBreaks}`,
    `parallel = ${parallel}`,
    `buffer_size = ${BUFFER_BYTES}`,
    "nullstr = ''",
    `columns = {${ids.map((id) => `${literal(id)}: 'VARCHAR'`).join(', ')}}`,
  ];
  const sql = `COPY (SELECT * FROM read_csv(${literal(reading.source)}, ${options.join(', ')}))
    TO ${literal(reading.target)} (FORMAT parquet, COMPRESSION lz4_raw, ${groupOptions(reading.columns, reading.groupRows)})`;
  const result = await connection.run(sql);
  return result.rowsChanged;
}
