/** Stages CSV, TSV and their kin: a byte scanner checks the structure, then DuckDB reads in parallel. */
import type { Dataset } from '../../../domain/dataset.ts';
import type { Context, SourceFile, Staged, StagedColumn } from '../context.ts';
import { headOf } from '../detect/chunks.ts';
import { findDialect } from '../detect/dialect.ts';
import { type Dialect, parseRecords } from '../detect/records.ts';
import { scanStructure } from '../detect/structure.ts';
import { isRefused, type Refused, refuse } from '../refusal.ts';
import { resolveColumns } from '../table/columns.ts';
import { looksLikeData } from './header.ts';
import { readDelimited } from './read-delimited.ts';
import { rowGroupRows } from './row-groups.ts';

const HEAD_BYTES = 1 << 20;
/** DuckDB holds several vectors of 2048 rows in memory at once. */
const MAX_VECTOR_BYTES = 48 << 20;

export interface DelimitedText {
  /** UTF-8, possibly with a byte order mark. */
  readonly path: string;
  readonly markBytes: number;
  readonly encoding: string;
  readonly format: string;
}

type Options = NonNullable<Extract<Dataset['data'], { path: string }>['dialect']>;

/** @param options the descriptor's `data.dialect`, which decides where it says something. */
export async function stageDelimited(
  context: Context,
  file: SourceFile,
  text: DelimitedText,
  options: Options = {},
): Promise<Staged | Refused> {
  const wrong = impossible(options);
  if (wrong !== undefined) return wrong;
  const head = await headText(text);
  const dialect = findDialect(head, options, text.format === 'tsv' ? '\t' : undefined);
  const [first] = head.trim() === '' ? [] : parseRecords(head, dialect, 1);
  if (first === undefined) return noHeader(file, head);
  const header = options.header ?? true;
  const columns = header
    ? first.map((cell) => ({ header: cell.trim() }))
    : numbered(first.length, context.dataset);
  const resolved = resolveColumns(columns, context.dataset, file.name);
  if (isRefused(resolved)) return resolved;
  if (options.header === undefined && context.dataset.fields === undefined && looksLikeData(first))
    return headerIsData(file, first);
  return read(context, file, text, dialect, columns, { header, skip: leadingBlankLines(head) });
}

async function read(
  context: Context,
  file: SourceFile,
  text: DelimitedText,
  dialect: Dialect,
  columns: readonly StagedColumn[],
  start: { readonly header: boolean; readonly skip: number },
): Promise<Staged | Refused> {
  const found = await scanStructure(text.path, file.name, dialect, columns.length, text.markBytes);
  if (found.defects.length > 0) return { defects: found.defects };
  if (found.vectorBytes > MAX_VECTOR_BYTES) return tooLongRows(file);
  const blanks = columns.length === 1 ? start.skip : 0;
  const rows = found.records - blanks - (start.header ? 1 : 0);
  const target = context.work('staged.parquet');
  const groupRows = rowGroupRows(columns.length, found.vectorBytes);
  const { mixedBreaks } = found;
  const how = {
    source: text.path,
    target,
    dialect,
    columns: columns.length,
    ...start,
    mixedBreaks,
    rows,
    groupRows,
  };
  const unreadable = await readDelimited(context.connection, how, file);
  if (unreadable !== undefined) return unreadable;
  const source = { format: text.format, encoding: text.encoding, delimiter: dialect.delimiter };
  return { path: target, columns, rows, groupRows, source, warnings: [] };
}

async function headText(text: DelimitedText): Promise<string> {
  const bytes = await headOf(text.path, HEAD_BYTES);
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  return decoder.decode(bytes.subarray(text.markBytes), { stream: bytes.length === HEAD_BYTES });
}

/** Columns of a table without a header: named by the declared fields when there are as many. */
function numbered(count: number, dataset: Dataset): StagedColumn[] {
  const names = dataset.fields?.length === count ? dataset.fields.map(({ name }) => name) : [];
  return Array.from({ length: count }, (_, at) => ({ header: names[at] ?? `column_${at + 1}` }));
}

function leadingBlankLines(head: string): number {
  const blank = /^[\r\n]*/.exec(head)?.[0] ?? '';
  return blank.replaceAll('\r\n', '\n').length;
}

function impossible(options: Options): Refused | undefined {
  const { delimiter, quote } = options;
  if (delimiter !== undefined && (/[\r\n\0\ufffd]/.test(delimiter) || !delimiter.isWellFormed()))
    return refuse(
      'invalid-dialect',
      'data.dialect.delimiter',
      'The delimiter cannot be a line break or NUL.',
    );
  if (quote !== undefined && !/^[!-/:-@[-`{-~]$/.test(quote))
    return refuse('invalid-dialect', 'data.dialect.quote', 'The quote is one ASCII punctuation mark.');
  return quote !== undefined && quote === (delimiter ?? ',')
    ? refuse('invalid-dialect', 'data.dialect.quote', 'The quote and the delimiter cannot be the same.')
    : undefined;
}

function tooLongRows(file: SourceFile): Refused {
  const message =
    'The rows are longer than 24 kB each over long stretches, which is no table. Deliver long texts as attachments.';
  return refuse('rows-too-long', file.name, message);
}

function noHeader(file: SourceFile, head: string): Refused {
  if (head.trim() === '')
    return refuse(
      'empty-file',
      file.name,
      'The file is empty. Deliver a table with a header and at least one row.',
    );
  const message =
    'The first record does not end within the first megabyte. Look for a missing closing quote, or name the right quote and delimiter in data.dialect.';
  return refuse('unterminated-quote', `${file.name}, line 1`, message);
}

function headerIsData(file: SourceFile, first: readonly string[]): Refused {
  const message = `The first line looks like data, not like a header: ${first.join(', ').slice(0, 80)}. Add a header, or say data.dialect.header = false (or true, if it is one).`;
  return refuse('header-looks-like-data', `${file.name}, line 1`, message);
}
