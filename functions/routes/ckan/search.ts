/** `package_search`: CKAN's search, with its counts, paging and facets. */

import { themeNames } from '../../domain/names.ts';
import { matchExpression } from '../../domain/search-terms.ts';
import { isTheme } from '../../domain/themes.ts';
import { bothOf, type Condition } from '../../service/catalogue/selection.ts';
import { excessOf, mostFilters, mostWords } from '../../service/ckan/question-size.ts';
import { dimensions, orders } from '../../service/ckan/search-fields.ts';
import { conditionOf } from '../../service/ckan/solr-condition.ts';
import { parseSolr, type SolrQuery } from '../../service/ckan/solr-syntax.ts';
import type { Pieces } from '../http/pieces.ts';
import { type ActionAnswer, type CkanError, refused } from './answer.ts';
import { type Arguments, type Reader, reader } from './arguments.ts';
import type { Telling } from './package.ts';
import { packageTexts } from './package-texts.ts';

const mostRows = 1000;

/** Withdrawn datasets are no packages any more. */
export const shown: Condition = { sql: "entries.status = 'published'", values: [] };

interface Wanted {
  readonly condition: Condition;
  readonly match?: string;
}

type Read<T> = { readonly value: T } | { readonly error: CkanError };

const searchError = (message: string) => ({ error: { type: 'Search Error', message } }) as const;

