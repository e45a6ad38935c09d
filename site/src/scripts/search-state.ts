/** What the reader asks for, as it stands in the address: `?q=水质&theme=211&theme=201&sort=rows`. */
export const facetNames = ['openness', 'state', 'priority', 'theme', 'agency', 'format'] as const;
export type FacetName = (typeof facetNames)[number];
export const sorts = ['relevance', 'modified', 'due', 'rows'] as const;
export type Sort = (typeof sorts)[number];

export interface SearchState {
  q: string;
  /** Undefined: by relevance when words are given, otherwise the latest first. */
  sort: Sort | undefined;
  facets: Record<FacetName, string[]>;
}

export function readState(query: string): SearchState {
  const parameters = new URLSearchParams(query);
  const sort = sorts.find((each) => each === parameters.get('sort'));
  const facets = Object.fromEntries(
    facetNames.map((name) => [name, [...new Set(parameters.getAll(name))]]),
  ) as SearchState['facets'];
  return { q: (parameters.get('q') ?? '').slice(0, 200), sort, facets };
}

/** The address of a state: `?…`, or the empty string for the whole catalogue. */
export function writeState(state: SearchState): string {
  const parameters = new URLSearchParams();
  if (state.q.trim()) parameters.set('q', state.q.trim());
  for (const name of facetNames) for (const value of state.facets[name]) parameters.append(name, value);
  if (state.sort) parameters.set('sort', state.sort);
  const text = parameters.toString();
  return text && `?${text}`;
}

export const isWhole = (state: SearchState): boolean => writeState(state) === '';

/** The state in which a value of a facet is chosen, or no longer. */
export function toggle(state: SearchState, name: FacetName, value: string): SearchState {
  const chosen = state.facets[name];
  const next = chosen.includes(value) ? chosen.filter((each) => each !== value) : [...chosen, value];
  return { ...state, facets: { ...state.facets, [name]: next } };
}

export const effectiveSort = (state: SearchState): Sort =>
  state.sort ?? (state.q.trim() ? 'relevance' : 'modified');
