/**
 * A graph as plain data: nodes with an address, each with its properties. There are no blank nodes, so that whoever merges
 * pages, or compares two of them, needs no canonical form. Source: RDF 1.1 Concepts.
 */

import { plainText } from '../xml-text.ts';

export const namespaces = {
  adms: 'http://www.w3.org/ns/adms#',
  dcat: 'http://www.w3.org/ns/dcat#',
  dcatap: 'http://data.europa.eu/r5r/',
  dct: 'http://purl.org/dc/terms/',
  eli: 'http://data.europa.eu/eli/ontology#',
  foaf: 'http://xmlns.com/foaf/0.1/',
  geo: 'http://www.opengis.net/ont/geosparql#',
  hydra: 'http://www.w3.org/ns/hydra/core#',
  prov: 'http://www.w3.org/ns/prov#',
  rdf: 'http://www.w3.org/1999/02/22-rdf-syntax-ns#',
  rdfs: 'http://www.w3.org/2000/01/rdf-schema#',
  skos: 'http://www.w3.org/2004/02/skos/core#',
  spdx: 'http://spdx.org/rdf/terms#',
  vcard: 'http://www.w3.org/2006/vcard/ns#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
} as const;

/** A class, property or datatype: `dct:title`. */
export type Term = `${keyof typeof namespaces}:${string}`;

export type Value =
  | { readonly iri: string }
  | { readonly text: string; readonly language: 'zh' | 'en' }
  | { readonly text: string; readonly datatype: Term }
  | { readonly text: string };

export interface Node {
  readonly iri: string;
  readonly types: readonly Term[];
  readonly properties: readonly (readonly [property: Term, values: readonly Value[]])[];
}

type Given = Value | readonly Value[] | undefined;

/** Properties without a value are left out. */
export function node(iri: string, types: readonly Term[], properties: Readonly<Record<Term, Given>>): Node {
  const stated = Object.entries(properties).flatMap(([property, given]) => {
    const values = given === undefined ? [] : Array.isArray(given) ? given : [given as Value];
    return values.length > 0 ? [[property as Term, values as readonly Value[]] as const] : [];
  });
  return { iri: iriOf(iri), types, properties: stated };
}

/** The whole IRI of a term. */
export function expand(term: Term): string {
  const colon = term.indexOf(':');
  return namespaces[term.slice(0, colon) as keyof typeof namespaces] + term.slice(colon + 1);
}

const notInIri = /[\s<>"{}|\\^`]/;
const allNotInIri = new RegExp(notInIri, 'g');

/** What an IRI cannot hold is percent-encoded (RFC 3987, 3.1). */
function iriOf(address: string): string {
  const text = plainText(address);
  if (!notInIri.test(text)) return text;
  return text.replaceAll(allNotInIri, (character) => encodeURIComponent(character));
}

export const ref = (address: string): Value => ({ iri: iriOf(address) });
export const term = (name: Term): Value => ({ iri: expand(name) });
export const literal = (text: string): Value => ({ text: plainText(text) });
export const inLanguage = (text: string, language: 'zh' | 'en'): Value => ({
  text: plainText(text),
  language,
});
export const typed = (text: string, datatype: Term): Value => ({ text, datatype });
/** A calendar day, CCYY-MM-DD. */
export const day = (text: string): Value => typed(text, 'xsd:date');
/** An instant, ISO 8601 with its zone. */
export const instant = (text: string): Value => typed(text, 'xsd:dateTime');

/** Words in both languages of the portal, or in the one that there is. */
export interface Words {
  readonly zh: string;
  readonly en?: string;
}
export const both = ({ zh, en }: Words): readonly Value[] => [
  inLanguage(zh, 'zh'),
  ...(en ? [inLanguage(en, 'en')] : []),
];

/** A web address that others chose; nothing where it is none. */
export const webRef = (address: string | undefined): Value | undefined =>
  address !== undefined && URL.canParse(address) ? ref(new URL(address).href) : undefined;

/** Each node once, at its first place: those that many share say the same everywhere. */
export function* distinct(nodes: Iterable<Node>): Generator<Node> {
  const told = new Set<string>();
  for (const each of nodes) {
    const key = [each.iri, ...each.types].join(' ');
    if (told.has(key)) continue;
    told.add(key);
    yield each;
  }
}
