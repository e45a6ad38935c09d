/** An entry as a dcat:Dataset with all that belongs to it. Source: DCAT-AP 3.0.1; DCAT-AP for High-Value Datasets. */
import { acquisitionNames } from '../../domain/names.ts';
import type { CatalogueEntry, Version } from '../../domain/version.ts';
import { both, day, inLanguage, instant, literal, type Node, node, ref, webRef } from '../rdf/graph.ts';
import { agencyAddress } from './addresses.ts';
import { agentNodes, contactNode } from './agents.ts';
import { type DcatSource, type Described, describe, legislationOf, refsTo } from './described.ts';
import { distributionNodes, distributionRefs } from './distributions.ts';
import { placeNode } from './places.ts';
import { accessRightOf, frequencyOf, languages } from './vocabulary.ts';

/**
 * What the data is about in time. Where the descriptor does not say when it begins or ends, it is told from when on it
 * was kept, and when it was last brought up to date.
 */
function temporalNode({ entry, part }: Described): Node {
  const { temporal, issued, modified } = entry.dataset;
  const start = temporal?.start ?? issued;
  const end = temporal?.end ?? [start, modified].toSorted().at(-1) ?? start;
  return node(part('temporal'), ['dct:PeriodOfTime'], {
    'dcat:startDate': day(start),
    'dcat:endDate': day(end),
  });
}

/** How the provider came by the data, and what it was made from. */
function provenanceNode({ entry, part }: Described): Node {
  const { acquisition, sources = [] } = entry.dataset;
  const { zh, en } = acquisitionNames[acquisition];
  const made = sources.map(({ title, licence, note }) => [title, licence, note].filter(Boolean).join('，'));
  return node(part('provenance'), ['dct:ProvenanceStatement'], {
    'rdfs:label': both({ zh: [zh, ...made].join('；'), en }),
  });
}

function identifierNodes({ entry, part }: Described): readonly Node[] {
  const { code, registration } = entry.dataset;
  const given = [
    ['code', code],
    ['registration', registration?.code],
  ] as const;
  return given.flatMap(([name, text]) =>
    text === undefined ? [] : [node(part(name), ['adms:Identifier'], { 'skos:notation': literal(text) })],
  );
}

const versionAddress = ({ part }: Described, { number }: Version): string => part(`version-${number}`);
const standing = ({ entry }: Described): readonly Version[] =>
  entry.versions.filter(({ withdrawn }) => !withdrawn);

/** Told as resources, not as datasets of their own: a harvester would take each for another entry. */
function versionNodes(described: Described): readonly Node[] {
  const { entry, dataset, page } = described;
  const versions = standing(described);
  return versions.map((version, at) => {
    const previous = versions[at + 1];
    return node(versionAddress(described, version), ['dcat:Resource'], {
      'dct:title': both({ zh: entry.dataset.title, en: entry.dataset.titleEn }),
      'dcat:version': literal(String(version.number)),
      'dct:issued': instant(version.issued),
      'adms:versionNotes': version.note ? inLanguage(version.note, 'zh') : undefined,
      'dcat:isVersionOf': ref(dataset),
      'dcat:previousVersion': previous && ref(versionAddress(described, previous)),
      'dcat:landingPage': ref(page),
    });
  });
}

function datasetNode(described: Described, places: Readonly<Record<'identifiers', readonly Node[]>>): Node {
  const { entry, dataset, page, part, portalUrl, latest, themes, grounds } = described;
  const { dataset: written } = entry;
  const { keywords, keywordsEn = [], sources = [] } = written;
  const versions = standing(described).map((version) => ref(versionAddress(described, version)));
  return node(dataset, ['dcat:Dataset'], {
    'dct:title': both({ zh: written.title, en: written.titleEn }),
    'dct:description': both({ zh: written.description, en: written.descriptionEn }),
    'dct:identifier': literal(written.id),
    'adms:identifier': refsTo(places.identifiers),
    'dct:publisher': ref(agencyAddress(portalUrl, written.publisher)),
    'dcat:contactPoint': ref(part('contact')),
    'dcat:theme': refsTo(themes),
    'dcat:keyword': [
      ...keywords.map((each) => inLanguage(each, 'zh')),
      ...keywordsEn.map((each) => inLanguage(each, 'en')),
    ],
    'dcatap:hvdCategory': refsTo(grounds),
    'dcatap:applicableLegislation': legislationOf(described),
    'dct:accessRights': ref(accessRightOf(written.openness.class).iri),
    'dct:accrualPeriodicity': ref(frequencyOf(written.updateCycle).iri),
    'dct:language': ref(languages.zh.iri),
    'dct:spatial': ref(part('spatial')),
    'dct:temporal': ref(part('temporal')),
    'dct:provenance': ref(part('provenance')),
    'prov:wasDerivedFrom': sources.flatMap(({ url }) => webRef(url) ?? []),
    'dct:issued': day(written.issued),
    'dct:modified': day(written.modified),
    'dcat:landingPage': ref(page),
    'dcat:version': latest && literal(String(latest.number)),
    'adms:versionNotes': [
      ...(latest?.note ? [inLanguage(latest.note, 'zh')] : []),
      ...described.disputes.flatMap(both),
    ],
    'dcat:hasVersion': versions,
    'dcat:hasCurrentVersion': versions.slice(0, 1),
    'dcat:distribution': distributionRefs(described),
  });
}

/** The nodes of one entry of the public catalogue, the dataset first. Withdrawn entries have none. */
export function datasetNodes(source: DcatSource, entry: CatalogueEntry): readonly Node[] {
  if (entry.status === 'withdrawn') return [];
  const described = describe(source, entry);
  const { portalUrl, agency, part, page } = described;
  const { dataset } = entry;
  const identifiers = identifierNodes(described);
  return [
    datasetNode(described, { identifiers }),
    ...distributionNodes(described),
    ...versionNodes(described),
    ...identifiers,
    contactNode(part('contact'), portalUrl, dataset, agency),
    placeNode(part('spatial'), dataset.spatial),
    temporalNode(described),
    provenanceNode(described),
    node(page, ['foaf:Document'], {}),
    ...agentNodes(portalUrl, dataset.publisher, agency),
    ...described.themes,
    ...described.grounds,
    ...described.legislation,
    ...described.licence,
    accessRightOf(dataset.openness.class),
    frequencyOf(dataset.updateCycle),
    languages.zh,
  ];
}
