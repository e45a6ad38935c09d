/**
 * The catalogue as the workbook that agencies exchange: a sheet of resources, one of their items, one that explains the
 * columns. Without entries it is the blank template. `reading/workbook.ts` reads it again.
 */
import type { CatalogueEntry } from '../../domain/version.ts';
import {
  CELL_CHARACTERS,
  escapeCell,
  type SheetContent,
  workbookStream,
} from '../intake/outputs/workbook.ts';
import type { Describing } from '../metadata/common.ts';
import { type ByteStream, pulledStream } from '../query/streams.ts';
import { choicesOf } from './choices.ts';
import { columnLetters } from './column-letters.ts';
import { type Column, fieldColumns, resourceColumns } from './columns.ts';
import { fieldsOf, type Held, resourceOf } from './record.ts';
import { headerOf, itemKey, sheetNames } from './sheets.ts';
import { escapedList } from './text-list.ts';
import { wordsOf } from './vocabularies.ts';

const batchRows = 100;
/** A sheet has no more rows, the header among them. */
const mostRows = 1_048_576;
/** Rows of the template that check what is typed. */
const checkedRows = 20_000;

const cellText = (value: Held | undefined): string | null => {
  if (value === undefined) return null;
  const text = typeof value === 'object' ? escapedList(value) : String(value);
  // What a cell cannot hold is in XML and JSON only.
  return text.length > CELL_CHARACTERS ? null : text;
};

const cellsOf = (columns: readonly Column[], flat: ReadonlyMap<string, Held>): (string | null)[] =>
  columns.map(({ key }) => cellText(flat.get(key)));

function* resourceRows(
  entries: Iterable<CatalogueEntry>,
  describing: Describing,
): Generator<(string | null)[]> {
  for (const entry of entries)
    if (entry.status !== 'withdrawn') yield cellsOf(resourceColumns, resourceOf(entry, describing));
}

function* fieldRows(entries: Iterable<CatalogueEntry>): Generator<(string | null)[]> {
  let rows = 1;
  for (const entry of entries) {
    if (entry.status === 'withdrawn') continue;
    for (const field of fieldsOf(entry)) {
      if (rows + 1 === mostRows) return yield ['（工作表已满，其余信息项见 national-catalog.xml）'];
      rows += 1;
      yield [entry.dataset.code, ...cellsOf(fieldColumns, field)];
    }
  }
}

function* explanations(): Generator<(string | null)[]> {
  for (const [sheet, columns] of [
    [sheetNames.resources, resourceColumns],
    [sheetNames.fields, [itemKey, ...fieldColumns]],
  ] as const)
    for (const column of columns) {
      const { label, key, isGuide, isRequired, note } = column;
      const words = column.kind.is === 'words' ? wordsOf(column.kind.of) : choicesOf(column);
      yield [sheet, label, isGuide ? '是' : '否', isRequired ? '是' : '否', note, words.join('、'), key];
    }
}

async function* batches(rows: Iterable<(string | null)[]>): AsyncGenerator<(string | null)[][]> {
  let batch: (string | null)[][] = [];
  for (const row of rows) {
    batch.push(row);
    if (batch.length < batchRows) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

const wide: Readonly<Record<string, number>> = { title: 32, description: 60 };

/** Each header tells what to write when it is chosen; columns of few words offer them. */
function validations(columns: readonly Column[]): string {
  const quoted = (text: string) => escapeCell(text).replaceAll('"', '&quot;');
  const all = columns.flatMap((column, at) => {
    const letters = columnLetters(at);
    const prompt = ` promptTitle="${quoted(column.label.slice(0, 32))}" prompt="${quoted(column.note.slice(0, 255))}"`;
    const words = choicesOf(column).join(',');
    const note = `<dataValidation allowBlank="1" showInputMessage="1"${prompt} sqref="${letters}1"/>`;
    const choice = `<dataValidation type="list" allowBlank="1" showInputMessage="1"${prompt} sqref="${letters}2:${letters}${checkedRows}"><formula1>"${quoted(words)}"</formula1></dataValidation>`;
    return words === '' ? [note] : [note, choice];
  });
  return `<dataValidations count="${all.length}">${all.join('')}</dataValidations>`;
}

const sheet = (
  name: string,
  columns: readonly Column[],
  rows: Iterable<(string | null)[]>,
): SheetContent => ({
  name,
  columns: columns.map((column) => ({
    name: headerOf(column),
    kind: column.kind.is === 'integer' ? 'number' : 'text',
    width: wide[column.key] ?? 20,
  })),
  rows: batches(rows),
  after: validations(columns),
});

const explanationColumns = [
  ['工作表', 12],
  ['列', 22],
  ['指南核心元数据', 16],
  ['必填', 8],
  ['填写说明', 80],
  ['取值', 60],
  ['XML、JSON 中的名称', 28],
] as const;

/** The workbook of the entries that are not withdrawn; each sheet reads them anew. */
export function catalogueWorkbook(
  entries: () => Iterable<CatalogueEntry>,
  describing: Describing,
): Promise<ByteStream> {
  const output = workbookStream([
    sheet(sheetNames.resources, resourceColumns, resourceRows(lazily(entries), describing)),
    sheet(sheetNames.fields, [itemKey, ...fieldColumns], fieldRows(lazily(entries))),
    {
      name: sheetNames.explanations,
      columns: explanationColumns.map(([name, width]) => ({ name, kind: 'text', width })),
      rows: batches(explanations()),
    },
  ]);
  return pulledStream(piecesOf(output));
}

function* lazily(entries: () => Iterable<CatalogueEntry>): Generator<CatalogueEntry> {
  yield* entries();
}

async function* piecesOf(output: AsyncIterable<Buffer>): AsyncGenerator<Uint8Array, void, undefined> {
  for await (const piece of output) yield piece;
}
