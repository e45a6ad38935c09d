/** What was read of a catalogue before anything is understood: texts by column, each with its place. The same for all forms. */

export interface RawCell {
  readonly text: string;
  /** A list that came as one; a cell of a workbook holds it as one text. */
  readonly values?: readonly string[];
  /** A number of a spreadsheet, of which more than 15 digits are lost. */
  readonly isNumber?: true;
  /** `#N/A` and the like. */
  readonly isError?: true;
}

/** A row of a sheet, or an element. */
export interface RawPart {
  /** By the keys of the columns; empty ones are absent. */
  readonly cells: ReadonlyMap<string, RawCell>;
  /** Where a column's value stands or would stand; the part itself without a key, or where it has no such column. */
  readonly at: (key?: string) => string;
}

export interface RawRecord extends RawPart {
  readonly fields: readonly RawPart[];
  /** What could not be taken as a value of any column. */
  readonly faults: readonly Fault[];
}

/** One thing that is wrong, with its place and what to do, in both languages. */
export interface Fault {
  /** `信息资源!F12`, `/catalogue/resources/item[3]/openness/class`, `resources[2].openness.class`. */
  readonly at: string;
  /** Stable, kebab-case. */
  readonly code: string;
  /** The header of the column, where it is about one. */
  readonly label?: string;
  readonly zh: string;
  readonly en: string;
}

export interface RawCatalogue {
  readonly records: readonly RawRecord[];
  /** Of the file as a whole: sheets, headers, size. Then no record can be trusted to be whole. */
  readonly faults: readonly Fault[];
}

/** A catalogue holds no more: far above a province's, far below what a machine cannot hold. */
export const limits = {
  bytes: 64 << 20,
  /** Of one part of a workbook, unpacked. */
  partBytes: 256 << 20,
  records: 20_000,
  fields: 500_000,
  columns: 200,
  /** Of elements in each other. */
  depth: 16,
} as const;

export const tooLarge = (at: string, what: string, whatEn: string): Fault => ({
  at,
  code: 'too-large',
  zh: `${what}，超出导入的上限；请分成几个文件`,
  en: `${whatEn}: more than an import takes; divide it into several files`,
});
