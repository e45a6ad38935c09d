/** Static lists in pages of 100: `/priority/`, `/priority/page/2/`, … */
export const pageSize = 100;

export const pageCount = (entries: number): number => Math.max(1, Math.ceil(entries / pageSize));

export const pageOf = <T>(entries: readonly T[], page: number): readonly T[] =>
  entries.slice((page - 1) * pageSize, page * pageSize);

/** The path of a page of the list at `base`; the first page is the list itself. */
export const pagePath = (base: string, page: number): string => (page === 1 ? base : `${base}page/${page}/`);

/** Numbers of the pages of all datasets; none while one page of the list shows them all. */
export const archivePages = (entries: number): number[] =>
  entries > pageSize ? Array.from({ length: pageCount(entries) }, (_, index) => index + 1) : [];

/** Numbers of all pages after the first. */
export const laterPages = (entries: number): number[] =>
  Array.from({ length: pageCount(entries) - 1 }, (_, index) => index + 2);

/** First, last and the neighbours of `page`, with 0 for each gap. */
export function pageNumbers(page: number, of: number): number[] {
  const wanted = [1, page - 1, page, page + 1, of].filter((number) => number >= 1 && number <= of);
  const numbers = [...new Set(wanted)].sort((a, b) => a - b);
  return numbers.flatMap((number, index) =>
    number - (numbers[index - 1] ?? number) > 1 ? [0, number] : [number],
  );
}
