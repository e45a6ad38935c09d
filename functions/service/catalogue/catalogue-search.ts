import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import type { OpennessClass } from '../../domain/dataset.ts';
import { matchExpression } from '../../domain/search-terms.ts';

export const catalogueSorts = ['relevance', 'modified', 'issued', 'title', 'rows'] as const;

export interface CatalogueSearch {
  readonly q?: string;
  readonly theme?: string;
  readonly agency?: string;
  readonly openness?: OpennessClass;
  readonly priority?: boolean;
  /** Upper-case, e.g. CSV. */
  readonly format?: string;
  readonly keyword?: string;
  readonly status?: 'published' | 'withdrawn';
  /** Default: relevance with `q`, otherwise modified. */
  readonly sort?: (typeof catalogueSorts)[number];
  /** 1–1000, default 20. */
  readonly limit?: number;
  readonly offset?: number;
}

export type FacetName = 'theme' | 'agency' | 'openness' | 'priority' | 'format';
export type Facets = Readonly<
  Record<FacetName, readonly { readonly value: string; readonly count: number }[]>
>;

/** Title counts most, then keywords; order of the columns as in the schema. */
const rank = 'bm25(search, 10, 6, 1, 2)';
const orders: Record<NonNullable<CatalogueSearch['sort']>, string> = {
  relevance: `${rank}, modified DESC, id`,
  modified: 'modified DESC, last_published DESC, id',
  issued: 'issued DESC, id',
  title: 'entries.title, id',
  rows: 'rows DESC, id',
};

interface Where {
  readonly from: string;
  readonly where: string;
  readonly values: SQLInputValue[];
}

function conditions(search: CatalogueSearch, without?: FacetName): Where {
  const match = search.q === undefined ? undefined : matchExpression(search.q);
  const wanted: [condition: string, value: SQLInputValue | undefined, facet?: FacetName][] = [
    ['search MATCH ?', match],
    ['entries.theme = ?', search.theme, 'theme'],
    ['entries.publisher = ?', search.agency, 'agency'],
    ['entries.openness = ?', search.openness, 'openness'],
    ['entries.priority = ?', search.priority === undefined ? undefined : Number(search.priority), 'priority'],
    ['entries.id IN (SELECT entry FROM formats WHERE format = ?)', search.format, 'format'],
    ['entries.id IN (SELECT entry FROM keywords WHERE keyword = ?)', search.keyword],
    ['entries.status = ?', search.status],
  ];
  const used = wanted.filter(([, value, facet]) => value !== undefined && (!without || facet !== without));
  const searchesNothing = search.q !== undefined && search.q.trim() !== '' && match === undefined;
  return {
    from: match === undefined ? 'entries' : 'search JOIN entries ON entries.row = search.rowid',
    where: ['1', ...used.map(([condition]) => condition), ...(searchesNothing ? ['0'] : [])].join(' AND '),
    values: used.flatMap(([, value]) => (value === undefined ? [] : [value])),
  };
}

/** The statements of one search; the page takes limit and offset after `values`. */
export function searchSql(search: CatalogueSearch): { count: string; page: string; values: SQLInputValue[] } {
  const { from, where, values } = conditions(search);
  const ranked = from !== 'entries';
  const sort = search.sort ?? (ranked ? 'relevance' : 'modified');
  const order = sort === 'relevance' && !ranked ? orders.modified : orders[sort];
  return {
    count: `SELECT count(*) AS total FROM ${from} WHERE ${where}`,
    page: `SELECT entries.document FROM ${from} WHERE ${where} ORDER BY ${order} LIMIT ? OFFSET ?`,
    values,
  };
}

const facetColumns: Record<Exclude<FacetName, 'format'>, string> = {
  theme: 'entries.theme',
  agency: 'entries.publisher',
  openness: 'entries.openness',
  priority: 'entries.priority',
};

/** Counts by value for each facet; a facet's own choice does not narrow its own counts. */
export function countFacets(database: DatabaseSync, search: CatalogueSearch): Facets {
  const countBy = (facet: FacetName, column: string, join = '') => {
    const { from, where, values } = conditions(search, facet);
    return database
      .prepare(
        `SELECT ${column} AS value, count(*) AS count FROM ${from} ${join} WHERE ${where} GROUP BY 1 ORDER BY 2 DESC, 1`,
      )
      .all(...values)
      .map((row) => ({ value: String(row.value), count: Number(row.count) }));
  };
  return {
    theme: countBy('theme', facetColumns.theme),
    agency: countBy('agency', facetColumns.agency),
    openness: countBy('openness', facetColumns.openness),
    priority: countBy('priority', facetColumns.priority),
    format: countBy('format', 'formats.format', 'JOIN formats ON formats.entry = entries.id'),
  };
}
