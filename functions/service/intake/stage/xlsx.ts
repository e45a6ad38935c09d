/** Stages a sheet of a workbook: unpacked, parsed and written as CSV in one stream, then read like any CSV. */
import { stat } from 'node:fs/promises';
import type { Context, SourceFile, Staged, StagedColumn } from '../context.ts';
import { isRefused, type Refused, refuse, type Warning } from '../refusal.ts';
import { resolveColumns } from '../table/columns.ts';
import { readDelimited } from './read-delimited.ts';
import { rowGroupRows, VECTOR_ROWS } from './row-groups.ts';
import { type Archive, damaged, openArchive } from './xlsx/archive.ts';
import { type SheetRows, writeRows } from './xlsx/rows.ts';
import { readSharedTexts, readStyles, readWorkbook, type Sheet } from './xlsx/workbook.ts';
import { XmlError } from './xlsx/xml.ts';

/** Shared texts are held in memory while the sheet is read. */
const MAX_SHARED_BYTES = 200 << 20;
const PARTS = ['[Content_Types].xml', 'xl/workbook.xml'];

/** What was read of the workbook. */
interface Gathered {
  readonly path: string;
  readonly found: SheetRows;
  readonly sheet: Sheet;
  readonly warnings: readonly Warning[];
}

/** @param wanted the descriptor's `data.sheet`; without it the first visible sheet is read. */
export async function stageXlsx(
  context: Context,
  file: SourceFile,
  wanted?: string,
): Promise<Staged | Refused> {
  const gathered = await unpack(context, file, wanted);
  if (isRefused(gathered)) return gathered;
  const wrong = wrongSheet(file, gathered.sheet, gathered.found);
  if (wrong !== undefined) return wrong;
  const columns = columnsOf(gathered.found);
  const resolved = resolveColumns(columns, context.dataset, file.name);
  return isRefused(resolved) ? resolved : read(context, file, gathered, columns);
}

async function unpack(
  context: Context,
  file: SourceFile,
  wanted: string | undefined,
): Promise<Gathered | Refused> {
  const archive = await openArchive(file.path, file.name);
  if (isRefused(archive)) return archive;
  try {
    return await gather(context, file, archive, wanted);
  } catch (error) {
    const reason = error instanceof XmlError ? error.message : damaged(error);
    return refuse('damaged-archive', file.name, `The workbook is damaged: ${reason}. Save it again.`);
  } finally {
    archive.close();
  }
}

async function gather(
  context: Context,
  file: SourceFile,
  archive: Archive,
  wanted: string | undefined,
): Promise<Gathered | Refused> {
  const missing = PARTS.find((part) => !archive.has(part));
  if (missing !== undefined)
    return refuse(
      'format-mismatch',
      file.name,
      `The file is a ZIP archive but no workbook: it has no ${missing}.`,
    );
  if (archive.bytesOf('xl/sharedStrings.xml') > MAX_SHARED_BYTES)
    return refuse(
      'archive-too-large',
      file.name,
      'The workbook holds more than 200 MiB of texts. Deliver such a table as CSV or Parquet.',
    );
  const { sheets, from1904 } = await readWorkbook(archive);
  const sheet = choose(sheets, wanted);
  if (sheet === undefined) return noSheet(file, sheets, wanted);
  const reading = { texts: await readSharedTexts(archive), styles: await readStyles(archive), from1904 };
  const path = context.work('sheet.csv');
  const found = await writeRows(archive, sheet.part, reading, path);
  return { path, found, sheet, warnings: warningsOf(found, sheet, sheets, wanted) };
}

/** The sheet that is read as the table. */
export function choose(sheets: readonly Sheet[], wanted: string | undefined): Sheet | undefined {
  if (wanted !== undefined) return sheets.find(({ name }) => name === wanted);
  return sheets.find(({ visible }) => visible) ?? sheets[0];
}

function noSheet(file: SourceFile, sheets: readonly Sheet[], wanted: string | undefined): Refused {
  const names = sheets.map(({ name }) => name).join(', ');
  return wanted === undefined
    ? refuse('empty-file', file.name, 'The workbook has no sheet with cells.')
    : refuse('missing-sheet', 'data.sheet', `The workbook has no sheet "${wanted}".`, names);
}

function wrongSheet(file: SourceFile, sheet: Sheet, found: SheetRows): Refused | undefined {
  const path = `${file.name}, sheet "${sheet.name}"`;
  if (found.header.length === 0)
    return refuse(
      'empty-file',
      path,
      'The sheet is empty. Deliver a header and at least one row, or name the right sheet in data.sheet.',
    );
  if (found.mergedHeader && found.header.includes(''))
    return refuse(
      'merged-header',
      `${path}, header`,
      'The first row has merged cells. Leave out title lines above the header, and give every column its own header cell.',
    );
  if (found.ragged.count === 0) return undefined;
  const rows = found.ragged.first.join(', ');
  const message = `${found.ragged.count} rows have cells to the right of the header's ${found.header.length} columns: rows ${rows}. Give these columns a header, or clear the cells.`;
  return refuse('ragged-row', `${path}, row ${found.ragged.first[0]}`, message);
}

/** A column whose filled cells are all text stays text. */
function columnsOf({ header, columns }: SheetRows): StagedColumn[] {
  return header.map((name, at): StagedColumn => {
    const { filled, texts } = columns[at] ?? { filled: 0, texts: 0 };
    return { header: name, ...(filled > 0 && texts === filled && { kind: 'text' as const }) };
  });
}

async function read(
  { connection, work }: Context,
  file: SourceFile,
  { path, found, warnings }: Gathered,
  columns: readonly StagedColumn[],
): Promise<Staged | Refused> {
  const { size } = await stat(path);
  const { rows } = found;
  const groupRows = rowGroupRows(columns.length, (size / Math.max(1, rows)) * VECTOR_ROWS);
  const target = work('staged.parquet');
  const dialect = { delimiter: ',', quote: '"' };
  const layout = { dialect, columns: columns.length, header: true, skip: 0, mixedBreaks: false };
  const failed = await readDelimited(connection, { source: path, target, rows, groupRows, ...layout }, file);
  return failed ?? { path: target, columns, rows, groupRows, source: { format: 'xlsx' }, warnings };
}

function warningsOf(
  found: SheetRows,
  sheet: Sheet,
  sheets: readonly Sheet[],
  wanted: string | undefined,
): Warning[] {
  const others = sheets.filter(({ visible, name }) => visible && name !== sheet.name).map(({ name }) => name);
  const remarks: readonly (readonly [Warning['code'], number, string, about?: readonly string[]])[] = [
    [
      'other-sheets',
      wanted === undefined ? others.length : 0,
      `Only the sheet "${sheet.name}" was read, not ${others.join(', ')}. Name another in data.sheet.`,
      others,
    ],
    [
      'error-cells',
      found.errorCells,
      `${found.errorCells} cells hold an error such as #N/A, published as text.`,
    ],
    ['blank-rows', found.blankRows, `${found.blankRows} blank rows were left out.`],
    [
      'merged-cells',
      found.mergedRanges,
      `${found.mergedRanges} ranges of cells are merged: only the first cell of each holds the value.`,
    ],
  ];
  return remarks.flatMap(([code, count, message, about]) =>
    count > 0 ? [{ code, message, ...(about && { about }), count }] : [],
  );
}
