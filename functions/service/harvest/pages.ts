/** A source page by page: where it begins, what each page holds, and where the next one lies. */
import type { FoundRecord, HarvestKind } from '../../domain/told-record.ts';
import { type FetchedPage, whole } from './fetch-page.ts';
import { type GraphMediaType, graphMediaTypes, readGraph } from './graph.ts';
import { arrayElements, readJson } from './json.ts';
import { readCkan } from './read-ckan.ts';
import { readDataJson } from './read-data-json.ts';
import { readDcat } from './read-dcat.ts';
import { Unreadable } from './unreadable.ts';

type Answered = Extract<FetchedPage, { outcome: 'answered' }>;

export interface ReadPage {
  /** One by one; ends by throwing where the page breaks off. */
  readonly records: AsyncIterable<FoundRecord>;
  readonly total?: number;
  /** The address of the page after this one, absolute. */
  readonly next?: string;
}

interface Reader {
  readonly accept: string;
  /** The address of the first page, of the address of the source. */
  readonly first: (url: string) => string;
  readonly read: (answer: Answered) => Promise<ReadPage>;
}

const rowsAPage = 100;
const graphs =
  'text/turtle, application/ld+json;q=0.9, application/rdf+xml;q=0.8, application/n-triples;q=0.7';

export const readers: Readonly<Record<HarvestKind, Reader>> = {
  dcat: { accept: graphs, first: (url) => url, read: readGraphPage },
  ckan: { accept: 'application/json', first: searchAddress, read: readSearchPage },
  'data-json': {
    accept: 'application/json',
    first: (url) => url,
    read: async (answer) => ({ records: dataJsonRecords(answer) }),
  },
};

async function* listed(records: readonly FoundRecord[]): AsyncGenerator<FoundRecord> {
  yield* records;
}

/** The media type that the answer or, where it says something else, its address tells. */
function syntaxOf({ mediaType, url }: Answered): GraphMediaType {
  const told = graphMediaTypes.find((each) => each === mediaType);
  if (told) return told;
  if (mediaType === 'text/html') throw new Unreadable('no-catalogue');
  const { pathname } = new URL(url);
  if (/\.(?:ttl|n3)$/.test(pathname)) return 'text/turtle';
  if (/\.nt$/.test(pathname)) return 'application/n-triples';
  if (/json/.test(mediaType) || /\.jsonld$/.test(pathname)) return 'application/ld+json';
  if (/xml/.test(mediaType) || /\.(?:rdf|xml)$/.test(pathname)) return 'application/rdf+xml';
  throw new Unreadable('no-catalogue');
}

async function readGraphPage(answer: Answered): Promise<ReadPage> {
  const mediaType = syntaxOf(answer);
  const text = await whole(answer.pieces());
  const page = readDcat(await readGraph(text, mediaType, answer.url));
  if (!page) throw new Unreadable('no-catalogue');
  const { records, next, total } = page;
  const following = next === undefined ? undefined : URL.parse(next, answer.url)?.href;
  return {
    records: listed(records),
    ...(total !== undefined && { total }),
    ...(following !== undefined && { next: following }),
  };
}

const actionPath = /\/api\/(?:3\/)?(?:action\/?.*)?$/;

/** Of the site, its API, or the search itself. Ordered by what does not change while pages are read. */
function searchAddress(url: string): string {
  const { origin, pathname } = new URL(url);
  const site = pathname.replace(actionPath, '').replace(/\/$/, '');
  const query = new URLSearchParams({ rows: String(rowsAPage), start: '0', sort: 'name asc' });
  return `${origin}${site}/api/3/action/package_search?${query}`;
}

async function readSearchPage(answer: Answered): Promise<ReadPage> {
  const address = new URL(answer.url);
  const site = address.origin + address.pathname.replace(actionPath, '');
  const page = readCkan(readJson(await whole(answer.pieces())), site);
  if (!page) throw new Unreadable('no-catalogue');
  const { records, rows, total } = page;
  const start = Number(address.searchParams.get('start') ?? 0) + rows;
  address.searchParams.set('start', String(start));
  return {
    records: listed(records),
    ...(total !== undefined && { total }),
    // Until a page is empty: how many there are may change while they are read.
    ...(rows > 0 && { next: address.href }),
  };
}

/** All elements come before the first is read: what is done with each takes longer than a source waits. */
async function* dataJsonRecords(answer: Answered): AsyncGenerator<FoundRecord> {
  const elements = arrayElements(answer.pieces(), 'dataset');
  const texts: string[] = [];
  let step = await elements.next();
  for (; !step.done; step = await elements.next()) texts.push(step.value);
  if (!step.value) throw new Unreadable('no-catalogue');
  for (const text of texts) yield readDataJson(text);
}

/** The kind that an address, or what it answers, shows; throws `Unreadable` where neither does. */
export function kindOf(url: string, mediaType: string | undefined): HarvestKind {
  const { pathname } = new URL(url);
  if (actionPath.test(pathname)) return 'ckan';
  if (/\.(?:ttl|n3|nt|jsonld|rdf|xml)$/.test(pathname)) return 'dcat';
  if (/(?:^|\/)data\.json$/.test(pathname)) return 'data-json';
  if (graphMediaTypes.some((each) => each === mediaType)) return 'dcat';
  throw new Unreadable('kind-unknown');
}