/** Like CKAN's own: words are searched for, all of them; with a colon it is a query of Solr's language. */
function readWords(q: string | undefined): Read<{ readonly query?: SolrQuery; readonly match?: string }> {
  const text = q?.trim() ?? '';
  if (text === '' || text === '*:*' || text === '*') return { value: {} };
  if (text.length > mostWords) return searchError(`longer than ${mostWords} characters`);
  const parsed = /[:()"]/.test(text) ? parseSolr(text) : undefined;
  if (parsed?.outcome === 'query') return { value: { query: parsed.query } };
  const match = matchExpression(text);
  return { value: match === undefined ? { query: { kind: 'or', of: [] } } : { match } };
}

function readFilters(filters: readonly string[]): Read<readonly SolrQuery[]> {
  if (filters.length > mostFilters) return searchError(`more than ${mostFilters} filters`);
  const queries: SolrQuery[] = [];
  for (const filter of filters) {
    if (filter.trimStart().startsWith('{')) return searchError('Local parameters are not supported.');
    const parsed = parseSolr(filter);
    if (parsed.outcome === 'syntax') return searchError(parsed.message);
    queries.push(parsed.query);
  }
  return { value: queries };
}

/** What is asked by words and filters together. */
function readWanted(q: string | undefined, filters: readonly string[], now: Date): Read<Wanted> {
  const words = readWords(q);
  if ('error' in words) return words;
  const filtered = readFilters(filters);
  if ('error' in filtered) return filtered;
  const { query, match } = words.value;
  const queries = [...(query ? [query] : []), ...filtered.value];
  const excess = excessOf(queries);
  if (excess !== undefined) return searchError(excess);
  const condition = bothOf([shown, ...queries.map((each) => conditionOf(each, now))]);
  return { value: match === undefined ? { condition } : { condition, match } };
}

/** `metadata_modified desc, id asc`; ties are ordered by id, so that pages neither repeat nor lose anything. */
function readSort(sort: string | undefined, isScored: boolean): Read<string> {
  const wanted = sort ?? 'score desc, metadata_modified desc';
  const parts = new Map<string, string>();
  for (const part of wanted.split(',').map((each) => each.trim())) {
    const [, field = '', direction = ''] = /^([\w.]+)\s+(asc|desc)$/i.exec(part) ?? [];
    if (field === '') return { error: { type: 'Search Query Error', message: 'Invalid "sort" parameter' } };
    const isDescending = direction.toLowerCase() === 'desc';
    if (field === 'score') {
      // A smaller number is a better match.
      if (isScored && !parts.has(field)) parts.set(field, isDescending ? 'score' : 'score DESC');
      continue;
    }
    const column = Object.hasOwn(orders, field) ? orders[field] : undefined;
    if (!column) return searchError(`sort param field can't be found: ${field}`);
    // What is named again orders nothing more.
    if (!parts.has(column)) parts.set(column, `${column} ${isDescending ? 'DESC' : 'ASC'}`);
  }
  return { value: [...parts.values(), 'entries.id'].join(', ') };
}

export function packageSearch(given: Arguments, telling: Telling, now: Date): ActionAnswer {
  const read = reader(given);
  const rows = Math.min(read.natural('rows', 10), mostRows);
  const start = read.natural('start', 0);
  const facetFields = [...new Set(read.texts('facet.field'))];
  const facetLimit = Number(read.own('facet.limit') ?? 50);
  if (!Number.isInteger(facetLimit)) read.fault('facet.limit', 'Invalid integer');
  const leastCount = read.natural('facet.mincount', 1);
  const isFaceted = read.flag('facet', true);
  const [q, sort, filters] = [read.text('q'), read.text('sort'), filtersOf(read)];
  const refusal = read.refusal();
  if (refusal) return refusal;
  const wanted = readWanted(q, filters, now);
  if ('error' in wanted) return refused(wanted.error);
  const found = wanted.value;
  const order = readSort(sort, found.match !== undefined);
  if ('error' in order) return refused(order.error);
  const { selected } = telling.catalogue;
  const ids = selected.ids({ ...found, order: order.value, limit: rows, offset: start });
  const facets = isFaceted
    ? facetFields.map((field) => [field, facet(field, found, telling, { facetLimit, leastCount })] as const)
    : [];
  const head = { count: selected.count(found), sort: sort ?? 'score desc, metadata_modified desc' };
  const tail = {
    facets: Object.fromEntries(
      facets.map(([field, items]) => [
        field,
        Object.fromEntries(items.map(({ name, count }) => [name, count])),
      ]),
    ),
    search_facets: Object.fromEntries(facets.map(([field, items]) => [field, { title: field, items }])),
  };
  const [opening, ending] = [JSON.stringify(head), JSON.stringify(tail)];
  const pieces = (function* (): Pieces {
    yield `${opening.slice(0, -1)},"results":[`;
    let separator = '';
    for (const text of packageTexts(telling, ids)) {
      yield separator;
      yield text;
      separator = ',';
    }
    yield `],${ending.slice(1)}`;
  })();
  return { outcome: 'pieces', pieces, mark: [opening, ending, ...ids].join('\n') };
}

/** `fq` once or several times, and `fq_list`. */
function filtersOf(read: Reader): readonly string[] {
  return ['fq', 'fq_list'].flatMap((name) => {
    const value = read.own(name);
    if (value === undefined || value === null || value === '') return [];
    const list = Array.isArray(value) ? value : name === 'fq_list' ? (read.texts(name) ?? []) : [value];
    if (list.every((each) => typeof each === 'string')) return list as string[];
    read.fault(name, 'Must be a Unicode string value');
    return [];
  });
}

interface FacetBounds {
  readonly facetLimit: number;
  readonly leastCount: number;
}

function facet(
  field: string,
  found: Wanted,
  { catalogue }: Telling,
  { facetLimit, leastCount }: FacetBounds,
) {
  const dimension = Object.hasOwn(dimensions, field) ? dimensions[field] : undefined;
  const counted = dimension ? catalogue.selected.countBy(dimension, found) : [];
  const nameOf = (value: string): string => {
    if (field === 'organization') return catalogue.agency(value)?.name ?? value;
    return field === 'groups' && isTheme(value) ? themeNames[value].zh : value;
  };
  return counted
    .filter(({ count }) => count >= leastCount)
    .slice(0, facetLimit < 0 ? undefined : facetLimit)
    .map(({ value, count }) => ({ name: value, display_name: nameOf(value), count }));
}
