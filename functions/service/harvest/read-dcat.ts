/** Datasets of a graph, as DCAT(-AP) tells them. Source: DCAT-AP 3.0.1; DCAT 3. */
import type { Store } from 'n3';
import type { FoundRecord, ToldDistribution, ToldEntry } from '../../domain/told-record.ts';
import { expand, type Term } from '../rdf/graph.ts';
import {
  type Asking,
  addressIn,
  bySign,
  firstOf,
  keywordsIn,
  objectsOf,
  partsOf,
  textIn,
  valuesOf,
  wordsIn,
} from './graph-values.ts';
import { foundRecord, mostDistributions, mostKeywords } from './told.ts';
import * as words from './words.ts';

export interface GraphPage {
  readonly records: readonly FoundRecord[];
  /** The address of the page after this one, as it stands there. */
  readonly next?: string;
  readonly total?: number;
}

const instancesOf = (graph: Store, type: Term) => graph.getSubjects(expand('rdf:type'), expand(type), null);

/** Undefined where the graph holds no catalogue and no dataset. */
export function readDcat(graph: Store): GraphPage | undefined {
  const catalogues = instancesOf(graph, 'dcat:Catalog');
  const listed = graph.getObjects(null, expand('dcat:dataset'), null);
  const subjects = new Map(
    [...instancesOf(graph, 'dcat:Dataset'), ...listed].map((subject) => [subject.id, subject]),
  );
  for (const catalogue of catalogues) subjects.delete(catalogue.id);
  if (subjects.size === 0 && catalogues.length === 0) return undefined;
  const everywhere = (property: Term) =>
    firstOf(graph.getObjects(null, expand(property), null).map(({ value }) => value));
  const next = everywhere('hydra:next') ?? everywhere('hydra:nextPage');
  const total = Number(everywhere('hydra:totalItems') ?? Number.NaN);
  return {
    records: [...subjects.values()].map((subject) => datasetOf({ graph, subject })),
    ...(next !== undefined && { next }),
    ...(Number.isSafeInteger(total) && { total }),
  };
}

function datasetOf(dataset: Asking): FoundRecord {
  const { subject } = dataset;
  const named = subject.termType === 'NamedNode' ? subject.value : undefined;
  const [publisher] = partsOf(dataset, 'dct:publisher');
  return foundRecord({
    identifier: textIn(dataset, 'dct:identifier') ?? words.textOf(named, 2_000),
    ...words.given({ landingPage: addressIn(dataset, 'dcat:landingPage') ?? words.webAddress(named) }),
    ...(publisher && { publisher: publisherOf(publisher) }),
    entry: entryOf(dataset),
    distributions: partsOf(dataset, 'dcat:distribution')
      .flatMap((each) => distributionOf(each) ?? [])
      .toSorted((one, other) => bySign(one.url, other.url) || bySign(one.title ?? '', other.title ?? ''))
      .slice(0, mostDistributions),
  });
}

const publisherOf = (publisher: Asking) =>
  words.given({
    name: wordsIn(publisher, 'foaf:name').zh,
    creditCode: textIn(publisher, 'dct:identifier'),
  });

