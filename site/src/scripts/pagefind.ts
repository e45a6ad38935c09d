/** The static index, loaded when the reader first searches. Types: what this portal uses of Pagefind's interface. */
import { emptyDelta, type SearchDelta } from '../search-delta.ts';
import type { SortKeys } from '../search-record.ts';
import { queryWords } from '../search-terms.ts';
import { type Counts, correctedCounts, type Match, matches, sorted, standsBefore } from './search-delta.ts';
import { effectiveSort, type FacetName, facetNames, type SearchState } from './search-state.ts';

interface Hit {
  readonly id: string;
  readonly score: number;
  readonly data: () => Promise<{ readonly url: string }>;
}
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
interface Search {
  readonly pagefind: Pagefind;
  readonly delta: SearchDelta;
}

let loading: Promise<Search> | undefined;

/** Loads the index, and what changed since it was built, once; after a failure the next call tries again. */
export function loadSearch(): Promise<Search> {
  const address = '/pagefind/pagefind.js';
  loading ??= (async () => {
    const [delta, pagefind] = await Promise.all([
      loadDelta(),
      import(/* @vite-ignore */ address) as Promise<Pagefind>,
    ]);
    await pagefind.options({ noWorker: true }); // a worker would need a policy of its own
    await pagefind.init();
    await pagefind.filters(); // without them, answers carry no counts
    return { pagefind, delta };
  })().catch((error: unknown) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

async function loadDelta(): Promise<SearchDelta> {
  const locale = document.documentElement.lang === 'en' ? 'en' : 'zh';
  const answer = await fetch(`/search/${locale}.json`);
  if (answer.status === 404) return emptyDelta;
  if (!answer.ok) throw new Error(`/search/${locale}.json: ${answer.status}`);
  return (await answer.json()) as SearchDelta;
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
  readonly total: number;
  /** A facet's own choice does not narrow its own counts. */
  readonly counts: Counts;
  /** The next `count` rows, as HTML; made and escaped by the build. */
  next(count: number): Promise<readonly string[]>;
}

const nothing: Found = { total: 0, counts: {}, next: async () => [] };

/** Runs a search and counts its facets. */
export async function find(state: SearchState): Promise<Found> {
  const { pagefind, delta } = await loadSearch();
  const term = queryWords(state.q) || null;
  if (term === null && state.q.trim()) return nothing; // signs only
  const ask = async (without?: FacetName) => {
    const { results, filters } = await pagefind.search(term, optionsOf(state, without));
    const come = matches(delta, term, state, without);
    const gone = results.flatMap(({ id }) => delta.replaced[id] ?? []);
    const hits = results.filter(({ id }) => !(id in delta.replaced));
    return { hits, come, counts: correctedCounts(filters, gone, come) };
  };
  const { hits, come, counts: all } = await ask();
  const counts: Record<string, Readonly<Record<string, number>>> = { ...all };
  for (const name of facetNames.filter((each) => state.facets[each].length > 0))
    counts[name] = (await ask(name)).counts[name] ?? {};
  return { total: hits.length + come.length, counts, next: merged(hits, sorted(come, state), state) };
}

/** Takes from both in their common order; a hit is loaded when it is about to be shown. */
function merged(hits: readonly Hit[], found: readonly Match[], state: SearchState): Found['next'] {
  const [left, best] = [[...found], hits[0]?.score ?? 0];
  let place = 0;
  return async (count) => {
    const loaded = await Promise.all(hits.slice(place, place + count).map(dataOf));
    const rows: string[] = [];
    while (rows.length < count) {
      const [match] = left;
      const hit = loaded[0];
      if (match && (!hit || standsBefore(match, hit, state, best))) {
        left.shift();
        rows.push(match.record.row);
      } else if (hit) {
        loaded.shift();
        place += 1;
        rows.push(hit.row);
      } else break;
    }
    return rows;
  };
}

/** What the build put behind the address of a hit. */
async function dataOf(hit: Hit): Promise<{ score: number; keys: SortKeys; row: string }> {
  const { url } = await hit.data();
  const { keys, row } = JSON.parse(decodeURIComponent(url.slice(url.indexOf('#') + 1)));
  return { score: hit.score, keys, row };
}
