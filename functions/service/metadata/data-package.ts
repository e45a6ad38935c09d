/** Frictionless Data Package v2 of one version. Source: datapackage.org, "Data Package", "Table Schema", "Table Dialect" 2.0. */
import type { Dataset, Field } from '../../domain/dataset.ts';
import { licenceOf } from '../../domain/licence.ts';
import type { CatalogueEntry, Distribution, Version } from '../../domain/version.ts';
import { bareMediaType, contentFiles, type Describing, fileUrl, pageOf, semanticVersion } from './common.ts';

const profile = (name: string): string => `https://datapackage.org/profiles/2.0/${name}.json`;

/** Where the files are: on the portal, or beside the description in an archive. */
export type Placement = 'portal' | 'archive';
/** The directory of the files in an archive: names as `~x` are no paths of a data package by themselves. */
export const archiveDirectory = 'data';

function constraintsOf({ type, constraints }: Field): object | undefined {
  if (!constraints) return undefined;
  const { pattern, minLength, maxLength, ...rest } = constraints;
  const ofTexts = type === 'string' ? { pattern, minLength, maxLength } : {};
  return { ...rest, ...ofTexts };
}

/** Types have the same names here and there; geopoints are written `longitude,latitude` as the default format is. */
function fieldOf(field: Field): object {
  const { name, title, titleEn, type, description, unit } = field;
  return {
    name,
    type,
    title,
    ...(titleEn && { titleEn }),
    ...(description && { description }),
    ...(unit && { unit }),
    constraints: constraintsOf(field),
  };
}

/** The columns of a version as a Table Schema. */
export function tableSchemaOf(
  fields: readonly Field[],
  { primaryKey }: Pick<Dataset, 'primaryKey'> = {},
): object {
  const names = new Set(fields.map(({ name }) => name));
  const isWhole = primaryKey?.every((name) => names.has(name)) ?? false;
  return {
    $schema: profile('tableschema'),
    fields: fields.map(fieldOf),
    ...(isWhole && { primaryKey }),
  };
}

/** How the platform writes its own CSV files, and how a delivered one was read. */
function dialectOf({ format, role }: Distribution, { source }: Version): object | undefined {
  if (format !== 'CSV' && format !== 'TSV') return undefined;
  const delimiter = role === 'data' ? ',' : (source?.delimiter ?? (format === 'TSV' ? '\t' : ','));
  return { $schema: profile('tabledialect'), delimiter, quoteChar: '"', doubleQuote: true, header: true };
}

const isText = (format: string): boolean =>
  ['CSV', 'TSV', 'JSON', 'JSONL', 'GEOJSON', 'TXT'].includes(format);

function resourceName(file: Distribution, index: number): string {
  return file.role === 'data' ? `table-${file.format.toLowerCase()}` : `${file.role}-${index + 1}`;
}

function resourceOf(
  { dataset }: CatalogueEntry,
  version: Version,
  file: Distribution,
  index: number,
  path: string,
): object {
  const isTable = file.role === 'data' && version.fields.length > 0;
  const encoding = file.role === 'data' ? 'utf-8' : version.source?.encoding;
  const dialect = dialectOf(file, version);
  return {
    $schema: profile('dataresource'),
    name: resourceName(file, index),
    ...(isTable && { type: 'table' }),
    title: file.title ?? file.name,
    path,
    format: file.format.toLowerCase(),
    mediatype: bareMediaType(file.mediaType),
    ...(isText(file.format) && encoding && { encoding }),
    bytes: file.bytes,
    hash: `sha256:${file.sha256}`,
    ...(dialect && { dialect }),
    ...(isTable && { schema: tableSchemaOf(version.fields, dataset) }),
  };
}

/** Of conditional data the sample that anyone may see, with all its columns described. Blanked cells break no constraint. */
function sampleResource({ fields, sample }: Version): object {
  const described = fields.map(({ constraints: _constraints, ...field }) => field);
  return {
    $schema: profile('dataresource'),
    name: 'sample',
    type: 'table',
    title: '公开样例 / Public sample',
    data: sample,
    schema: tableSchemaOf(described),
  };
}

function licencesOf({ openness, licence }: Dataset): object[] | undefined {
  if (openness.class !== 'unconditional') return undefined;
  const { id, name, url } = licenceOf(licence);
  return [id === url ? { path: url, title: name } : { name: id, path: url, title: name }];
}

/** The description; only of versions that are not withdrawn, of data that is open or conditional. */
export function dataPackageOf(
  entry: CatalogueEntry,
  version: Version,
  { catalogue, portalUrl }: Describing,
  placement: Placement = 'portal',
): object {
  const { dataset } = entry;
  const publisher = catalogue.agency(dataset.publisher);
  const pathOf = ({ name }: Distribution): string =>
    placement === 'archive'
      ? `${archiveDirectory}/${name}`
      : fileUrl(portalUrl, dataset.id, version.number, name);
  const files = contentFiles(version).map((file, index) =>
    resourceOf(entry, version, file, index, pathOf(file)),
  );
  const licenses = licencesOf(dataset);
  const sources = (dataset.sources ?? []).map(({ title, url }) => ({ title, ...(url && { path: url }) }));
  const { website, email } = publisher?.contact ?? {};
  return {
    $schema: profile('datapackage'),
    name: dataset.id,
    id: pageOf(portalUrl, dataset.id),
    title: dataset.title,
    ...(dataset.titleEn && { titleEn: dataset.titleEn }),
    description: dataset.description,
    ...(dataset.descriptionEn && { descriptionEn: dataset.descriptionEn }),
    homepage: pageOf(portalUrl, dataset.id),
    version: semanticVersion(version.number),
    created: version.issued,
    keywords: dataset.keywords,
    ...(licenses && { licenses }),
    contributors: [
      {
        title: publisher?.name ?? dataset.publisher,
        roles: ['publisher'],
        ...(website && { path: website }),
        ...(email && { email }),
      },
    ],
    ...(sources.length > 0 && { sources }),
    ...(dataset.openness.class === 'conditional' && { accessConditions: dataset.openness.conditions }),
    resources: files.length > 0 ? files : [sampleResource(version)],
  };
}