function entryOf(dataset: Asking): ToldEntry {
  const title = wordsIn(dataset, 'dct:title');
  const description = wordsIn(dataset, 'dct:description');
  const keywords = keywordsIn(dataset, 'dcat:keyword');
  const grounds = words.groundsOf(valuesOf(dataset, 'dcatap:hvdCategory'));
  const [contact] = partsOf(dataset, 'dcat:contactPoint');
  return words.given<ToldEntry>({
    code: firstOf(partsOf(dataset, 'adms:identifier').flatMap((each) => codesOf(each))),
    title: title.zh,
    titleEn: title.en,
    description: description.zh,
    descriptionEn: description.en,
    theme: words.themeOf(valuesOf(dataset, 'dcat:theme').toSorted(bySign)),
    keywords: keywords.zh.slice(0, mostKeywords),
    keywordsEn: keywords.en.slice(0, mostKeywords),
    openness: opennessOf(dataset),
    acquisition: words.acquisitionOf(
      partsOf(dataset, 'dct:provenance').map((each) => wordsIn(each, 'rdfs:label').zh)[0],
    ),
    priority: grounds.length > 0 ? { grounds } : undefined,
    updateCycle: valuesOf(dataset, 'dct:accrualPeriodicity').map(words.cycleOf)[0],
    issued: firstOf(valuesOf(dataset, 'dct:issued').map(words.dayOf)),
    modified: firstOf(valuesOf(dataset, 'dct:modified').map(words.dayOf)),
    spatial: partsOf(dataset, 'dct:spatial').flatMap((each) => placeOf(each) ?? [])[0],
    temporal: partsOf(dataset, 'dct:temporal').flatMap((each) => periodOf(each) ?? [])[0],
    licence: licenceOf(dataset),
    contact:
      contact &&
      words.contactOf(
        firstOf(valuesOf(contact, 'vcard:hasTelephone')),
        firstOf(valuesOf(contact, 'vcard:hasEmail')),
      ),
  });
}

const codesOf = (identifier: Asking) =>
  valuesOf(identifier, 'skos:notation').filter((text) => /^\d{6,}\/\d+$/.test(text));

/** What is told to those who may not simply have the data: its conditions, or why nobody has it. */
function opennessOf(dataset: Asking): ToldEntry['openness'] {
  const [openness] = valuesOf(dataset, 'dct:accessRights').flatMap(
    (each) => words.opennessClassOf(each) ?? [],
  );
  if (openness === undefined) return undefined;
  const statements = partsOf(dataset, 'dcat:distribution')
    .flatMap((each) => partsOf(each, 'dct:rights'))
    .map((each) => wordsIn(each, 'rdfs:label').zh);
  const statement = firstOf(statements);
  if (openness === 'unconditional' || statement === undefined) return { class: openness };
  return openness === 'conditional'
    ? { class: openness, conditions: statement }
    : { class: openness, reason: statement };
}

function placeOf(place: Asking): ToldEntry['spatial'] {
  const code = valuesOf(place, 'dct:identifier').find((text) => /^\d{2,12}$/.test(text));
  const { zh: name, en: nameEn } = wordsIn(place, 'skos:prefLabel', 'rdfs:label');
  return code === undefined && name === undefined ? undefined : words.given({ code, name, nameEn });
}

function periodOf(period: Asking): ToldEntry['temporal'] {
  const start = firstOf(valuesOf(period, 'dcat:startDate').map(words.dayOf));
  const end = firstOf(valuesOf(period, 'dcat:endDate').map(words.dayOf));
  return start === undefined ? undefined : words.given({ start, end });
}

/** Of the dataset, or the one that all its distributions have. */
function licenceOf(dataset: Asking): string | undefined {
  const own = objectsOf(dataset, 'dct:license');
  const all =
    own.length > 0
      ? own
      : partsOf(dataset, 'dcat:distribution').flatMap((each) => objectsOf(each, 'dct:license'));
  const named = [...new Set(all.map(({ value }) => words.licenceNamed(value)))];
  return named.length === 1 ? named[0] : undefined;
}

function distributionOf(distribution: Asking): ToldDistribution | undefined {
  const url = addressIn(distribution, 'dcat:downloadURL') ?? addressIn(distribution, 'dcat:accessURL');
  if (url === undefined) return undefined;
  const mediaType = firstOf(valuesOf(distribution, 'dcat:mediaType'));
  return {
    url,
    ...words.given({
      title: wordsIn(distribution, 'dct:title').zh?.slice(0, 200),
      format: words.formatOf(firstOf(valuesOf(distribution, 'dct:format'))),
      mediaType: words.mediaTypeIn(mediaType),
    }),
  };
}
