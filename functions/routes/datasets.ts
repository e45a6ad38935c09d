/** The catalogue: search it, read one entry. */
import { opennessClasses } from '../domain/dataset-codes.ts';
import { type CatalogueSearch, catalogueSorts } from '../service/catalogue/catalogue-search.ts';
import { findEntry } from '../service/query/open-table.ts';
import { datasetRefused, document, invalidRequest } from './answer.ts';
import type { AppContext, CatalogueDeps } from './deps.ts';
import { datasetLinks } from './http/dataset-links.ts';
import { choice, flag, readParameters, text, wholeNumber } from './parameters.ts';
import type { Route } from './route.ts';
import { entryView, summaryView } from './view.ts';

const themes = Array.from({ length: 17 }, (_, index) => String(201 + index));

const listQuery = {
  q: text(200, {
    zh: '全文检索；多个词以空格分隔，须同时出现',
    en: 'Full-text search; all words must occur',
  }),
  theme: choice(themes, { zh: '国家主题代码', en: 'National theme code' }),
  agency: text(64, { zh: '提供方标识', en: 'Id of the publisher' }),
  openness: choice(opennessClasses, { zh: '开放属性', en: 'Openness class' }),
  priority: flag({ zh: '仅限高价值数据', en: 'Priority data only, or none of it' }),
  format: text(20, { zh: '格式，如 CSV', en: 'Format, e.g. CSV' }),
  sort: choice(catalogueSorts, { zh: '排序', en: 'Order; relevance when searching, otherwise modified' }),
  cursor: text(80, { zh: '上一页 links.next 中的游标', en: 'Cursor, from links.next of the page before' }),
  limit: wholeNumber({ min: 1, max: 100, fallback: 20 }, { zh: '每页条数', en: 'Entries a page' }),
};

export const idParameter = {
  id: {
    description: { zh: '数据集标识', en: 'Id of the dataset' },
    json: { type: 'string', pattern: '^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])$' },
  },
};

/** The offset of a page, as an opaque cursor of the list. */
const encodeOffset = (offset: number): string => Buffer.from(`o${offset}`).toString('base64url');
function decodeOffset(cursor: string | undefined): number | undefined {
  if (cursor === undefined) return 0;
  const [, offset] = /^o(\d{1,9})$/.exec(Buffer.from(cursor, 'base64url').toString('latin1')) ?? [];
  return offset === undefined ? undefined : Number(offset);
}

function list(deps: CatalogueDeps, c: AppContext): Response {
  const read = readParameters(c.req.url, listQuery);
  if (read.outcome === 'invalid') return invalidRequest(c, read.errors);
  const { cursor, limit = 20, format, ...filters } = read.values;
  const offset = decodeOffset(cursor);
  if (offset === undefined)
    return invalidRequest(c, [{ field: 'cursor', message: 'not a cursor of this list: begin without it' }]);
  const catalogue = deps.catalogue();
  const search: CatalogueSearch = { ...filters, ...(format && { format: format.toUpperCase() }) };
  const { total, entries } = catalogue.search({ ...search, limit, offset });
  const next = new URL(`${deps.portalUrl}/api/v1/datasets${new URL(c.req.url).search}`);
  next.searchParams.set('cursor', encodeOffset(offset + limit));
  return document(
    c,
    JSON.stringify({
      data: entries.map((entry) => summaryView(entry, catalogue, deps.portalUrl, deps.now())),
      links: { next: offset + limit < total ? next.href : null },
      meta: { total, facets: catalogue.facets(search), catalogue: catalogue.info.digest },
    }),
  );
}

function one(deps: CatalogueDeps, c: AppContext, id: string): Response {
  const catalogue = deps.catalogue();
  const found = findEntry(catalogue, id);
  if (found.outcome === 'refused') return datasetRefused(c, found.refusal);
  const view = entryView(found.entry, catalogue, deps.portalUrl, deps.now());
  const Link = datasetLinks(deps.portalUrl, found.entry.dataset);
  return document(c, JSON.stringify(view), 'application/json', { Link });
}

const entrySchema = { $ref: '#/components/schemas/Entry' };

export function datasetRoutes(deps: CatalogueDeps): Route[] {
  const shared = { tag: 'datasets', auth: 'none', isOpenData: true } as const;
  return [
    {
      ...shared,
      method: 'GET',
      path: '/api/v1/datasets',
      summary: { zh: '检索目录', en: 'Search the catalogue' },
      query: listQuery,
      answers: [
        {
          status: 200,
          description: 'A page of entries, with facet counts',
          content: { 'application/json': { $ref: '#/components/schemas/EntryList' } },
        },
      ],
      problems: ['invalid-request'],
      handle: (c) => list(deps, c),
    },
    {
      ...shared,
      method: 'GET',
      path: '/api/v1/datasets/{id}',
      summary: { zh: '读取一个目录条目', en: 'Read one entry' },
      pathParameters: idParameter,
      answers: [{ status: 200, description: 'The entry', content: { 'application/json': entrySchema } }],
      problems: ['unknown-dataset', 'dataset-withdrawn', 'dataset-quarantined'],
      handle: (c) => one(deps, c, c.req.param('id') ?? ''),
    },
    {
      ...shared,
      method: 'GET',
      path: '/datasets/{id}.json',
      pattern: '/datasets/:file{[^/]+\\.json}',
      summary: { zh: '数据集的原生元数据', en: 'Native metadata of a dataset' },
      pathParameters: idParameter,
      answers: [{ status: 200, description: 'The entry', content: { 'application/json': entrySchema } }],
      problems: ['unknown-dataset', 'dataset-withdrawn', 'dataset-quarantined'],
      handle: (c) => one(deps, c, (c.req.param('file') ?? '').replace(/\.json$/, '')),
    },
  ];
}
