/** Sitemaps: 10,000 datasets a file (20,000 addresses), below the protocol's 50,000. */
import { catalogue, today } from './catalogue.ts';
import { facetIndex, facetNames, facetPath } from './facets.ts';
import { escapeHtml } from './html.ts';
import { htmlLang, localePath, locales } from './i18n/index.ts';
import { archive, type Listed } from './listing.ts';
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
  '/sharing/',
  '/requests/',
  '/reuses/',
  '/voices/',
  '/agencies/',
  '/statistics/',
  '/quality/',
  '/monitoring/',
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
  const facets = facetNames.flatMap((facet) => facetIndex[facet].map(({ value }) => facetPath(facet, value)));
  const agencies = catalogue.agencies().map(({ id }) => `/agencies/${id}/`);
  return [...fixed, ...agencies, ...facets].map((path) => ({ path, modified: today }));
}

/** Sitemap 1 holds the general pages, each further one a share of the datasets. */
export const sitemapCount = (): number => 1 + Math.ceil(archive.length / datasetsAFile);

/** The datasets of a sitemap after the first, in the order in which they were first published. */
export const sitemapShare = (number: number): readonly Listed[] =>
  archive.slice((number - 2) * datasetsAFile, (number - 1) * datasetsAFile);

export function sitemap(number: number): string {
  const urls = number === 1 ? general().map(urlElements) : sitemapShare(number).map(datasetElements);
  return `${declaration}<urlset ${schema} xmlns:xhtml="http://www.w3.org/1999/xhtml">\n${urls.join('\n')}\n</urlset>\n`;
}

const made = new WeakMap<Listed, string>();

/** Made once for an entry that does not change. */
function datasetElements(listed: Listed): string {
  const known = made.get(listed);
  if (known !== undefined) return known;
  const elements = urlElements({ path: `/datasets/${listed.id}/`, modified: listed.update.updated });
  made.set(listed, elements);
  return elements;
}

/** The address in both languages. */
function urlElements({ path, modified }: Address): string {
  const addresses = locales.map((locale) => ({
    lang: htmlLang[locale],
    href: escapeHtml(absoluteUrl(localePath(locale, path))),
  }));
  const twins = addresses
    .map(({ lang, href }) => `<xhtml:link rel="alternate" hreflang="${lang}" href="${href}"/>`)
    .join('');
  return addresses
    .map(({ href }) => `<url><loc>${href}</loc><lastmod>${modified}</lastmod>${twins}</url>`)
    .join('\n');
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
