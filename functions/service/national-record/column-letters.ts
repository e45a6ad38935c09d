/** The letters of a column of a sheet, counted from 0: `A`, `B`, … `AA`. */
export const columnLetters = (at: number): string =>
  (at < 26 ? '' : columnLetters(Math.floor(at / 26) - 1)) + String.fromCharCode(65 + (at % 26));
