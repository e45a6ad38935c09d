/**
 * Which indicators of metadata quality an entry meets, read off the very DCAT description that is published of it. What
 * an entry has on its distributions counts for the best of them, as the assessment counts. Whether addresses answer is
 * asked elsewhere (`answers.ts`). DCAT-AP is checked by the rules of `dcat/profile.ts`, recommended properties included.
 */
import { type Indicator, indicatorNames, indicators } from '../../domain/metadata-quality.ts';
import type { CatalogueEntry } from '../../domain/version.ts';
import { datasetNodes } from '../dcat/dataset.ts';
import type { DcatSource } from '../dcat/described.ts';
import { profileBreaches } from '../dcat/profile.ts';
import type { Node, Term, Value } from '../rdf/graph.ts';

const authorities = 'http://publications.europa.eu/resource/authority/';
const fileTypes = `${authorities}file-type/`;
const mediaTypes = 'http://www.iana.org/assignments/media-types/';

const listed = (codes: string): ReadonlySet<string> =>
  new Set(codes.split(' ').map((code) => fileTypes + code));
/** Of the EU's file types. Source: EDP vocabularies, "non-proprietary format" and "machine-readable format". */
const nonProprietary = listed(
  'BMP CSV DBF GEOJSON GZIP HTML ICS JPEG2000 JSON JSON_LD KML KMZ NETCDF ODS PNG RDF_N_QUADS RDF_N_TRIPLES ' +
    'RDF_TRIG RDF_TURTLE RDF_XML RSS RTF TAR TIFF TSV TXT WMS_SRVC XML ZIP',
);
const machineReadable = listed(
  'CSV GEOJSON ICS JSON JSON_LD KML KMZ NETCDF ODS RDFA RDF_N_QUADS RDF_N_TRIPLES RDF_TRIG RDF_TURTLE RDF_XML RSS ' +
    'SHP XLS XLSX XML',
);

/** What is told of an entry, by what is asked of it. */
interface Told {
  readonly nodes: readonly Node[];
  readonly dataset: Node;
  readonly byIri: ReadonlyMap<string, Node>;
}

const valuesOf = (node: Node, property: Term): readonly Value[] =>
  node.properties.find(([name]) => name === property)?.[1] ?? [];
const irisOf = (node: Node, property: Term): readonly string[] =>
  valuesOf(node, property).flatMap((value) => ('iri' in value ? [value.iri] : []));
const has = (node: Node, property: Term): boolean => valuesOf(node, property).length > 0;
const isListed = (node: Node, property: Term, where: string): boolean =>
  irisOf(node, property).some((iri) => iri.startsWith(where));

type Asked = Exclude<Indicator, 'access-answers' | 'download-answers'>;

/** Of the entry itself. */
const ofDataset: Readonly<Partial<Record<Asked, (told: Told) => boolean>>> = {
  keywords: ({ dataset }) => has(dataset, 'dcat:keyword'),
  themes: ({ dataset }) => has(dataset, 'dcat:theme'),
  spatial: ({ dataset }) => has(dataset, 'dct:spatial'),
  temporal: ({ dataset }) => has(dataset, 'dct:temporal'),
  'dcat-ap': ({ nodes }) => profileBreaches(nodes).length === 0,
  'access-rights': ({ dataset }) => has(dataset, 'dct:accessRights'),
  'known-access-rights': ({ dataset }) =>
    isListed(dataset, 'dct:accessRights', `${authorities}access-right/`),
  contact: ({ dataset }) => has(dataset, 'dcat:contactPoint'),
  publisher: ({ dataset }) => has(dataset, 'dct:publisher'),
  issued: ({ dataset }) => has(dataset, 'dct:issued'),
  modified: ({ dataset }) => has(dataset, 'dct:modified'),
};

/** Of one of its distributions. */
const ofDistribution: Readonly<Partial<Record<Asked, (distribution: Node, told: Told) => boolean>>> = {
  'download-address': (each) => has(each, 'dcat:downloadURL'),
  format: (each) => has(each, 'dct:format'),
  'media-type': (each) => has(each, 'dcat:mediaType'),
  vocabulary: (each) =>
    isListed(each, 'dct:format', fileTypes) && isListed(each, 'dcat:mediaType', mediaTypes),
  'non-proprietary': (each) => irisOf(each, 'dct:format').some((iri) => nonProprietary.has(iri)),
  'machine-readable': (each) => irisOf(each, 'dct:format').some((iri) => machineReadable.has(iri)),
  licence: (each) => has(each, 'dct:license'),
  'known-licence': (each, told) => irisOf(each, 'dct:license').some((iri) => isKnownLicence(told, iri)),
  rights: (each) => has(each, 'dct:rights'),
  'byte-size': (each) => has(each, 'dcat:byteSize'),
};

/** In the EU's list of licences, or told to be the same as one that is. */
function isKnownLicence({ byIri }: Told, iri: string): boolean {
  const node = byIri.get(iri);
  const list = `${authorities}licence/`;
  return iri.startsWith(list) || (node !== undefined && isListed(node, 'skos:exactMatch', list));
}

/** Met or not, but for whether addresses answer. */
export type Described = Readonly<Record<Asked, boolean>>;

/** Undefined for a withdrawn entry, of which there is no description. */
export function assess(source: DcatSource, entry: CatalogueEntry): Described | undefined {
  const nodes = datasetNodes(source, entry);
  const [dataset] = nodes;
  if (!dataset) return undefined;
  const told = { nodes, dataset, byIri: new Map(nodes.map((node) => [node.iri, node])) };
  const best = bestDistribution(told);
  const asked = indicatorNames.filter((name): name is Asked => !name.endsWith('-answers'));
  return Object.fromEntries(
    asked.map((name) => [name, ofDataset[name]?.(told) ?? best?.has(name) ?? false]),
  ) as Described;
}

/** What the distribution with the most points meets. */
function bestDistribution(told: Told): ReadonlySet<Asked> | undefined {
  let best: ReadonlySet<Asked> | undefined;
  let most = -1;
  for (const each of told.nodes) {
    if (!each.types.includes('dcat:Distribution')) continue;
    const met = (Object.keys(ofDistribution) as Asked[]).filter((name) => ofDistribution[name]?.(each, told));
    const points = met.reduce((sum, name) => sum + indicators[name].points, 0);
    if (points > most) [best, most] = [new Set(met), points];
  }
  return best;
}

export interface Addresses {
  readonly access: readonly string[];
  readonly download: readonly string[];
}

/** Where an entry's description says that its data can be reached; what stands behind `#` is not sent. */
export function addressesOf(source: DcatSource, entry: CatalogueEntry): Addresses {
  const distributions = datasetNodes(source, entry).filter(({ types }) =>
    types.includes('dcat:Distribution'),
  );
  const all = (property: Term): readonly string[] => [
    ...new Set(distributions.flatMap((each) => irisOf(each, property)).map((iri) => iri.replace(/#.*/, ''))),
  ];
  return { access: all('dcat:accessURL'), download: all('dcat:downloadURL') };
}
