/**
 * XLSX, streaming and the same bytes for the same table. Texts are text cells, so that a formula among them is
 * inert; numbers, booleans and dates are typed. Only for tables that people open in a spreadsheet.
 */
import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { finished, pipeline } from 'node:stream/promises';
import type { DuckDBConnection } from '@duckdb/node-api';
import { ZipFile } from 'yazl';
import { streamRows } from '../../duckdb.ts';
import { parquet } from '../table/aggregate.ts';
import { countCells } from '../table/count-cells.ts';
import { textList } from '../table/fields.ts';
import type { ReadAs } from '../table/types.ts';
import type { TableSource } from './tables.ts';
import { BOLD, DATE, parts, SHEET, SHEET_HEAD, SHEET_TAIL } from './xlsx-parts.ts';

/** A sheet holds 1,048,575 rows below its header and 16,384 columns; larger tables than these open too slowly. */
export const MAX_XLSX_ROWS = 200_000;
export const MAX_XLSX_CELLS = 5_000_000;
/** Of the same table as CSV. */
const MAX_XLSX_BYTES = 100_000_000;
/** What a cell holds at most. */
const CELL_CHARACTERS = 32_767;
/** The earliest time a ZIP can tell, in local time because ZIP knows no other: the same bytes everywhere. */
const entry = {
  mtime: new Date(1980, 0, 1),
  forceDosTimestamp: true,
  mode: 0o100644,
  compress: true,
  compressionLevel: 5,
};

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

export type CellKind = 'text' | 'number' | 'boolean' | 'date';

/** Cells as texts, a batch of rows at a time; what is no text is an empty cell. */
export type TextRows = AsyncIterable<readonly (readonly unknown[])[]>;

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
  const zip = new ZipFile();
  for (const [name, xml] of Object.entries(parts)) zip.addBuffer(Buffer.from(xml), name, entry);
  const sheet = Readable.from(sheetXml(columns, rows), { objectMode: false });
  zip.addReadStream(sheet, SHEET, entry);
  zip.end();
  // The zip only pipes the sheet: its failure must reach us by itself.
  await Promise.all([
    finished(sheet, { writable: false }),
    pipeline(zip.outputStream, createWriteStream(target)),
  ]);
}

async function* sheetXml(
  columns: readonly { readonly name: string; readonly kind: CellKind }[],
  batches: TextRows,
): AsyncGenerator<Buffer> {
  const header = columns.map(({ name }) => textCell(name, ` s="${BOLD}"`)).join('');
  yield Buffer.from(`${SHEET_HEAD}<row>${header}</row>`);
  const writers = columns.map(({ kind }) => cellWriters[kind]);
  for await (const rows of batches) {
    let xml = '';
    for (const row of rows) {
      xml += '<row>';
      for (const [at, writer] of writers.entries()) {
        const text = row[at];
        xml += typeof text === 'string' ? writer(text) : '<c/>';
      }
      xml += '</row>';
    }
    yield Buffer.from(xml);
  }
  yield Buffer.from(SHEET_TAIL);
}

const numeric: ReadonlySet<ReadAs> = new Set<ReadAs>(['integer', 'number', 'year']);

function kindOf(readAs: ReadAs): CellKind {
  if (numeric.has(readAs)) return 'number';
  return readAs === 'boolean' || readAs === 'date' ? readAs : 'text';
}

const cellWriters: Readonly<Record<CellKind, (text: string) => string>> = {
  text: (text) => textCell(text),
  number: (text) => `<c><v>${text}</v></c>`,
  boolean: (text) => `<c t="b"><v>${text === 'true' ? 1 : 0}</v></c>`,
  date: (text) => dateCell(text),
};

/** Days since the end of 1899; spreadsheets disagree about days before March 1900, so these stay text. */
function dateCell(text: string): string {
  if (text < '1900-03-01') return textCell(text);
  return `<c s="${DATE}"><v>${Date.parse(`${text}T00:00:00Z`) / 86_400_000 + 25_569}</v></c>`;
}

function textCell(text: string, style = ''): string {
  return `<c t="inlineStr"${style}><is><t xml:space="preserve">${escapeXml(text)}</t></is></c>`;
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** XML cannot hold most control characters: ECMA-376 writes them `_x0001_`, and such a text itself `_x005F_x0001_`. */
function escapeXml(text: string): string {
  if (!/[&<>_\p{Cc}\ufffe\uffff]/u.test(text)) return text;
  return text
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replace(/[&<>]/g, (sign) => entities[sign] ?? sign)
    .replace(/[\p{Cc}\ufffe\uffff]/gu, (sign) => {
      if (sign === '\t' || sign === '\n') return sign;
      return `_x${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`;
    });
}
