/** Searches the few entries that changed since the index was built, and merges them with the index's answers. */
import type { SearchDelta } from '../search-delta.ts';
import type { SearchRecord, SortKeys } from '../search-record.ts';
import { effectiveSort, type FacetName, facetNames, type SearchState } from './search-state.ts';

export type Counts = Readonly<Record<string, Readonly<Record<string, number>>>>;
type Facets = Readonly<Partial<Record<FacetName, readonly string[]>>>;

export interface Match {
  readonly record: SearchRecord;
  /** Between 0 and 1: 1 when every word stands in the title. */
  readonly score: number;
}

const heaviest = 10;
/** English words are found by their stem, as in the index. */
const stem = (word: string): string => (/^[a-z]{4,}s$/.test(word) ? word.replace(/e?s$/, '') : word);

/** The records that hold every word of `term`, with each chosen facet but `without`; best first. */
export function matches(
  { records }: SearchDelta,
  term: string | null,
  { facets }: SearchState,
  without?: FacetName,
): readonly Match[] {
  const chosen = facetNames.filter((name) => name !== without && facets[name].length > 0);
  const words = term?.split(' ').map(stem) ?? [];
  return records
    .filter((record) =>
      chosen.every((name) => record.facets[name].some((value) => facets[name].includes(value))),
    )
    .map((record) => ({ record, score: scoreOf(record, words) }))
    .filter(({ score }) => words.length === 0 || score > 0)
    .toSorted((a, b) => b.score - a.score);
}

/** 0 unless every word begins one of the record's. */
function scoreOf(record: SearchRecord, words: readonly string[]): number {
  const weightOf = (word: string): number => {
    const holding = record.words.filter(([, own]) => own.some((each) => each.startsWith(word)));
    return Math.max(0, ...holding.map(([weight]) => weight));
  };
  const weights = words.map(weightOf);
  if (weights.includes(0)) return 0;
  return weights.reduce((sum, weight) => sum + weight, 0) / (heaviest * Math.max(1, weights.length));
}

/** The counts of an answer without its replaced hits, and with what matches now. */
export function correctedCounts(counts: Counts, gone: readonly Facets[], come: readonly Match[]): Counts {
  const corrected: Record<string, Record<string, number>> = {};
  for (const [facet, values] of Object.entries(counts)) corrected[facet] = { ...values };
  const add = (facets: Facets, by: number): void => {
    for (const name of facetNames)
      for (const value of facets[name] ?? []) {
        corrected[name] ??= {};
        corrected[name][value] = (corrected[name][value] ?? 0) + by;
      }
  };
  for (const facets of gone) add(facets, -1);
  for (const { record } of come) add(record.facets, 1);
  return corrected;
}

const compare = (a: string | number, b: string | number): number => (a < b ? -1 : a > b ? 1 : 0);

/** The orders of the index, for what stands beside it. */
const orders: Readonly<Record<'modified' | 'due' | 'rows', (a: SortKeys, b: SortKeys) => number>> = {
  modified: (a, b) => a.rank - b.rank || compare(b.updated, a.updated) || compare(a.id, b.id),
  due: (a, b) => compare(a.due, b.due),
  rows: (a, b) => b.rows - a.rows,
};

/** Matches in the order that was asked for. */
export function sorted(found: readonly Match[], state: SearchState): readonly Match[] {
  const sort = effectiveSort(state);
  if (sort === 'relevance') return found;
  return found.toSorted((a, b) => orders[sort](a.record.keys, b.record.keys));
}

/** Whether the match stands before a hit of the index; `best` is the score of the index's first answer. */
export function standsBefore(
  match: Match,
  hit: { readonly score: number; readonly keys: SortKeys },
  state: SearchState,
  best: number,
): boolean {
  const sort = effectiveSort(state);
  if (sort === 'relevance') return match.score * best >= hit.score;
  return orders[sort](match.record.keys, hit.keys) <= 0;
}
