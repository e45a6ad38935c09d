/** Which column of a sheet is which: by its Chinese header, or by the name that it has in XML and JSON. */
import { nearest } from '../../../domain/nearest.ts';
import type { Cell } from '../../intake/stage/xlsx/sheet.ts';
import { columnLetters } from '../column-letters.ts';
import type { Column } from '../columns.ts';
import { type Fault, limits } from './raw.ts';
import { quoted } from './values.ts';

export interface Header {
  readonly row: number;
  /** Columns of the sheet, counted from 0, by key. */
  readonly places: ReadonlyMap<string, number>;
}

type Cells = readonly (Cell | undefined)[];

/** Without stars, white space and what stands in brackets at the end. */
const bare = (text: string): string =>
  text
    .replaceAll(/[\s*＊]/g, '')
    .replace(/[（(][^（）()]*[）)]$/, '')
    .trim();

const keyOf = (columns: readonly Column[], text: string): string | undefined =>
  columns.find(({ key, label }) => label === bare(text) || key === text.trim())?.key;

/** A row with at least two known headers is the header: titles and remarks may stand above it. */
export const isHeader = (columns: readonly Column[], cells: Cells): boolean =>
  new Set(cells.flatMap((cell) => (cell && keyOf(columns, cell.text)) ?? [])).size > 1;

export function readHeader(
  sheet: string,
  columns: readonly Column[],
  cells: Cells,
  row: number,
): { readonly header: Header; readonly faults: readonly Fault[] } {
  const places = new Map<string, number>();
  const faults: Fault[] = [];
  for (const [at, cell] of cells.entries()) {
    const text = cell?.text.trim() ?? '';
    if (text === '') continue;
    const key = keyOf(columns, text);
    const place = `${sheet}!${columnLetters(at)}${row}`;
    if (at >= limits.columns || key === undefined) faults.push(unknownHeader(place, text, columns));
    else if (places.has(key)) faults.push(repeatedHeader(place, text));
    else places.set(key, at);
  }
  const missing = columns.filter(({ key, isRequired }) => isRequired && !places.has(key));
  return {
    header: { row, places },
    faults: [...faults, ...missing.map(({ label, note }) => missingHeader(`${sheet}!${row}`, label, note))],
  };
}

function unknownHeader(at: string, text: string, columns: readonly Column[]): Fault {
  const meant = nearest(
    bare(text),
    columns.map(({ label }) => label),
  );
  return {
    at,
    code: 'unknown-column',
    zh: `模板没有${quoted(text)}这一列${meant ? `，是否应为“${meant}”` : ''}；改正列名，或者删去这一列`,
    en: `the template has no column ${quoted(text)}${meant ? `; did you mean ${meant}?` : ''}; rename or remove it`,
  };
}

const repeatedHeader = (at: string, text: string): Fault => ({
  at,
  code: 'repeated-column',
  zh: `${quoted(text)}这一列出现了两次；保留一列`,
  en: `the column ${quoted(text)} stands there twice; keep one`,
});

const missingHeader = (at: string, label: string, note: string): Fault => ({
  at,
  code: 'missing-column',
  label,
  zh: `缺少必填的列“${label}”；加上这一列：${note}`,
  en: `the column ${label} is missing; add it`,
});
