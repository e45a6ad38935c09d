/** A whole answer as a file: streamed as it is computed, or made in the work directory where a format needs that. */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { literal } from '../duckdb.ts';
import { csvStatement, jsonStatement, tableStatement } from './compile.ts';
import { csvBytes, jsonBytes, jsonLinesBytes } from './encode.ts';
import type { Engine } from './engine.ts';
import type { ExportFormat } from './export-formats.ts';
import { type Asked, countRows, type Invalid } from './records.ts';
import { type ByteStream, fileStream, pulledStream } from './streams.ts';
import { writeWorkbook } from './workbook.ts';

export interface ExportOptions {
  readonly format: ExportFormat;
  /** CSV: begins with a byte order mark, for Excel. */
  readonly bom?: boolean;
  /** CSV: cells that a spreadsheet would run get an apostrophe (OWASP ASVS 1.2.10). */
  readonly escapeFormulas?: boolean;
}

export interface Export {
  readonly outcome: 'stream';
  readonly rows: number;
  /** Where it is known before the first byte is sent. */
  readonly bytes?: number;
  readonly body: ByteStream;
}

/** Rows of one sheet below its header, by the format's own limit. */
const sheetRows = 1_048_575;

/** Exports what was asked. Nothing limits the rows, but a sheet. Throws `QueryOutage`. */
export async function exportTable(
  engine: Engine,
  asked: Asked,
  options: ExportOptions,
  signal: AbortSignal,
): Promise<Export | Invalid> {
  const { table, query, question } = asked;
  const rows = await countRows(engine, table, query, question, signal);
  if (options.format === 'xlsx' && rows > sheetRows) {
    const message = `${rows} rows do not fit a sheet of ${sheetRows}: add filters or choose another format`;
    return {
      outcome: 'invalid',
      errors: [{ field: 'format', message, allowed: ['csv', 'jsonl', 'parquet'] }],
    };
  }
  if (options.format === 'parquet' || options.format === 'xlsx')
    return { outcome: 'stream', rows, ...(await madeFile(engine, asked, rows, options.format, signal)) };
  const body = await pulledStream(textExport(engine, asked, rows, options, signal));
  return { outcome: 'stream', rows, body };
}

/** The name of the published file that is exactly this answer, where there is one: no need to make it again. */
export function publishedName({ table, query }: Asked, options: ExportOptions): string | undefined {
  const { version } = table;
  const isWhole =
    !query.aggregated &&
    query.filters.length + query.sorts.length === 0 &&
    query.columns.map((column) => column.name).join() === version.fields.map((field) => field.name).join();
  if (!isWhole || table.rowFilter || options.bom || options.escapeFormulas) return undefined;
  return version.distributions.find(
    ({ role, format }) => role === 'data' && format.toLowerCase() === options.format,
  )?.name;
}

function textExport(
  engine: Engine,
  { table, query }: Asked,
  rows: number,
  { format, bom = false, escapeFormulas = false }: ExportOptions,
  signal: AbortSignal,
): AsyncGenerator<Uint8Array, void, undefined> {
  if (format === 'csv') {
    const names = query.columns.map(({ name }) => name);
    return csvBytes(names, engine.lines(csvStatement(query, table, escapeFormulas), rows, signal), bom);
  }
  const lines = engine.lines(jsonStatement(query, table), rows, signal);
  return format === 'json' ? jsonBytes(lines) : jsonLinesBytes(lines);
}

/** Makes the file, streams it and removes it, whatever happens to the reader. */
async function madeFile(
  engine: Engine,
  { table, query }: Asked,
  rows: number,
  format: 'parquet' | 'xlsx',
  signal: AbortSignal,
): Promise<{ bytes: number; body: ByteStream }> {
  const path = join(engine.workDirectory, `export-${randomUUID()}.${format}`);
  return fileStream(path, async () => {
    if (format === 'xlsx') {
      const lines = engine.lines(jsonStatement(query, table), rows, signal);
      await writeWorkbook(path, query.columns, lines);
      return;
    }
    const { sql, values } = tableStatement(query, table);
    const target = `TO ${literal(path)} (FORMAT parquet, COMPRESSION zstd)`;
    await engine.write({ sql: `COPY (${sql}) ${target}`, values }, signal);
  });
}
