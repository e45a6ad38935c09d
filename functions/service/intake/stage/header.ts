/** Cells that no one takes for the name of a column: numbers (years apart) and dates. */
const value = /^(?:[+-]?(?:\d+\.\d+|\d{1,3}|\d{5,})|\d{4}-\d{2}-\d{2}.*)$/;

/** True when half of the cells or more are plainly values. */
export function looksLikeData(header: readonly string[]): boolean {
  return header.filter((cell) => value.test(cell.trim())).length * 2 >= header.length;
}
