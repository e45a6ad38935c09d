/** The static index, loaded when the reader first searches. Types: what this portal uses of Pagefind's interface. */
import { queryWords } from '../search-terms.ts';
import { effectiveSort, type FacetName, facetNames, type SearchState } from './search-state.ts';

export interface Hit {
  readonly data: () => Promise<{ readonly url: string }>;
}
type Counts = Readonly<Record<string, Readonly<Record<string, number>>>>;
interface Answer {
  readonly results: readonly Hit[];
  readonly filters: Counts;
}
interface Pagefind {
  options(options: Record<string, unknown>): Promise<void>;
  init(): Promise<void>;
  filters(): Promise<unknown>;
  search(term: string | null, options: Record<string, unknown>): Promise<Answer>;
}

let loading: Promise<Pagefind> | undefined;

/** Loads the index once; after a failure the next call tries again. */
export function loadPagefind(): Promise<Pagefind> {
  const address = '/pagefind/pagefind.js';
  loading ??= (async () => {
    const pagefind = (await import(/* @vite-ignore */ address)) as Pagefind;
    await pagefind.options({ noWorker: true }); // a worker would need a policy of its own
    await pagefind.init();
    await pagefind.filters(); // without them, answers carry no counts
    return pagefind;
  })().catch((error: unknown) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

/** `modified` counts from the latest. */
const orders = { modified: 'asc', due: 'asc', rows: 'desc' } as const;

function optionsOf(state: SearchState, without?: FacetName): Record<string, unknown> {
  const chosen = facetNames.filter((name) => name !== without && state.facets[name].length > 0);
  const sort = effectiveSort(state);
  return {
    filters: Object.fromEntries(chosen.map((name) => [name, { any: state.facets[name] }])),
    sort: sort === 'relevance' ? {} : { [sort]: orders[sort] },
  };
}

export interface Found {
  readonly hits: readonly Hit[];
  /** A facet's own choice does not narrow its own counts. */
  readonly counts: Counts;
}

/** Runs a search and counts its facets. */
export async function find(state: SearchState): Promise<Found> {
  const pagefind = await loadPagefind();
  const term = queryWords(state.q) || null;
  if (term === null && state.q.trim()) return { hits: [], counts: {} }; // signs only
  const { results, filters } = await pagefind.search(term, optionsOf(state));
  const counts: Record<string, Readonly<Record<string, number>>> = { ...filters };
  for (const name of facetNames.filter((each) => state.facets[each].length > 0)) {
    const others = await pagefind.search(term, optionsOf(state, name));
    counts[name] = others.filters[name] ?? {};
  }
  return { hits: results, counts };
}

/** The row of a hit, made and escaped by the build, which put it behind the address. */
export async function rowOf(hit: Hit): Promise<string> {
  const { url } = await hit.data();
  return decodeURIComponent(url.slice(url.indexOf('#') + 1));
}
