/** What was added, changed and withdrawn, newest first (RFC 4287): of the whole catalogue, of an agency (its open list), of a dataset. */
import type { Agency } from '../domain/agency.ts';
import { editionsOf, type ListEdition } from '../domain/open-list-edition.ts';
import type { Catalogue, ChangeFilter, ChangeRow } from '../service/catalogue/catalogue.ts';
import { findEntry } from '../service/query/open-table.ts';
import { escapeXml } from '../service/xml-text.ts';
import { datasetRefused, problem } from './answer.ts';
import { idParameter } from './datasets.ts';
import type { AppContext, CatalogueDeps } from './deps.ts';
import { streamedCatalogue } from './http/streamed.ts';
import { agencyParameter } from './open-list.ts';
import type { Route } from './route.ts';

const entriesShown = 100;
const feedMediaType = 'application/atom+xml; charset=utf-8';

const element = (name: string, text: string, attributes = ''): string =>
  `<${name}${attributes}>${escapeXml(text)}</${name}>`;

function entry(change: ChangeRow, catalogue: Catalogue, portalUrl: string): string {
  const found = catalogue.entry(change.entry);
  const title = found?.dataset.title ?? change.entry;
  const page = `${portalUrl}/datasets/${change.entry}/`;
  const version = change.version === undefined ? '' : ` v${change.version}`;
  const summary = [change.reason, change.from && `${change.from} → ${change.to}`].filter(Boolean).join(' ');
  const agency = catalogue.agency(change.agency)?.name ?? change.agency;
  return [
    '<entry>',
    element('id', `${page}#${change.kind}-${change.version ?? 0}-${change.at}`),
    element('title', `${title}${version}`),
    element('updated', change.at),
    `<author>${element('name', agency)}</author>`,
    `<category term="${escapeXml(change.kind)}"/>`,
    `<link rel="alternate" type="text/html" href="${escapeXml(page)}"/>`,
    `<link rel="related" type="application/json" href="${escapeXml(`${portalUrl}/datasets/${change.entry}.json`)}"/>`,
    element('summary', summary || change.kind),
    '</entry>',
  ].join('\n');
}

/** An edition of an open list (Art. 29); that of today still grows, and is the same entry, updated. */
function editionEntry(
  { version, date, at, changes }: ListEdition,
  agency: Agency,
  portalUrl: string,
): string {
  const page = `${portalUrl}/agencies/${agency.id}/`;
  const counts = [...Map.groupBy(changes, ({ kind }) => kind)].map(([kind, of]) => `${kind} ${of.length}`);
  const json = escapeXml(`${page}open-list.json`);
  return [
    '<entry>',
    element('id', `${page}#edition-${version}`),
    element('title', `${agency.name}开放清单第 ${version} 次公布（${date}）`),
    element('updated', at),
    `<author>${element('name', agency.name)}</author>`,
    '<category term="open-list-edition"/>',
    `<link rel="alternate" type="text/html" href="${escapeXml(`${page}#changes`)}"/>`,
    `<link rel="related" type="application/json" href="${json}"/>`,
    element('summary', counts.join(', ')),
    '</entry>',
  ].join('\n');
}

/** What a feed tells of; by default everything. */
export interface FeedOf {
  /** From the root of the portal, without a slash at the end; empty for the whole. */
  readonly path: string;
  readonly title: string;
  readonly filter: Pick<ChangeFilter, 'agency' | 'entry'>;
  /** Whose editions stand among the changes. */
  readonly listOf?: Agency;
}

