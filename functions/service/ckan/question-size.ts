/** How much one question may ask, all its queries together: the process that answers it answers nobody else meanwhile. */
import { searchFields } from './search-fields.ts';
import type { SolrQuery } from './solr-syntax.ts';

/** Queries beside `q`. */
export const mostFilters = 100;
/** Of `q`, where it is words. */
export const mostWords = 10_000;

const mostConditions = 500;
/** Each is a search of its own in the full-text index, which costs as much as a hundred other conditions. */
const mostSearches = 16;

/** What is wrong with a question that asks too much; undefined for one that does not. */
export function excessOf(queries: readonly SolrQuery[]): string | undefined {
  const conditions = queries.flatMap(conditionsOf);
  if (conditions.length > mostConditions) return `more than ${mostConditions} conditions`;
  const searches = conditions.filter(({ field = 'text' }) => isSearched(field));
  return searches.length > mostSearches ? `more than ${mostSearches} searches for words` : undefined;
}

const isSearched = (field: string): boolean =>
  Object.hasOwn(searchFields, field) && searchFields[field]?.kind === 'text';

type Leaf = Extract<SolrQuery, { kind: 'term' | 'range' }>;

function conditionsOf(query: SolrQuery): readonly Leaf[] {
  switch (query.kind) {
    case 'and':
    case 'or':
      return query.of.flatMap(conditionsOf);
    case 'not':
      return conditionsOf(query.of);
    default:
      return [query];
  }
}
