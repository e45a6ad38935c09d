/**
 * XLSX, streaming and the same bytes for the same cells. Texts are text cells, so that a formula among them is
 * inert; numbers, booleans and dates are typed.
 */
import { Readable } from 'node:stream';
import { ZipFile } from 'yazl';
import { BOLD, DATE, partsOf, SHEET_TAIL, sheetHead, sheetPart } from './xlsx-parts.ts';

/** What a cell holds at most. */
export const CELL_CHARACTERS = 32_767;

export type CellKind = 'text' | 'number' | 'boolean' | 'date';

/** Cells as texts, a batch of rows at a time; what is no text is an empty cell. */
export type TextRows = AsyncIterable<readonly (readonly unknown[])[]>;

export interface SheetContent {
  readonly name: string;
  /** `width` in characters; the reader's own choice without it. */
  readonly columns: readonly { readonly name: string; readonly kind: CellKind; readonly width?: number }[];
  readonly rows: TextRows;
  /** What follows the cells, e.g. data validations, as XML. */
  readonly after?: string;
}

/** The earliest time a ZIP can tell, in local time because ZIP knows no other: the same bytes everywhere. */
const entry = {
  mtime: new Date(1980, 0, 1),
  forceDosTimestamp: true,
  mode: 0o100644,
  compress: true,
  compressionLevel: 5,
};

/** A workbook with a header of the columns' names on each sheet. Rows are asked for as the stream is read. */
export function workbookStream(sheets: readonly SheetContent[]): Readable {
  const zip = new ZipFile();
  for (const [name, xml] of Object.entries(partsOf(sheets.map(({ name }) => name))))
    zip.addBuffer(Buffer.from(xml), name, entry);
  const output = zip.outputStream as Readable;
  const streams = sheets.map((sheet, at) => {
    const stream = Readable.from(sheetXml(sheet), { objectMode: false });
    zip.addReadStream(stream, sheetPart(at), entry);
    // The zip only pipes the sheet: its failure must reach the reader by itself.
    stream.once('error', (error) => output.destroy(error));
    return stream;
  });
  output.once('close', () => {
    for (const stream of streams) stream.destroy();
  });
  zip.end();
  return output;
}

async function* sheetXml({ columns, rows: batches, after = '' }: SheetContent): AsyncGenerator<Buffer> {
  const header = columns.map(({ name }) => textCell(name, ` s="${BOLD}"`)).join('');
  yield Buffer.from(`${sheetHead(columns.map(({ width }) => width))}<row>${header}</row>`);
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
  yield Buffer.from(`</sheetData>${after}${SHEET_TAIL}`);
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
  return `<c t="inlineStr"${style}><is><t xml:space="preserve">${escapeCell(text)}</t></is></c>`;
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** XML cannot hold most control characters: ECMA-376 writes them `_x0001_`, and such a text itself `_x005F_x0001_`. */
export function escapeCell(text: string): string {
  if (!/[&<>_\p{Cc}\ufffe\uffff]/u.test(text)) return text;
  return text
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_')
    .replace(/[&<>]/g, (sign) => entities[sign] ?? sign)
    .replace(/[\p{Cc}\ufffe\uffff]/gu, (sign) => {
      if (sign === '\t' || sign === '\n') return sign;
      return `_x${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`;
    });
}
