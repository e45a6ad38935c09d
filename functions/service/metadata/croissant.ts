/** MLCommons Croissant of the latest version. Source: Croissant Format Specification 1.1, docs.mlcommons.org/croissant. */
import type { Field } from '../../domain/dataset.ts';
import { licenceOf } from '../../domain/licence.ts';
import type { CatalogueEntry, Version } from '../../domain/version.ts';
import { bareMediaType, contentFiles, type Describing, fileUrl, pageOf, semanticVersion } from './common.ts';

/** As the specification gives it: readers compare it. */
const context = {
  '@language': 'zh-CN',
  '@vocab': 'https://schema.org/',
  citeAs: 'cr:citeAs',
  column: 'cr:column',
  conformsTo: 'dct:conformsTo',
  containedIn: 'cr:containedIn',
  cr: 'http://mlcommons.org/croissant/',
  rai: 'http://mlcommons.org/croissant/RAI/',
  data: { '@id': 'cr:data', '@type': '@json' },
  dataType: { '@id': 'cr:dataType', '@type': '@vocab' },
  dct: 'http://purl.org/dc/terms/',
  equivalentProperty: 'cr:equivalentProperty',
  examples: { '@id': 'cr:examples', '@type': '@json' },
  extract: 'cr:extract',
  field: 'cr:field',
  fileProperty: 'cr:fileProperty',
  fileObject: 'cr:fileObject',
  fileSet: 'cr:fileSet',
  format: 'cr:format',
  includes: 'cr:includes',
  isLiveDataset: 'cr:isLiveDataset',
  jsonPath: 'cr:jsonPath',
  key: 'cr:key',
  md5: 'cr:md5',
  parentField: 'cr:parentField',
  path: 'cr:path',
  recordSet: 'cr:recordSet',
  references: 'cr:references',
  regex: 'cr:regex',
  repeated: 'cr:repeated',
  replace: 'cr:replace',
  samplingRate: 'cr:samplingRate',
  sc: 'https://schema.org/',
  separator: 'cr:separator',
  source: 'cr:source',
  subField: 'cr:subField',
  transform: 'cr:transform',
};

const dataTypes: Readonly<Record<Field['type'], string>> = {
  string: 'sc:Text',
  integer: 'sc:Integer',
  number: 'sc:Float',
  boolean: 'sc:Boolean',
  date: 'sc:Date',
  datetime: 'sc:DateTime',
  year: 'sc:Integer',
  geopoint: 'sc:Text',
};

const records = 'records';

function fieldOf(field: Field, source: string | undefined): object {
  const { name, title, titleEn, description, unit, type } = field;
  const words = [title, titleEn, description, unit && `(${unit})`].filter(Boolean).join(' · ');
  return {
    '@type': 'cr:Field',
    '@id': `${records}/${name}`,
    name,
    description: words,
    dataType: dataTypes[type],
    ...(source && { source: { fileObject: { '@id': source }, extract: { column: name } } }),
  };
}

/** Rows of the table: read from its Parquet file, which keeps leading zeros and empty cells as they are, or, of conditional data, the sample that anyone may see. */
function recordSetOf({ dataset }: CatalogueEntry, version: Version): object[] {
  const { fields, sample } = version;
  if (fields.length === 0) return [];
  const tables = version.distributions.filter(({ role }) => role === 'data');
  const table = ['PARQUET', 'CSV'].flatMap(
    (wanted) => tables.find(({ format }) => format === wanted) ?? [],
  )[0];
  const names = new Set(fields.map(({ name }) => name));
  const key = dataset.primaryKey?.every((name) => names.has(name)) ? dataset.primaryKey : undefined;
  const shown = sample.map((row) =>
    Object.fromEntries(Object.entries(row).map(([name, cell]) => [`${records}/${name}`, cell])),
  );
  if (!table && shown.length === 0) return [];
  return [
    {
      '@type': 'cr:RecordSet',
      '@id': records,
      name: records,
      description: dataset.title,
      ...(table && key && { key: key.map((name) => ({ '@id': `${records}/${name}` })) }),
      field: fields.map((field) => fieldOf(field, table?.name)),
      ...(!table && { data: shown }),
    },
  ];
}

/** Readers know Parquet by the name that the specification used before there was a registered one. */
const encodingOf = (mediaType: string): string | readonly string[] =>
  mediaType === 'application/vnd.apache.parquet' ? [mediaType, 'application/x-parquet'] : mediaType;

/** The description; only of versions that are not withdrawn, of data that is open or conditional. */
export function croissantOf(
  entry: CatalogueEntry,
  version: Version,
  { catalogue, portalUrl }: Describing,
): object {
  const { dataset } = entry;
  const publisher = catalogue.agency(dataset.publisher);
  const { website } = publisher?.contact ?? {};
  const isOpen = dataset.openness.class === 'unconditional';
  const office = {
    '@type': 'sc:Organization',
    name: publisher?.name ?? dataset.publisher,
    ...(website && { url: website }),
  };
  return {
    '@context': context,
    '@type': 'sc:Dataset',
    '@id': pageOf(portalUrl, dataset.id),
    conformsTo: 'http://mlcommons.org/croissant/1.1',
    name: dataset.title,
    alternateName: [dataset.id, ...(dataset.titleEn ? [dataset.titleEn] : [])],
    description: dataset.description,
    url: pageOf(portalUrl, dataset.id),
    identifier: dataset.code,
    // What conditional data may be used for, its guide says, and the agreement.
    license: isOpen ? licenceOf(dataset.licence).url : `${pageOf(portalUrl, dataset.id)}#guide`,
    ...(!isOpen && { conditionsOfAccess: dataset.openness.conditions }),
    citeAs: `${office.name}. ${dataset.title}. ${semanticVersion(version.number)}, ${version.issued.slice(0, 10)}. ${pageOf(portalUrl, dataset.id)}`,
    keywords: dataset.keywords,
    inLanguage: 'zh-CN',
    version: semanticVersion(version.number),
    datePublished: dataset.issued,
    dateModified: version.issued,
    creator: office,
    publisher: office,
    distribution: contentFiles(version).map((file) => ({
      '@type': 'cr:FileObject',
      '@id': file.name,
      name: file.name,
      description: file.title ?? file.name,
      contentUrl: fileUrl(portalUrl, dataset.id, version.number, file.name),
      contentSize: `${file.bytes} B`,
      encodingFormat: encodingOf(bareMediaType(file.mediaType)),
      sha256: file.sha256,
    })),
    recordSet: recordSetOf(entry, version),
  };
}
