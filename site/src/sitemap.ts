/** Sitemaps: 10,000 datasets a file (20,000 addresses), below the protocol's 50,000. */
import { catalogue, moment } from './catalogue.ts';
import { facetIndex, facetNames, facetPath } from './facets.ts';
import { dayOf } from './format.ts';
import { escapeHtml } from './html.ts';
import { htmlLang, localePath, locales } from './i18n/index.ts';
import { listing } from './listing.ts';
import { absoluteUrl } from './settings.ts';

const datasetsAFile = 10_000;
const declaration = '<?xml version="1.0" encoding="UTF-8"?>\n';
const schema = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"';

/** Pages that exist whatever the catalogue holds. */
const fixed = [
  '/',
  '/datasets/',
  '/priority/',
  '/open-list/',
  '/agencies/',
  '/statistics/',
  '/guide/',
  '/developers/',
  '/accessibility/',
];

interface Address {
  readonly path: string;
  /** CCYY-MM-DD. */
  readonly modified: string;
}

function general(): readonly Address[] {
  const modified = dayOf(moment);
  const facets = facetNames.flatMap((facet) => facetIndex[facet].map(({ value }) => facetPath(facet, value)));
  const agencies = catalogue.agencies().map(({ id }) => `/agencies/${id}/`);
  return [...fixed, ...agencies, ...facets].map((path) => ({ path, modified }));
}

/** Sitemap 1 holds the general pages, each further one a share of the datasets. */
export const sitemapCount = (): number => 1 + Math.ceil(listing.length / datasetsAFile);

export function sitemap(number: number): string {
  const share = listing.slice((number - 2) * datasetsAFile, (number - 1) * datasetsAFile);
  const addresses =
    number === 1
      ? general()
      : share.map(({ id, update }) => ({ path: `/datasets/${id}/`, modified: update.updated }));
  const urls = addresses.flatMap((address) => locales.map((locale) => urlElement(address, locale)));
  return `${declaration}<urlset ${schema} xmlns:xhtml="http://www.w3.org/1999/xhtml">\n${urls.join('\n')}\n</urlset>\n`;
}

function urlElement({ path, modified }: Address, locale: (typeof locales)[number]): string {
  const href = (each: (typeof locales)[number]): string => escapeHtml(absoluteUrl(localePath(each, path)));
  const twins = locales.map(
    (each) => `<xhtml:link rel="alternate" hreflang="${htmlLang[each]}" href="${href(each)}"/>`,
  );
  return `<url><loc>${href(locale)}</loc><lastmod>${modified}</lastmod>${twins.join('')}</url>`;
}

export function sitemapIndex(): string {
  const maps = Array.from(
    { length: sitemapCount() },
    (_, index) => `<sitemap><loc>${escapeHtml(absoluteUrl(`/sitemap-${index + 1}.xml`))}</loc></sitemap>`,
  );
  return `${declaration}<sitemapindex ${schema}>\n${maps.join('\n')}\n</sitemapindex>\n`;
}

export const xmlResponse = (xml: string): Response =>
  new Response(xml, { headers: { 'content-type': 'application/xml; charset=utf-8' } });
