/** The whole catalogue for search engines: schema.org/DataCatalog. */
import { catalogue } from '../catalogue.ts';
import { htmlLang, type Locale, localePath, locales, use } from '../i18n/index.ts';
import { agencyNameById } from '../naming.ts';
import { absoluteUrl } from '../settings.ts';

/** Where all of it can be had, by media type. */
const downloads = {
  '/catalog.csv': 'text/csv',
  '/catalog.jsonl': 'application/jsonl',
  '/catalog.parquet': 'application/vnd.apache.parquet',
  '/catalog.sqlite': 'application/vnd.sqlite3',
  '/data.json': 'application/json',
} as const;

export function catalogJsonLd(locale: Locale): unknown {
  const { common, home } = use(locale);
  const bureau = catalogue.agencies().find(({ kind }) => kind === 'bureau');
  return {
    '@context': 'https://schema.org/',
    '@type': 'DataCatalog',
    '@id': absoluteUrl('/'),
    name: common.siteName,
    description: home.lead,
    url: absoluteUrl(localePath(locale, '/')),
    inLanguage: locales.map((each) => htmlLang[each]),
    dateModified: catalogue.info.updated || undefined,
    publisher: bureau && {
      '@type': 'GovernmentOrganization',
      name: agencyNameById(locale, bureau.id).text,
      identifier: bureau.creditCode,
      url: bureau.contact.website,
    },
    spatialCoverage: { '@type': 'Place', identifier: bureau?.region },
    potentialAction: {
      '@type': 'SearchAction',
      target: `${absoluteUrl(localePath(locale, '/datasets/'))}?q={search_term_string}`,
      'query-input': 'required name=search_term_string',
    },
    distribution: Object.entries(downloads).map(([path, encodingFormat]) => ({
      '@type': 'DataDownload',
      contentUrl: absoluteUrl(path),
      encodingFormat,
    })),
  };
}
