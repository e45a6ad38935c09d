/** Gathers a sheet's rows into a CSV file of fixed width, and notes what is odd about them. */
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import type { Archive } from './archive.ts';
import { type Cell, type CellReading, readSheet } from './sheet.ts';

const SHOWN = 20;

export interface SheetRows {
  /** Cells of the first row that is not blank; empty for a blank sheet. */
  readonly header: readonly string[];
  readonly rows: number;
  /** For each column: filled cells, and how many of them are text. */
  readonly columns: readonly { readonly filled: number; readonly texts: number }[];
  /** Rows of the sheet with cells beyond the header. */
  readonly ragged: { readonly count: number; readonly first: readonly number[] };
  readonly blankRows: number;
  readonly errorCells: number;
  readonly mergedHeader: boolean;
  readonly mergedRanges: number;
}

export async function writeRows(
  archive: Archive,
  part: string,
  reading: CellReading,
  target: string,
): Promise<SheetRows> {
  const out = createWriteStream(target);
  const done = finished(out);
  let buffered = '';
  let header: string[] | undefined;
  let headerRow = 0;
  let columns: { filled: number; texts: number }[] = [];
  let [rows, blanks, blankRows, errorCells, mergedRanges, raggedRows] = [0, 0, 0, 0, 0, 0];
  let mergedHeader = false;
  const first: number[] = [];

  const takeHeader = (cells: readonly (Cell | undefined)[], number: number) => {
    header = Array.from(cells, (cell) => (cell?.text ?? '').trim());
    headerRow = number;
    columns = header.map(() => ({ filled: 0, texts: 0 }));
    buffered += csvLine(cells, header.length);
  };
  const takeRow = (cells: readonly (Cell | undefined)[], number: number) => {
    blankRows += blanks;
    blanks = 0;
    rows++;
    for (const [at, cell] of cells.entries()) {
      const column = columns[at];
      if (cell === undefined || column === undefined) continue;
      column.filled++;
      if (cell.isText) column.texts++;
      if (cell.isError) errorCells++;
    }
    if (cells.length > columns.length) {
      raggedRows++;
      if (first.length < SHOWN) first.push(number);
    }
    buffered += csvLine(cells, columns.length);
  };
  await readSheet(archive, part, reading, {
    row: (cells, number) => {
      if (cells.every((cell) => cell === undefined || cell.text === ''))
        blanks += header === undefined ? 0 : 1;
      else if (header === undefined) takeHeader(cells, number);
      else takeRow(cells, number);
    },
    merged: (range) => {
      mergedRanges++;
      if (rowsOf(range).includes(headerRow)) mergedHeader = true;
    },
    pause: () => {
      if (buffered.length < 1 << 16) return undefined;
      const flushed = out.write(buffered);
      buffered = '';
      return flushed ? undefined : once(out, 'drain').then(() => undefined);
    },
  }).finally(() => out.end(buffered));
  await done;
  const ragged = { count: raggedRows, first };
  return { header: header ?? [], rows, columns, ragged, blankRows, errorCells, mergedHeader, mergedRanges };
}

/** Every cell quoted: an empty one is null all the same. */
function csvLine(cells: readonly (Cell | undefined)[], width: number): string {
  let line = '';
  for (let at = 0; at < width; at++) {
    const text = cells[at]?.text ?? '';
    line += `${at === 0 ? '' : ','}"${text.includes('"') ? text.replaceAll('"', '""') : text}"`;
  }
  return `${line}\n`;
}

/** The rows that bound a range such as `A1:C2`. */
function rowsOf(range: string): number[] {
  return range.split(':').map((cell) => Number(cell.replace(/\D/g, '')));
}
