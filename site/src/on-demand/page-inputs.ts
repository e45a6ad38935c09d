/**
 * What each page of the portal is made of, as one short text a page: pages whose text is the same in two catalogues are
 * the same bytes in both. Every object of the model is numbered when it is first seen; entries and lists in which
 * nothing changed are the same objects again, so comparing two catalogues costs no rendering.
 */

import type { Fix } from '../../../functions/domain/metadata-quality-summary.ts';
import { signInFailures } from '../../../functions/routes/http/sign-in-failure.ts';
import { today } from '../catalogue.ts';
import { chartIds } from '../data/charts.ts';
import type { Line } from '../data/line.ts';
import { priorityLines } from '../data/priority.ts';
import { answers, answersText, indicatorPath, summary } from '../data/quality.ts';
import { qualityTables } from '../data/quality-files.ts';
import { restrictedClasses } from '../data/restricted.ts';
import { lines, lists } from '../data/whole.ts';
import { agencies, entries } from '../entries.ts';
import { facetIndex, facetNames, facetPath } from '../facets.ts';
import { localePath, locales } from '../i18n/index.ts';
import { archive, type Listed, listing } from '../listing.ts';
import { archivePages, pageCount, pageOf, pagePath, pageSize } from '../paging.ts';
import { relatedOf } from '../related.ts';
import { sitemapCount, sitemapShare } from '../sitemap.ts';

/** Request paths with what the pages are made of. */
export type PageInputs = ReadonlyMap<string, string>;

/** Changes with every catalogue: for pages that cost less to render than to describe. */
let shown = 0;
const numbers = new WeakMap<object, number>();
let last = 0;

function numberOf(object: object | undefined): number {
  if (!object) return 0;
  const known = numbers.get(object);
  if (known !== undefined) return known;
  last += 1;
  numbers.set(object, last);
  return last;
}

const numbersOf = (objects: readonly (object | undefined)[]): string => objects.map(numberOf).join(' ');

/** An entry has one number, whichever of its views is shown. */
const entryNumbers = (of: readonly { readonly id: string }[]): string =>
  numbersOf(of.map(({ id }) => entries.get(id)?.listed));

/** Pages that show nothing of a catalogue but its agencies. */
const constant = [
  '/my/',
  '/desk/',
  '/supervise/',
  '/voices/',
  '/objections/',
  '/shares/',
  '/quarantine/',
  '/harvested/',
  '/requests/',
  '/reuses/',
  '/monitoring/',
  '/developers/reference/',
  '/404/',
  ...signInFailures.map((reason) => `/sign-in-failed/${reason}/`),
];
const constantFiles = ['/robots.txt'];
/** Pages that are made anew for every catalogue. */
const whole = [
  '/',
  '/datasets/',
  '/agencies/',
  '/open-list/',
  '/sharing/',
  '/statistics/',
  '/quality/',
  '/licence/',
  '/guide/',
  '/apply/',
  '/accessibility/',
  '/developers/',
  '/developers/errors/',
];
const wholeFiles = [
  '/open-list.csv',
  '/open-list.json',
  ...restrictedClasses.map((openness) => `/open-list/${openness}.json`),
  '/statistics.json',
  '/sitemap-index.xml',
  '/.well-known/security.txt',
  ...chartIds.map((id) => `/statistics/${id}.csv`),
  ...qualityTables.map((id) => `/quality/${id}.csv`),
];

/**
 * Of the catalogue that is shown. Pages stand before those that lead to them: where pages are put in place one after the
 * other, no link leads to one that is not there yet.
 */
export function pageInputs(): PageInputs {
  shown += 1;
  const pages = [
    ...datasetPages(),
    ...archived(),
    ...facetPages(),
    ...agencyPages(),
    ...restrictedPages(),
    ...priorityPages(),
    ...indicatorPages(),
    ...constant.map((path) => [path, String(numberOf(agencies))] as const),
    ...whole.map((path) => [path, String(shown)] as const),
  ];
  return new Map([
    ...pages.flatMap(([path, input]) => locales.map((locale) => [localePath(locale, path), input] as const)),
    ...constantFiles.map((path) => [path, ''] as const),
    ...wholeFiles.map((path) => [path, String(shown)] as const),
    ...sitemaps(),
  ]);
}

type Inputs = (readonly [path: string, input: string])[];

const datasetPages = (): Inputs =>
  Array.from(entries.values(), ({ listed: { id, keywords }, line, related }) => [
    `/datasets/${id}/`,
    `${numberOf(line)} ${numbersOf(relatedOf({ id, keywords, related }))} / ${flagged(id)} ${answersText(id)}`,
  ]);

/** The entries that the one-source check named: their titles stand on the page. */
const flagged = (id: string): string => numbersOf((entries.get(id)?.flagged ?? []).map(listedOf));
const listedOf = (id: string): Listed | undefined => entries.get(id)?.listed;

/** All values with their counts stand beside every list. */
function facetPages(): Inputs {
  const counts = facetNames
    .flatMap((facet) => facetIndex[facet].map(({ value, entries: of }) => `${value} ${of.length}`))
    .join();
  return facetNames.flatMap((facet) =>
    facetIndex[facet].map(
      ({ value, entries: of }) =>
        [
          facetPath(facet, value),
          `${counts} ${listing.length} / ${numbersOf(of.slice(0, pageSize))}`,
        ] as const,
    ),
  );
}

const archived = (): Inputs => {
  const pages = archivePages(archive.length);
  return pages.map((page) => [
    `/datasets/page/${page}/`,
    `${numbersOf(pageOf(archive, page))} ${page === pages.length}`,
  ]);
};

const agencyPages = (): Inputs =>
  agencies.flatMap(({ id }) => {
    const list = lists.find(({ agency }) => agency.id === id);
    const others = list ? paged(`/agencies/${id}/`, list.lines).slice(1) : [];
    return [[`/agencies/${id}/`, `${numberOf(agencies)} ${numberOf(list)}`] as const, ...others];
  });

/** Pages of a list that tell its length. */
const paged = (base: string, of: readonly Line[]): Inputs =>
  Array.from({ length: pageCount(of.length) }, (_, index) => [
    pagePath(base, index + 1),
    `${of.length} ${entryNumbers(pageOf(of, index + 1))}`,
  ]);

const restrictedPages = (): Inputs =>
  restrictedClasses.flatMap((openness) => {
    const published = lines.filter((line) => line.status === 'published' && line.openness.class === openness);
    return paged(`/open-list/${openness}/`, published);
  });

/** The first page counts grounds, and all datasets. */
function priorityPages(): Inputs {
  const [, ...others] = paged('/priority/', priorityLines(lines));
  return [['/priority/', String(shown)], ...others];
}

/** Counts, and the entries that are named. */
const indicatorPages = (): Inputs =>
  Object.values(summary.fixes).map(({ indicator, first, ...counts }: Fix) => [
    indicatorPath(indicator),
    `${JSON.stringify(counts)} ${summary.all.entries} ${answers?.at} ${entryNumbers(first.map((id) => ({ id })))}`,
  ]);

const sitemaps = (): Inputs =>
  Array.from({ length: sitemapCount() }, (_, index) => [
    `/sitemap-${index + 1}.xml`,
    index === 0 ? generalSitemap() : numbersOf(sitemapShare(index + 1)),
  ]);

const generalSitemap = (): string =>
  `${today} ${numberOf(agencies)} ${facetNames.flatMap((facet) => facetIndex[facet].map(({ value }) => value)).join()}`;
