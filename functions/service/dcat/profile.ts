/**
 * What DCAT-AP 3.0.1 demands and recommends of the classes that we use, written down from its text (chapters "Main
 * entities", "Supportive entities"), and whether nodes keep to it. A property says how often it occurs, what its values
 * are, and with `!` that it is recommended, which we take for an obligation.
 */
import type { Node, Term, Value } from '../rdf/graph.ts';

const profile = `
dcat:Catalog dct:title 1..n text
dcat:Catalog dct:description 1..n text
dcat:Catalog dct:publisher 1..1 foaf:Agent
dcat:Catalog dcat:dataset! 0..n dcat:Dataset
dcat:Catalog dcat:service 0..n dcat:DataService
dcat:Catalog dcat:themeTaxonomy! 0..n skos:ConceptScheme
dcat:Catalog foaf:homepage! 0..1 foaf:Document
dcat:Catalog dct:language! 0..n dct:LinguisticSystem
dcat:Catalog dct:license! 0..1 dct:LicenseDocument
dcat:Catalog dct:spatial! 0..n dct:Location
dcat:Catalog dct:issued! 0..1 time
dcat:Catalog dct:modified! 0..1 time
dcat:Dataset dct:title 1..n text
dcat:Dataset dct:description 1..n text
dcat:Dataset dct:publisher! 0..1 foaf:Agent
dcat:Dataset dcat:contactPoint! 0..n vcard:Kind
dcat:Dataset dcat:distribution! 0..n dcat:Distribution
dcat:Dataset dcat:keyword! 0..n text
dcat:Dataset dcat:theme! 0..n skos:Concept
dcat:Dataset dct:spatial! 0..n dct:Location
dcat:Dataset dct:temporal! 0..n dct:PeriodOfTime
dcat:Dataset dct:accessRights 1..1 dct:RightsStatement
dcat:Dataset dct:accrualPeriodicity 1..1 dct:Frequency
dcat:Dataset dct:provenance 1..n dct:ProvenanceStatement
dcat:Dataset dct:language 1..n dct:LinguisticSystem
dcat:Dataset dct:identifier 1..n text
dcat:Dataset dct:issued 1..1 time
dcat:Dataset dct:modified 1..1 time
dcat:Dataset dcat:landingPage 1..n foaf:Document
dcat:Dataset adms:identifier 1..n adms:Identifier
dcat:Dataset dcat:version 0..1 text
dcat:Dataset dcatap:applicableLegislation 0..n eli:LegalResource
dcat:Dataset dcatap:hvdCategory 0..n skos:Concept
dcat:Distribution dcat:accessURL 1..n iri
dcat:Distribution dct:description! 0..n text
dcat:Distribution dct:format! 0..1 dct:MediaTypeOrExtent
dcat:Distribution dct:license! 0..1 dct:LicenseDocument
dcat:Distribution dcatap:availability! 0..1 skos:Concept
dcat:Distribution dcat:mediaType 1..1 dct:MediaType
dcat:Distribution dct:rights 1..1 dct:RightsStatement
dcat:Distribution dcat:downloadURL 0..n iri
dcat:Distribution dcat:byteSize 0..1 xsd:nonNegativeInteger
dcat:Distribution spdx:checksum 0..1 spdx:Checksum
dcat:Distribution dcat:accessService 0..n dcat:DataService
dcat:Distribution dcatap:applicableLegislation 0..n eli:LegalResource
dcat:DataService dct:title 1..n text
dcat:DataService dcat:endpointURL 1..n iri
dcat:DataService dcat:endpointDescription! 0..n iri
dcat:DataService dcat:servesDataset! 0..n dcat:Dataset
dcat:DataService dcat:contactPoint! 0..n vcard:Kind
dcat:DataService dct:publisher! 0..1 foaf:Agent
dcat:DataService dcat:theme! 0..n skos:Concept
dcat:DataService dct:conformsTo! 0..n dct:Standard
dcat:DataService dcat:keyword! 0..n text
dcat:DataService dcatap:applicableLegislation 0..n eli:LegalResource
foaf:Agent foaf:name 1..n text
foaf:Agent dct:type! 0..1 skos:Concept
vcard:Kind vcard:fn 1..n text
skos:Concept skos:prefLabel 1..n text
skos:ConceptScheme dct:title 1..n text
spdx:Checksum spdx:algorithm 1..1 iri
spdx:Checksum spdx:checksumValue 1..1 xsd:hexBinary
dct:LicenseDocument dct:type! 0..1 skos:Concept
dct:Location dcat:bbox! 0..1 geo:wktLiteral
dct:Location dcat:centroid! 0..1 geo:wktLiteral
dct:PeriodOfTime dcat:startDate! 0..1 time
dct:PeriodOfTime dcat:endDate! 0..1 time
adms:Identifier skos:notation 1..1 text
`;

/** One line each of the table above. */
export const profileRules = profile
  .trim()
  .split('\n')
  .map((line) => {
    const [type, property = '', times = '', range] = line.split(' ');
    const isWanted = property.endsWith('!') || times.startsWith('1');
    return {
      type: type as Term,
      property: property.replace('!', '') as Term,
      isWanted,
      isSingle: times.endsWith('..1'),
      range: range as Term | 'text' | 'iri' | 'time',
    };
  });
export type ProfileRule = (typeof profileRules)[number];

const rulesOf = Map.groupBy(profileRules, ({ type }) => type);
const times: readonly Term[] = ['xsd:date', 'xsd:dateTime'];

function isIn(
  types: ReadonlyMap<string, readonly Term[]>,
  value: Value,
  range: ProfileRule['range'],
): boolean {
  if ('iri' in value)
    return (
      range === 'iri' || (range.includes(':') && (types.get(value.iri)?.includes(range as Term) ?? false))
    );
  if (range === 'text') return value.text !== '';
  if (!('datatype' in value)) return false;
  return range === 'time' ? times.includes(value.datatype) : value.datatype === range;
}

/** The types of each node by its IRI; one that is told twice has both. */
function typesOf(nodes: readonly Node[]): ReadonlyMap<string, readonly Term[]> {
  const types = new Map<string, readonly Term[]>();
  for (const { iri, types: own } of nodes) types.set(iri, [...(types.get(iri) ?? []), ...own]);
  return types;
}

/** Every breach, with whose it is; none for a description as it should be. */
export function profileBreaches(nodes: readonly Node[]): readonly string[] {
  const types = typesOf(nodes);
  return nodes.flatMap((node) =>
    node.types.flatMap((type) => (rulesOf.get(type) ?? []).flatMap((rule) => breachesOf(node, rule, types))),
  );
}

function breachesOf(
  { iri, properties }: Node,
  { property, isWanted, isSingle, range }: ProfileRule,
  types: ReadonlyMap<string, readonly Term[]>,
): readonly string[] {
  const values = properties.find(([name]) => name === property)?.[1] ?? [];
  const at = `${iri} ${property}`;
  const wrong = values.filter((value) => !isIn(types, value, range));
  return [
    ...(isWanted && values.length === 0 ? [`${at} is missing`] : []),
    ...(isSingle && values.length > 1 ? [`${at} has ${values.length} values`] : []),
    ...wrong.map((value) => `${at}: ${'iri' in value ? value.iri : value.text} is no ${range}`),
  ];
}
