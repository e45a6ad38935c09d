/** A version's table as XLSX. Only for tables that people open in a spreadsheet. */
import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import type { DuckDBConnection } from '@duckdb/node-api';
import { streamRows } from '../../duckdb.ts';
import { parquet } from '../table/aggregate.ts';
import { countCells } from '../table/count-cells.ts';
import { textList } from '../table/fields.ts';
import type { ReadAs } from '../table/types.ts';
import type { TableSource } from './tables.ts';
import { CELL_CHARACTERS, type CellKind, type TextRows, workbookStream } from './workbook.ts';

/** A sheet holds 1,048,575 rows below its header and 16,384 columns; larger tables than these open too slowly. */
export const MAX_XLSX_ROWS = 200_000;
export const MAX_XLSX_CELLS = 5_000_000;
/** Of the same table as CSV. */
const MAX_XLSX_BYTES = 100_000_000;
async function fitsXlsx(connection: DuckDBConnection, table: XlsxSource): Promise<boolean> {
  const { rows, csvBytes } = table;
  if (rows > MAX_XLSX_ROWS || rows * table.columns.length > MAX_XLSX_CELLS) return false;
  if (csvBytes > MAX_XLSX_BYTES) return false;
  const texts = table.columns.filter(({ readAs }) => readAs === 'string');
  const ids = texts.map(({ id }) => id);
  const isTooLong = (text: string) => `length(${text}) > ${CELL_CHARACTERS}`;
  const counts = await countCells(connection, parquet(table.staged), ids, [isTooLong]);
  return [...counts.values()].every(([count]) => count === 0);
}

type XlsxSource = TableSource & { readonly csvBytes: number };

/** False, and no file, for a table that does not fit a sheet or would open too slowly. */
export async function writeXlsxIfFits(
  connection: DuckDBConnection,
  table: XlsxSource,
  target: string,
): Promise<boolean> {
  if (!(await fitsXlsx(connection, table))) return false;
  const columns = table.columns.map(({ field, readAs }) => ({ name: field.name, kind: kindOf(readAs) }));
  const sql = `SELECT ${textList(table.columns)} FROM ${parquet(table.staged)}`;
  await writeSheet(target, columns, streamRows(connection, sql, table.rows));
  return true;
}

/** A workbook of one sheet at `target`, with a header of the columns' names. */
export async function writeSheet(
  target: string,
  columns: readonly { readonly name: string; readonly kind: CellKind }[],
  rows: TextRows,
): Promise<void> {
  await pipeline(workbookStream([{ name: 'data', columns, rows }]), createWriteStream(target));
}

const numeric: ReadonlySet<ReadAs> = new Set<ReadAs>(['integer', 'number', 'year']);

function kindOf(readAs: ReadAs): CellKind {
  if (numeric.has(readAs)) return 'number';
  return readAs === 'boolean' || readAs === 'date' ? readAs : 'text';
}
