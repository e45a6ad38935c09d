/** The delta of the search as a file: `/search/zh.json`, `/search/en.json`. */
import type { FacetName } from './facets.ts';
import type { SearchRecord } from './search-record.ts';

export interface SearchDelta {
  /** Facets of the hits of the index that are no longer true, by the index's name for each. */
  readonly replaced: Readonly<Record<string, Readonly<Partial<Record<FacetName, readonly string[]>>>>>;
  /** The entries as they stand now. */
  readonly records: readonly SearchRecord[];
}

/** After a full build. */
export const emptyDelta: SearchDelta = { replaced: {}, records: [] };
