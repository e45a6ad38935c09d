/** RDF/XML. Source: W3C RDF 1.1 XML Syntax. Texts hold nothing that XML 1.0 cannot (see `graph.ts`). */
import { escapeXml } from '../xml-text.ts';
import { expand, type Node, namespaces, type Term, type Value } from './graph.ts';

function element(property: Term, value: Value): string {
  if ('iri' in value) return `    <${property} rdf:resource="${escapeXml(value.iri)}"/>\n`;
  const kind =
    'language' in value
      ? ` xml:lang="${value.language}"`
      : 'datatype' in value
        ? ` rdf:datatype="${escapeXml(expand(value.datatype))}"`
        : '';
  return `    <${property}${kind}>${escapeXml(value.text)}</${property}>\n`;
}

/** The first class is the element's name, as readers of XML expect it; the others are properties. */
function described({ iri, types, properties }: Node): string {
  const [first = 'rdf:Description', ...others] = types;
  const classes = others.map((each) => element('rdf:type', { iri: expand(each) }));
  const rest = properties.flatMap(([property, values]) => values.map((value) => element(property, value)));
  return `  <${first} rdf:about="${escapeXml(iri)}">\n${[...classes, ...rest].join('')}  </${first}>\n`;
}

/** The document, a piece for each node. */
export function* rdfXml(nodes: Iterable<Node>): Generator<string> {
  const declared = Object.entries(namespaces).map(
    ([prefix, iri]) => `\n  xmlns:${prefix}="${escapeXml(iri)}"`,
  );
  yield `<?xml version="1.0" encoding="utf-8"?>\n<rdf:RDF${declared.join('')}>\n`;
  for (const each of nodes) yield described(each);
  yield '</rdf:RDF>\n';
}
