/** Reads the rows of a sheet while it is being unpacked. */

import type { Archive } from './archive.ts';
import { type DateFormat, isoOf } from './dates.ts';
import { readXml } from './xml.ts';

export interface Cell {
  readonly text: string;
  /** A text cell, as opposed to a number, a date or a boolean. */
  readonly isText: boolean;
  /** `#N/A` and the like. */
  readonly isError: boolean;
}

export interface CellReading {
  readonly texts: readonly string[];
  readonly styles: readonly (DateFormat | undefined)[];
  readonly from1904: boolean;
}

export interface RowHandlers {
  /** Cells by column, counted from 0; absent where empty. `number` is the row's number in the sheet. */
  readonly row: (cells: readonly (Cell | undefined)[], number: number) => void;
  /** A range such as `A1:C1`. */
  readonly merged: (range: string) => void;
  readonly pause: () => Promise<void> | undefined;
}

/** A sheet has no more columns. */
const MAX_COLUMNS = 16_384;

export async function readSheet(
  archive: Archive,
  part: string,
  reading: CellReading,
  handlers: RowHandlers,
): Promise<void> {
  let cells: (Cell | undefined)[] = [];
  let number = 0;
  let column = -1;
  let type = 'n';
  let style = 0;
  let value = '';
  let inValue = false;
  let inPhonetic = false;
  await readXml(await archive.open(part), {
    open: (name, attributes) => {
      if (name === 'c') {
        const { r, t = 'n', s = '0' } = attributes();
        column = r === undefined ? column + 1 : columnOf(r);
        type = t;
        style = Number(s);
        value = '';
      } else if (name === 'v' || name === 't') inValue = true;
      else if (name === 'rPh') inPhonetic = true;
      else if (name === 'row') {
        const { r } = attributes();
        number = r === undefined ? number + 1 : Number(r);
        cells = [];
        column = -1;
      } else if (name === 'mergeCell') handlers.merged(attributes().ref ?? '');
    },
    text: (piece) => {
      if (inValue && !inPhonetic) value += piece;
    },
    close: (name) => {
      if (name === 'v' || name === 't') inValue = false;
      else if (name === 'rPh') inPhonetic = false;
      else if (name === 'c') {
        if (value !== '' && column < MAX_COLUMNS) cells[column] = cellOf(type, style, value, reading);
      } else if (name === 'row') handlers.row(cells, number);
    },
    pause: handlers.pause,
  });
}

/** `BC12` is column 54, counted from 0. */
export function columnOf(reference: string): number {
  let column = 0;
  for (const sign of reference) {
    const code = sign.charCodeAt(0);
    if (code < 65 || code > 90) break;
    column = column * 26 + code - 64;
  }
  return column - 1;
}

function cellOf(type: string, style: number, value: string, reading: CellReading): Cell {
  const text = (content: string): Cell => ({ text: unescaped(content), isText: true, isError: false });
  if (type === 's') return text(reading.texts[Number(value)] ?? '');
  if (type === 'inlineStr' || type === 'str') return text(value);
  if (type === 'e') return { text: value, isText: true, isError: true };
  const other = (content: string): Cell => ({ text: content, isText: false, isError: false });
  if (type === 'b') return other(value === '1' || value === 'true' ? 'true' : 'false');
  if (type === 'd') return other(value.replace(/T00:00:00(?:\.0+)?Z?$/, ''));
  const number = Number(value);
  const format = reading.styles[style];
  const date = format === undefined ? undefined : isoOf(number, format, reading.from1904);
  // 17 digits are written of a double; the shortest text that reads the same is what people typed.
  return other(date ?? (Number.isFinite(number) ? String(number) : value));
}

/** `_x000D_` is how a text holds what XML cannot; NUL stays written out. */
function unescaped(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (whole, hex: string) =>
    hex === '0000' ? whole : String.fromCharCode(Number.parseInt(hex, 16)),
  );
}
