/** An agency's open list (Art. 29) as JSON: the list as it stands, its version and date, and what each edition changed. */
import type { Agency } from '../domain/agency.ts';
import { editionsOf } from '../domain/open-list-edition.ts';
import { type CatalogueEntry, latestOf } from '../domain/version.ts';
import type { Catalogue } from '../service/catalogue/catalogue.ts';
import { problem } from './answer.ts';
import type { AppContext, CatalogueDeps } from './deps.ts';
import { streamedCatalogue } from './http/streamed.ts';
import type { Route } from './route.ts';

const pageOf = 1000;
const allChanges = 100_000;

function* entriesOf(catalogue: Catalogue, agency: string): Generator<CatalogueEntry> {
  for (let offset = 0; ; offset += pageOf) {
    const { entries } = catalogue.search({ agency, sort: 'title', limit: pageOf, offset });
    yield* entries;
    if (entries.length < pageOf) return;
  }
}

function line(entry: CatalogueEntry, portalUrl: string) {
  const { id, code, title, titleEn, theme, openness, priority, updateCycle, issued, modified } =
    entry.dataset;
  const latest = latestOf(entry);
  return {
    id,
    code,
    title,
    titleEn,
    status: entry.status,
    theme,
    openness,
    priority,
    updateCycle,
    issued,
    modified,
    version: latest?.number ?? null,
    rows: latest?.rows ?? null,
    withdrawn: entry.withdrawn && { at: entry.withdrawn.at, reason: entry.withdrawn.reason },
    page: `${portalUrl}/datasets/${id}/`,
  };
}

function* listed<Item>(name: string, items: Iterable<Item>): Generator<string, void, undefined> {
  let before = `,"${name}":[`;
  for (const item of items) {
    yield `${before}${JSON.stringify(item)}`;
    before = ',';
  }
  yield before === ',' ? ']' : `${before}]`;
}

/** Nothing in it depends on when it is asked for. Entries are read while they are sent. */
function* openListPieces(
  catalogue: Catalogue,
  { id, name, nameEn, creditCode }: Agency,
  portalUrl: string,
): Generator<string, void, undefined> {
  const editions = editionsOf(catalogue.changes({ agency: id, limit: allChanges }));
  const { version = null, date = null, at = null } = editions[0] ?? {};
  const about = {
    agency: { id, name, nameEn, creditCode },
    page: `${portalUrl}/agencies/${id}/`,
    version,
    date,
    updated: at,
  };
  yield JSON.stringify(about).slice(0, -1);
  yield* listed(
    'entries',
    entriesOf(catalogue, id).map((entry) => line(entry, portalUrl)),
  );
  yield* listed(
    'editions',
    editions.values().map(({ changes, ...edition }) => ({
      ...edition,
      changes: changes.map(({ agency: _, ...change }) => change),
    })),
  );
  yield '}\n';
}

function openList(deps: CatalogueDeps, c: AppContext): Response | Promise<Response> {
  const agency = deps.catalogue().agency(c.req.param('agency') ?? '');
  if (!agency) return problem(c, 'unknown-address');
  return streamedCatalogue(deps, c, { 'Content-Type': 'application/json; charset=utf-8' }, (shown) =>
    openListPieces(shown, agency, deps.portalUrl),
  );
}

export const agencyParameter = {
  agency: { description: { zh: '部门标识', en: 'Id of the agency' }, json: { type: 'string' } },
} as const;

export const openListRoutes = (deps: CatalogueDeps): Route[] => [
  {
    method: 'GET',
    tag: 'catalogue',
    path: '/agencies/{agency}/open-list.json',
    summary: {
      zh: '一个部门的开放清单：版次、日期、条目和历次变化',
      en: 'The open list of an agency: version, date, entries, and what each edition changed',
    },
    pathParameters: agencyParameter,
    answers: [{ status: 200, description: 'The list', content: { 'application/json': {} } }],
    auth: 'none',
    isOpenData: true,
    problems: ['unknown-address'],
    handle: (c) => openList(deps, c),
  },
];