/** The feed of a catalogue. Nothing in it depends on when it is asked for. */
export function atomFeed(catalogue: Catalogue, portalUrl: string, of: FeedOf = wholeOf(catalogue)): string {
  const changes = catalogue.changes({ ...of.filter, limit: entriesShown });
  const entries = [
    ...(of.listOf ? editionsIn(catalogue, of.listOf, portalUrl) : []),
    ...changes.map((change) => ({ at: change.at, text: entry(change, catalogue, portalUrl) })),
  ].toSorted((one, other) => (one.at === other.at ? 0 : one.at < other.at ? 1 : -1));
  const page = `${portalUrl}${of.path || '/datasets'}/`;
  const own = `${portalUrl}${of.path}/feed.atom`;
  return [
    '<?xml version="1.0" encoding="utf-8"?>',
    '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="zh-CN">',
    element('id', own),
    element('title', of.title || portalUrl),
    element('updated', changes[0]?.at ?? (catalogue.info.updated || '1970-01-01T00:00:00Z')),
    `<link rel="self" type="application/atom+xml" href="${escapeXml(own)}"/>`,
    `<link rel="alternate" type="text/html" href="${escapeXml(page)}"/>`,
    ...entries.slice(0, entriesShown).map(({ text }) => text),
    '</feed>',
    '',
  ].join('\n');
}

function editionsIn(catalogue: Catalogue, agency: Agency, portalUrl: string) {
  const editions = editionsOf(catalogue.changes({ agency: agency.id, limit: 100_000 }));
  return editions
    .slice(0, entriesShown)
    .map((edition) => ({ at: edition.at, text: editionEntry(edition, agency, portalUrl) }));
}

function wholeOf(catalogue: Catalogue): FeedOf {
  const bureau = catalogue.agencies().find(({ kind }) => kind === 'bureau');
  return { path: '', title: bureau?.name ?? '', filter: {} };
}

/** Made for those who do not have it; `of` as for `atomFeed`. */
const feedAnswer = (deps: CatalogueDeps, c: AppContext, of?: FeedOf): Promise<Response> =>
  streamedCatalogue(deps, c, { 'Content-Type': feedMediaType }, function* (shown) {
    yield atomFeed(shown, deps.portalUrl, of);
  });

/** Of a dataset; of a withdrawn one the answer says why nothing more comes. */
function datasetFeed(deps: CatalogueDeps, c: AppContext): Response | Promise<Response> {
  const id = c.req.param('id') ?? '';
  const found = findEntry(deps.catalogue(), id);
  if (found.outcome === 'refused') return datasetRefused(c, found.refusal);
  const { title } = found.entry.dataset;
  return feedAnswer(deps, c, { path: `/datasets/${id}`, title, filter: { entry: id } });
}

function agencyFeed(deps: CatalogueDeps, c: AppContext): Response | Promise<Response> {
  const id = c.req.param('agency') ?? '';
  const agency = deps.catalogue().agency(id);
  if (!agency) return problem(c, 'unknown-address');
  const of = { path: `/agencies/${id}`, title: agency.name, filter: { agency: id }, listOf: agency };
  return feedAnswer(deps, c, of);
}

export function feedRoutes(deps: CatalogueDeps): Route[] {
  const feed = {
    method: 'GET',
    tag: 'catalogue',
    answers: [{ status: 200, description: 'An Atom feed', content: { 'application/atom+xml': {} } }],
    auth: 'none',
    isOpenData: true,
  } as const;
  return [
    {
      ...feed,
      path: '/datasets/{id}/feed.atom',
      summary: {
        zh: '一个数据集的新版本、变更与撤下',
        en: 'New versions, changes and the withdrawal of a dataset',
      },
      pathParameters: idParameter,
      problems: ['unknown-dataset', 'dataset-withdrawn', 'dataset-quarantined'],
      handle: (c) => datasetFeed(deps, c),
    },
    {
      ...feed,
      path: '/agencies/{agency}/feed.atom',
      summary: {
        zh: '一个部门开放清单的历次公布和变化',
        en: 'Editions and changes of the open list of an agency',
      },
      pathParameters: agencyParameter,
      problems: ['unknown-address'],
      handle: (c) => agencyFeed(deps, c),
    },
    {
      ...feed,
      path: '/feed.atom',
      summary: { zh: '目录的新增、变更与撤下', en: 'What was added, changed and withdrawn' },
      problems: [],
      handle: (c) => feedAnswer(deps, c),
    },
  ];
}
