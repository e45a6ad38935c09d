/** `/opensearch.xml`: how browsers and catalogues search here. Source: OpenSearch 1.1 Draft 6, "description document". */
import { escapeXml } from '../service/xml-text.ts';
import { document } from './answer.ts';
import type { CatalogueDeps } from './deps.ts';
import type { Route } from './route.ts';

/** The format's own limit of a short name. */
const mostName = 16;

function description({ catalogue, portalUrl }: CatalogueDeps): string {
  const of = catalogue();
  const bureau = of.agencies().find(({ kind }) => kind === 'bureau');
  const name = bureau?.name ?? new URL(portalUrl).host;
  const template = (path: string) => escapeXml(`${portalUrl}${path}`);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">',
    `<ShortName>${escapeXml([...name].slice(0, mostName).join(''))}</ShortName>`,
    '<Description>检索公共数据开放目录 / Search the catalogue of open public data</Description>',
    `<Url type="text/html" template="${template('/datasets/?q={searchTerms}')}"/>`,
    `<Url type="application/json" template="${template('/api/v1/datasets?q={searchTerms}')}"/>`,
    `<Url type="application/opensearchdescription+xml" rel="self" template="${template('/opensearch.xml')}"/>`,
    `<Image height="32" width="32" type="image/svg+xml">${template('/favicon.svg')}</Image>`,
    '<Language>zh-CN</Language>',
    '<Language>en</Language>',
    '<InputEncoding>UTF-8</InputEncoding>',
    '<OutputEncoding>UTF-8</OutputEncoding>',
    '</OpenSearchDescription>',
    '',
  ].join('\n');
}

const mediaType = 'application/opensearchdescription+xml';

export const opensearchRoutes = (deps: CatalogueDeps): Route[] => [
  {
    method: 'GET',
    path: '/opensearch.xml',
    tag: 'catalogue',
    summary: { zh: 'OpenSearch 描述', en: 'OpenSearch description' },
    answers: [{ status: 200, description: 'The description', content: { [mediaType]: {} } }],
    problems: [],
    auth: 'none',
    isOpenData: true,
    handle: (c) => document(c, description(deps), `${mediaType}; charset=utf-8`),
  },
];
