/** What a search index holds, beside the index: what changed since is found by comparing with it. Not public. */
import type { FacetName } from './facets.ts';
import type { Locale } from './i18n/index.ts';

export interface IndexedEntry {
  readonly digest: string;
  readonly facets: Readonly<Partial<Record<FacetName, readonly string[]>>>;
  /** The index's own name for the entry in each language. */
  readonly hits: Readonly<Record<Locale, string>>;
}

export interface SearchBase {
  /** The day for which the update states of the index are told, CCYY-MM-DD in China. */
  readonly day: string;
  /** By id. */
  readonly entries: Readonly<Record<string, IndexedEntry>>;
}

/** The file in the directory of a built portal; hidden files are not served. */
export const searchBaseFile = '.search-base.json';
