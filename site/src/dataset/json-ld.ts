/** The dataset for search engines: schema.org/Dataset. */
import { licenceOf } from '../../../functions/domain/licence.ts';
import { catalogue } from '../catalogue.ts';
import { dayOf } from '../format.ts';
import { htmlLang, use } from '../i18n/index.ts';
import { absoluteUrl } from '../settings.ts';
import { type DatasetPage, datasetHref, filePath } from './page-data.ts';

/** Undefined for a tombstone: what is gone is not offered. */
export function datasetJsonLd(page: DatasetPage): unknown {
  const { dataset, latest, locale } = page;
  if (page.kind === 'withdrawn') return undefined;
  const { common, terms } = use(locale);
  const agency = catalogue.agency(dataset.publisher);
  const publisher = {
    '@type': 'GovernmentOrganization',
    name: page.publisher.text,
    identifier: agency?.creditCode,
    url: agency?.contact.website,
  };
  return {
    '@context': 'https://schema.org/',
    '@type': 'Dataset',
    '@id': absoluteUrl(`/datasets/${dataset.id}/`),
    name: page.title.text,
    alternateName: dataset.titleEn !== page.title.text ? dataset.titleEn : dataset.title,
    description: page.plainDescription,
    url: absoluteUrl(datasetHref(page)),
    inLanguage: htmlLang[locale],
    identifier: [dataset.id, dataset.code],
    keywords: dataset.keywords,
    about: terms.theme[dataset.theme],
    // What conditional data may be used for, its guide says, and the agreement.
    license: page.kind === 'open' ? licenceOf(dataset.licence).url : undefined,
    isAccessibleForFree: true,
    conditionsOfAccess: terms.openness[dataset.openness.class],
    creator: publisher,
    publisher,
    datePublished: dataset.issued,
    dateModified: dataset.modified,
    version: latest && String(latest.number),
    spatialCoverage: { '@type': 'Place', name: dataset.spatial.name, identifier: dataset.spatial.code },
    temporalCoverage: dataset.temporal && `${dataset.temporal.start}/${dataset.temporal.end ?? '..'}`,
    includedInDataCatalog: { '@type': 'DataCatalog', name: common.siteName, url: absoluteUrl('/') },
    variableMeasured: page.fields.slice(0, 200).map((field) => ({
      '@type': 'PropertyValue',
      name: field.name,
      description: field.title,
      unitText: field.unit,
    })),
    distribution: latest && distributions(page, latest.number, dayOf(latest.issued)),
  };
}

const distributions = (page: DatasetPage, version: number, issued: string) =>
  page.files
    .filter((file) => file.role !== 'report')
    .map((file) => ({
      '@type': 'DataDownload',
      name: file.name,
      encodingFormat: file.mediaType,
      contentUrl: absoluteUrl(filePath(page.dataset.id, version, file.name)),
      contentSize: `${file.bytes} B`,
      sha256: file.sha256,
      datePublished: issued,
    }));
