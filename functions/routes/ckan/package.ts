/** A dataset as CKAN tells it: the "package", with its resources (package_show of CKAN 2.11). */
import { createHash } from 'node:crypto';
import { licenceOf } from '../../domain/licence.ts';
import { isTheme } from '../../domain/themes.ts';
import { type CatalogueEntry, type Distribution, latestOf, type Version } from '../../domain/version.ts';
import type { Catalogue } from '../../service/catalogue/catalogue.ts';
import { objectionMarks } from '../../service/objection/marks.ts';
import { groupOf, isOpenLicence, organizationOf, tagOf } from './names.ts';

export interface Telling {
  readonly catalogue: Catalogue;
  readonly portalUrl: string;
}

const isInstant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{3})?Z$/;

/** An instant as CKAN writes it: UTC, without saying so, with microseconds. */
export function ckanInstant(instant: string): string {
  // As almost all are stored: no date needs to be made of them.
  const known = isInstant.test(instant) ? instant : new Date(instant).toISOString();
  return known.length === '2026-11-20T03:00:00Z'.length
    ? known.replace('Z', '.000000')
    : known.replace('Z', '000');
}

/**
 * CKAN takes ids of 7 to 100 letters, digits, `-` and `_`. The same file of the next version keeps its id. Ids of
 * datasets hold no `_`, so that the dataset of a resource can be told from its id.
 */
export function resourceId(dataset: string, { role, format, name }: Distribution): string {
  if (role === 'data') return `${dataset}_table-${format.toLowerCase()}`;
  return `${dataset}_file-${createHash('sha256').update(name).digest('hex').slice(0, 16)}`;
}

/** The dataset that a resource would belong to. */
export const datasetOfResource = (id: string): string => id.split('_')[0] ?? '';

/** What stands for conditional data: where access is applied for, and nothing that leads to the data. */
export const accessResourceId = (dataset: string): string => `${dataset}_access`;

const emptyResource = {
  url_type: null,
  resource_type: null,
  state: 'active',
  mimetype_inner: null,
  cache_url: null,
  cache_last_updated: null,
};

function resourceOf(
  entry: CatalogueEntry,
  version: Version,
  file: Distribution,
  position: number,
  portalUrl: string,
) {
  const { id } = entry.dataset;
  return {
    ...emptyResource,
    id: resourceId(id, file),
    package_id: id,
    name: file.title ?? file.name,
    description: '',
    format: file.format,
    mimetype: file.mediaType.split(';')[0]?.trim() ?? file.mediaType,
    size: file.bytes,
    hash: `sha256:${file.sha256}`,
    url: `${portalUrl}/files/${id}/${version.number}/${encodeURIComponent(file.name)}`,
    position,
    created: ckanInstant(version.issued),
    last_modified: ckanInstant(version.issued),
    metadata_modified: ckanInstant(version.issued),
    datastore_active: file.role === 'data' && version.fields.length > 0,
  };
}

function accessResource(entry: CatalogueEntry, portalUrl: string) {
  const { id, openness } = entry.dataset;
  const at = ckanInstant(entry.lastPublished);
  return {
    ...emptyResource,
    id: accessResourceId(id),
    package_id: id,
    name: '申请访问 / Apply for access',
    description: openness.conditions ?? '',
    format: 'HTML',
    mimetype: 'text/html',
    size: null,
    hash: '',
    url: `${portalUrl}/datasets/${id}/`,
    position: 0,
    created: at,
    last_modified: at,
    metadata_modified: at,
    datastore_active: false,
  };
}

export function resourcesOf(entry: CatalogueEntry, portalUrl: string) {
  const { class: openness } = entry.dataset.openness;
  if (openness === 'conditional') return [accessResource(entry, portalUrl)];
  const version = latestOf(entry);
  if (openness === 'withheld' || !version) return [];
  return version.distributions
    .filter(({ role }) => role !== 'report')
    .map((file, position) => resourceOf(entry, version, file, position, portalUrl));
}

/** What CKAN has no field for: texts by name, under the names of ckanext-dcat where it has one. */
function extrasOf(entry: CatalogueEntry, { catalogue }: Telling): readonly object[] {
  const { dataset } = entry;
  const publisher = catalogue.agency(dataset.publisher);
  const marks = objectionMarks(catalogue, dataset.id);
  const values: readonly (readonly [key: string, value: string | undefined])[] = [
    ['title_en', dataset.titleEn],
    ['notes_en', dataset.descriptionEn],
    ['code', dataset.code],
    ['issued', dataset.issued],
    ['modified', dataset.modified],
    ['frequency', dataset.updateCycle],
    ['language', JSON.stringify(dataset.titleEn ? ['zh', 'en'] : ['zh'])],
    ['openness', dataset.openness.class],
    ['access_conditions', dataset.openness.conditions],
    ['access_reason', dataset.openness.reason],
    ['legal_basis', dataset.openness.legalBasis],
    ['priority', dataset.priority ? 'true' : 'false'],
    ['priority_grounds', dataset.priority?.grounds.join(',')],
    ['spatial_code', dataset.spatial.code],
    ['spatial_name', dataset.spatial.name],
    ['temporal_start', dataset.temporal?.start],
    ['temporal_end', dataset.temporal?.end],
    ['publisher_name', publisher?.name],
    ['publisher_name_en', publisher?.nameEn],
    ['contact_phone', dataset.contact.phone],
    ['disputed', marks.length > 0 ? 'true' : undefined],
    ['objections', marks.map(({ id }) => id).join(',')],
  ];
  return values.flatMap(([key, value]) => (value ? [{ key, value }] : []));
}

/** The whole package. Only for entries that are not withdrawn. */
export function packageOf(entry: CatalogueEntry, telling: Telling): object {
  const { dataset } = entry;
  const { catalogue, portalUrl } = telling;
  const agency = catalogue.agency(dataset.publisher);
  const isOpen = dataset.openness.class === 'unconditional';
  const licence = isOpen ? licenceOf(dataset.licence) : undefined;
  const resources = resourcesOf(entry, portalUrl);
  const tags = dataset.keywords.map((name) => ({ ...tagOf(name), state: 'active' }));
  return {
    id: dataset.id,
    name: dataset.id,
    title: dataset.title,
    notes: dataset.description,
    url: `${portalUrl}/datasets/${dataset.id}/`,
    type: 'dataset',
    state: 'active',
    private: false,
    isopen: licence !== undefined && isOpenLicence(licence.id),
    version: String(latestOf(entry)?.number ?? ''),
    license_id: licence?.id ?? 'notspecified',
    license_title: licence?.name ?? 'License not specified',
    ...(licence && { license_url: licence.url }),
    author: agency?.name ?? dataset.publisher,
    author_email: agency?.contact.email ?? null,
    maintainer: agency?.name ?? dataset.publisher,
    maintainer_email: dataset.contact.email ?? agency?.contact.email ?? null,
    creator_user_id: null,
    owner_org: dataset.publisher,
    organization: agency ? organizationOf(agency) : null,
    groups: isTheme(dataset.theme) ? [groupOf(dataset.theme)] : [],
    tags,
    num_tags: tags.length,
    resources,
    num_resources: resources.length,
    extras: extrasOf(entry, telling),
    metadata_created: ckanInstant(entry.firstPublished),
    metadata_modified: ckanInstant(entry.lastPublished),
    relationships_as_subject: [],
    relationships_as_object: [],
  };
}
