/** What a program that holds an answer about a dataset can find out from the answer itself. */
import type { Dataset } from '../../domain/dataset.ts';
import { licenceOf } from '../../domain/licence.ts';

/**
 * `Link` of answers about a dataset: its description, its licence where the data is open, its versions. Sources: RFC 8288;
 * `describedby` (W3C POWDER), `license` (RFC 4946), `version-history` (RFC 5829).
 */
export function datasetLinks(portalUrl: string, { id, openness, licence }: Dataset): string {
  const page = `${portalUrl}/datasets/${id}`;
  return [
    `<${page}.json>; rel="describedby"; type="application/json"`,
    `<${page}/dcat.jsonld>; rel="describedby"; type="application/ld+json"`,
    `<${page}/national-record.xml>; rel="describedby"; type="application/xml"`,
    ...(openness.class === 'unconditional' ? [`<${encodeURI(licenceOf(licence).url)}>; rel="license"`] : []),
    `<${page}/#versions>; rel="version-history"`,
  ].join(', ');
}
