/** DCAT-AP 3.0.1 of each dataset and of the catalogue, and the concepts that they refer to, as JSON-LD, Turtle and RDF/XML. */
import { type ConceptScheme, conceptSchemes } from '../service/dcat/addresses.ts';
import { catalogueNodes, entriesAPage, pagesOf } from '../service/dcat/catalogue.ts';
import { schemeNodes } from '../service/dcat/concepts.ts';
import { datasetNodes } from '../service/dcat/dataset.ts';
import { findEntry } from '../service/query/open-table.ts';
import { distinct, type Node } from '../service/rdf/graph.ts';
import { type SyntaxName, syntaxes, syntaxNames } from '../service/rdf/syntaxes.ts';
import { datasetRefused, invalidRequest, problem, revalidate, weakTag } from './answer.ts';
import { idParameter } from './datasets.ts';
import type { AppContext, CatalogueDeps } from './deps.ts';
import { isNotModified } from './http/conditional.ts';
import { streamOf } from './http/pieces.ts';
import { readParameters, wholeNumber } from './parameters.ts';
import type { Route } from './route.ts';
import { instantParameter } from './since.ts';

/** What an address without its extension tells. */
interface Told {
  /** `/datasets/stations/dcat`, `/catalog`. */
  readonly base: string;
  /** With its question mark. */
  readonly query?: string;
  readonly syntax: SyntaxName;
  readonly nodes: () => Iterable<Node>;
}

/** Depends on nothing but the catalogue and the address, so that nothing is written to find out that it is known. */
function answer(deps: CatalogueDeps, c: AppContext, { base, query = '', syntax, nodes }: Told): Response {
  const { mediaType, write } = syntaxes[syntax];
  const at = (name: SyntaxName) => `${deps.portalUrl}${base}.${name}${query}`;
  const alternates = syntaxNames
    .filter((name) => name !== syntax)
    .map((name) => `<${at(name)}>; rel="alternate"; type="${syntaxes[name].mediaType.split(';', 1)[0]}"`);
  const headers = {
    ETag: weakTag(deps.catalogue().info.digest, deps.version, at(syntax)),
    'Cache-Control': revalidate,
    'Content-Location': at(syntax),
    Link: alternates.join(', '),
    Vary: 'Accept',
  };
  if (isNotModified(c.req.header('If-None-Match'), headers.ETag)) return c.body(null, 304, headers);
  const described = { ...headers, 'Content-Type': mediaType };
  if (c.req.method === 'HEAD') return c.body(null, 200, described);
  return new Response(streamOf(write(distinct(nodes()))), { headers: described });
}

const syntaxOf = (file: string): SyntaxName =>
  syntaxNames.find((name) => file.endsWith(`.${name}`)) ?? 'jsonld';

function dataset(deps: CatalogueDeps, c: AppContext): Response {
  const { id = '', file = '' } = c.req.param();
  const catalogue = deps.catalogue();
  const found = findEntry(catalogue, id);
  if (found.outcome === 'refused') return datasetRefused(c, found.refusal);
  const nodes = () => datasetNodes({ portalUrl: deps.portalUrl, catalogue }, found.entry);
  return answer(deps, c, { base: `/datasets/${id}/dcat`, syntax: syntaxOf(file), nodes });
}

const pageQuery = {
  page: wholeNumber(
    { min: 1, max: 1_000_000, fallback: 1 },
    { zh: `第几页，每页 ${entriesAPage} 条`, en: `Number of the page; ${entriesAPage} entries a page` },
  ),
  modified_since: instantParameter({
    zh: '仅含此后发布、修改过的条目',
    en: 'Only entries that were published or changed from then on',
  }),
};

function page(deps: CatalogueDeps, c: AppContext): Response {
  const read = readParameters(c.req.url, pageQuery);
  if (read.outcome === 'invalid') return invalidRequest(c, read.errors);
  const { page: number = 1, modified_since: since } = read.values;
  const catalogue = deps.catalogue();
  const wanted = { limit: entriesAPage, offset: (number - 1) * entriesAPage };
  const { total, entries, firstIssued } = catalogue.page({ ...wanted, ...(since && { since }) });
  if (number > pagesOf(total))
    return problem(c, 'unknown-address', { detail: `The last page is ${pagesOf(total)}.` });
  const syntax = syntaxOf(c.req.param('file') ?? '');
  const queryOf = (at: number) =>
    `?${new URLSearchParams({ page: String(at), ...(since && { modified_since: since }) })}`;
  const address = (at: number) => `${deps.portalUrl}/catalog.${syntax}${queryOf(at)}`;
  const shown = { number, entries, total, since: firstIssued, address };
  const nodes = () => catalogueNodes({ portalUrl: deps.portalUrl, catalogue }, shown);
  return answer(deps, c, { base: '/catalog', query: queryOf(number), syntax, nodes });
}

