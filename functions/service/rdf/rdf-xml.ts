/** RDF/XML. Source: W3C RDF 1.1 XML Syntax. Texts hold nothing that XML 1.0 cannot (see `graph.ts`). */
import { expand, type Node, namespaces, type Term, type Value } from './graph.ts';

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};
const escaped = (text: string): string => text.replaceAll(/[&<>"']/g, (each) => entities[each] ?? each);

function element(property: Term, value: Value): string {
  if ('iri' in value) return `    <${property} rdf:resource="${escaped(value.iri)}"/>\n`;
  const kind =
    'language' in value
      ? ` xml:lang="${value.language}"`
      : 'datatype' in value
        ? ` rdf:datatype="${escaped(expand(value.datatype))}"`
        : '';
  return `    <${property}${kind}>${escaped(value.text)}</${property}>\n`;
}

/** The first class is the element's name, as readers of XML expect it; the others are properties. */
function described({ iri, types, properties }: Node): string {
  const [first = 'rdf:Description', ...others] = types;
  const classes = others.map((each) => element('rdf:type', { iri: expand(each) }));
  const rest = properties.flatMap(([property, values]) => values.map((value) => element(property, value)));
  return `  <${first} rdf:about="${escaped(iri)}">\n${[...classes, ...rest].join('')}  </${first}>\n`;
}

/** The document, a piece for each node. */
export function* rdfXml(nodes: Iterable<Node>): Generator<string> {
  const declared = Object.entries(namespaces).map(([prefix, iri]) => `\n  xmlns:${prefix}="${escaped(iri)}"`);
  yield `<?xml version="1.0" encoding="utf-8"?>\n<rdf:RDF${declared.join('')}>\n`;
  for (const each of nodes) yield described(each);
  yield '</rdf:RDF>\n';
}
