/** `/data.json`: the catalogue in DCAT-US 1.1. Source: Project Open Data Metadata Schema v1.1, resources.data.gov. */
import type { Agency } from '../../domain/agency.ts';
import type { Dataset } from '../../domain/dataset.ts';
import { licenceOf } from '../../domain/licence.ts';
import { themeNames } from '../../domain/names.ts';
import { isTheme } from '../../domain/themes.ts';
import { type CatalogueEntry, latestOf } from '../../domain/version.ts';
import {
  bareMediaType,
  clipped,
  contentFiles,
  type Describing,
  fileUrl,
  pageOf,
  supervisorOf,
} from './common.ts';

export const accessLevels: Readonly<Record<Dataset['openness']['class'], string>> = {
  unconditional: 'public',
  conditional: 'restricted public',
  withheld: 'non-public',
};

/** ISO 8601 repeating durations; what is complete repeats no more. */
export const periodicities: Readonly<Record<Dataset['updateCycle'], string | undefined>> = {
  realtime: 'R/PT1S',
  daily: 'R/P1D',
  weekly: 'R/P1W',
  monthly: 'R/P1M',
  quarterly: 'R/P3M',
  'half-yearly': 'R/P6M',
  yearly: 'R/P1Y',
  irregular: 'irregular',
  never: undefined,
};

const mostRights = 255;
/** As the schema of a contact has it. */
const mailAddress = /^[\w~!$&'()*+,;=:.-]+@[\w.-]+\.[\w.-]+$/;
const mediaTypes = /^[-\w]+\/[-\w]+(?:\.[-\w]+)*(?:\+[-\w]+)?$/;

const organization = (agency: Agency, parent: Agency | undefined): object => ({
  '@type': 'org:Organization',
  name: agency.name,
  ...(parent && parent.id !== agency.id && { subOrganizationOf: organization(parent, undefined) }),
});

/** An address is required: the supervisor's stands in, and where nobody has one, the schema's word for what is not told. */
function contactPoint({ contact }: Dataset, publisher: Agency | undefined, describing: Describing): object {
  const supervisor = supervisorOf(describing);
  const known = [contact.email, publisher?.contact.email, supervisor?.contact.email];
  const email = known.find((each) => each !== undefined && mailAddress.test(each));
  return {
    '@type': 'vcard:Contact',
    fn: publisher?.name ?? supervisor?.name ?? describing.portalUrl,
    hasEmail: email ? `mailto:${email}` : '[[REDACTED-NOT PUBLISHED]]',
  };
}

function distributionsOf(entry: CatalogueEntry, { portalUrl }: Describing): object[] {
  const { id, openness } = entry.dataset;
  const version = latestOf(entry);
  // Of what is not open nothing leads to the data (Art. 28).
  if (openness.class !== 'unconditional' || !version) return [];
  return contentFiles(version).map((file) => {
    const mediaType = bareMediaType(file.mediaType);
    return {
      '@type': 'dcat:Distribution',
      title: file.title ?? file.name,
      format: file.format,
      mediaType: mediaTypes.test(mediaType) ? mediaType : 'application/octet-stream',
      downloadURL: fileUrl(portalUrl, id, version.number, file.name),
    };
  });
}

/** Why not everybody gets it, and by which law. */
function rightsOf({ openness }: Dataset): string | undefined {
  if (openness.class === 'unconditional') return undefined;
  const { conditions, reason, legalBasis } = openness;
  const text = [conditions ?? reason, legalBasis].filter(Boolean).join(' ');
  return clipped(text || openness.class, mostRights);
}

/** What lasts is told up to the day for which the data is known. */
function temporalOf({ temporal, modified }: Dataset): string | undefined {
  if (!temporal) return undefined;
  const end = temporal.end ?? (modified > temporal.start ? modified : temporal.start);
  return `${temporal.start}/${end}`;
}

/** One entry that is not withdrawn. */
export function dcatUsDataset(entry: CatalogueEntry, describing: Describing): object {
  const { dataset } = entry;
  const { catalogue, portalUrl } = describing;
  const publisher = catalogue.agency(dataset.publisher);
  const distributions = distributionsOf(entry, describing);
  const isOpen = dataset.openness.class === 'unconditional';
  const theme = isTheme(dataset.theme) ? themeNames[dataset.theme] : undefined;
  const references = [...new Set((dataset.sources ?? []).flatMap(({ url }) => url ?? []))];
  const hasSchema = (latestOf(entry)?.fields.length ?? 0) > 0;
  return {
    '@type': 'dcat:Dataset',
    identifier: pageOf(portalUrl, dataset.id),
    title: dataset.title,
    description: dataset.description,
    keyword: [...new Set([...dataset.keywords, ...(dataset.keywordsEn ?? [])])],
    issued: dataset.issued,
    modified: dataset.modified,
    publisher: publisher
      ? organization(publisher, supervisorOf(describing))
      : { '@type': 'org:Organization', name: dataset.publisher },
    contactPoint: contactPoint(dataset, publisher, describing),
    accessLevel: accessLevels[dataset.openness.class],
    ...(!isOpen && { rights: rightsOf(dataset) }),
    ...(isOpen && { license: licenceOf(dataset.licence).url }),
    accrualPeriodicity: periodicities[dataset.updateCycle],
    language: dataset.titleEn ? ['zh-CN', 'en'] : ['zh-CN'],
    landingPage: pageOf(portalUrl, dataset.id),
    spatial: dataset.spatial.name,
    temporal: temporalOf(dataset),
    ...(theme && { theme: [theme.zh, theme.en] }),
    ...(references.length > 0 && { references }),
    ...(hasSchema && {
      describedBy: `${portalUrl}/datasets/${dataset.id}/datapackage.json`,
      describedByType: 'application/json',
    }),
    ...(distributions.length > 0 && { distribution: distributions }),
  };
}

/** The whole catalogue, an entry at a time. */
export function* dcatUsCatalog(
  entries: Iterable<CatalogueEntry>,
  describing: Describing,
): Generator<string, void, undefined> {
  const head = {
    '@context': 'https://project-open-data.cio.gov/v1.1/schema/catalog.jsonld',
    '@id': `${describing.portalUrl}/data.json`,
    '@type': 'dcat:Catalog',
    conformsTo: 'https://project-open-data.cio.gov/v1.1/schema',
    describedBy: 'https://project-open-data.cio.gov/v1.1/schema/catalog.json',
  };
  yield `${JSON.stringify(head).slice(0, -1)},"dataset":[`;
  let before = '\n';
  for (const entry of entries) {
    if (entry.status === 'withdrawn') continue;
    yield before + JSON.stringify(dcatUsDataset(entry, describing));
    before = ',\n';
  }
  yield '\n]}\n';
}