function concepts(deps: CatalogueDeps, c: AppContext): Response {
  const [, name, syntax] = /^(.+)\.(\w+)$/.exec(c.req.param('file') ?? '') ?? [];
  const scheme = conceptSchemes.find((each) => each === name);
  if (!scheme) return problem(c, 'unknown-address', { members: { allowed: conceptSchemes } });
  const nodes = () => schemeNodes(deps.portalUrl, scheme);
  return answer(deps, c, { base: `/concepts/${scheme}`, syntax: syntaxOf(`.${syntax}`), nodes });
}

/** Where people read of what an address tells machines. */
const pages: Readonly<Record<ConceptScheme, string>> = {
  themes: '/datasets/',
  'priority-grounds': '/priority/',
  law: '/guide/',
};
function toPage(deps: CatalogueDeps, c: AppContext, path: string | undefined): Response {
  if (path === undefined) return problem(c, 'unknown-address', { members: { allowed: conceptSchemes } });
  const headers = { Location: deps.portalUrl + path, 'Cache-Control': revalidate, Vary: 'Accept' };
  return c.body(null, 303, headers);
}

const inSyntax = { zh: '语法', en: 'The syntax' };
const syntaxParameter = { syntax: { description: inSyntax, json: { enum: syntaxNames } } };
const schemeParameter = {
  scheme: { description: { zh: '概念体系', en: 'The scheme' }, json: { enum: conceptSchemes } },
};
const content = Object.fromEntries(
  Object.values(syntaxes).map(({ mediaType }) => [mediaType.split(';', 1)[0] ?? '', {}]),
);
const written = (description: string) => [{ status: 200, description, content }];
const anExtension = `\\.(?:${syntaxNames.join('|')})`;
const byAccept = {
  zh: '浏览器得到页面（303），其余按 Accept 得到 JSON-LD、Turtle 或 RDF/XML。',
  en: 'Browsers are sent to the page (303); others get JSON-LD, Turtle or RDF/XML by `Accept`.',
};

export function dcatRoutes(deps: CatalogueDeps): Route[] {
  const shared = { method: 'GET', tag: 'catalogue', auth: 'none', isOpenData: true } as const;
  const told = { ...shared, problems: ['unknown-address'] } as const;
  const negotiated = {
    ...told,
    description: byAccept,
    answers: [...written('The graph'), { status: 303, description: 'The page' }],
  };
  return [
    {
      ...shared,
      path: '/datasets/{id}/dcat.{syntax}',
      pattern: `/datasets/:id/:file{dcat${anExtension}}`,
      summary: { zh: '数据集的 DCAT-AP 描述', en: 'A dataset as DCAT-AP' },
      description: {
        zh: '数据集页面的地址按 Accept 给出同样的内容。',
        en: 'The address of the dataset’s page gives the same by `Accept`.',
      },
      pathParameters: { ...idParameter, ...syntaxParameter },
      answers: written('The graph'),
      problems: ['unknown-dataset', 'dataset-withdrawn', 'dataset-quarantined'],
      handle: (c) => dataset(deps, c),
    },
    {
      ...shared,
      path: '/catalog.{syntax}',
      pattern: `/:file{catalog${anExtension}}`,
      summary: { zh: '目录的 DCAT-AP 描述，分页', en: 'The catalogue as DCAT-AP, paged' },
      description: {
        zh: '下一页见 hydra:next。撤下的条目不在其中：见 /feed.atom。',
        en: 'Follow `hydra:next`. Withdrawn entries are absent: see /feed.atom.',
      },
      pathParameters: syntaxParameter,
      query: pageQuery,
      answers: written('A page of the graph'),
      problems: ['invalid-request', 'unknown-address'],
      handle: (c) => page(deps, c),
    },
    {
      ...told,
      path: '/concepts/{scheme}.{syntax}',
      pattern: `/concepts/:file{[^/]+${anExtension}}`,
      summary: { zh: '目录所用的概念', en: 'Concepts that the catalogue refers to' },
      pathParameters: { ...schemeParameter, ...syntaxParameter },
      answers: written('The scheme'),
      handle: (c) => concepts(deps, c),
    },
    {
      ...negotiated,
      path: '/catalog',
      summary: { zh: '目录', en: 'The catalogue' },
      handle: (c) => toPage(deps, c, '/datasets/'),
    },
    {
      ...negotiated,
      path: '/concepts/{scheme}',
      pattern: '/concepts/:scheme{[a-z-]+}',
      summary: { zh: '概念体系', en: 'A scheme of concepts' },
      pathParameters: schemeParameter,
      handle: (c) => toPage(deps, c, pages[c.req.param('scheme') as ConceptScheme]),
    },
  ];
}
