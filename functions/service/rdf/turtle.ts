/** Turtle. Source: W3C RDF 1.1 Turtle. */
import { expand, type Node, namespaces, type Term, type Value } from './graph.ts';

const prefixes = Object.entries(namespaces);
const escapes: Readonly<Record<string, string>> = {
  '\\': '\\\\',
  '"': '\\"',
  '\n': '\\n',
  '\r': '\\r',
  '\t': '\\t',
};
const quoted = (text: string): string =>
  `"${text.replaceAll(/[\\"\n\r\t]/g, (each) => escapes[each] ?? each)}"`;

const prefixOf: ReadonlyMap<string, string> = new Map(prefixes.map(([prefix, iri]) => [iri, prefix]));

/** A prefixed name where it needs no escapes, otherwise the IRI. */
function nameOf(iri: string): string {
  const end = Math.max(iri.lastIndexOf('#'), iri.lastIndexOf('/')) + 1;
  const prefix = prefixOf.get(iri.slice(0, end));
  const local = iri.slice(end);
  return prefix !== undefined && /^[A-Za-z][\w-]*$/.test(local) ? `${prefix}:${local}` : `<${iri}>`;
}

function written(value: Value): string {
  if ('iri' in value) return nameOf(value.iri);
  if ('language' in value) return `${quoted(value.text)}@${value.language}`;
  return quoted(value.text) + ('datatype' in value ? `^^${value.datatype}` : '');
}

const line = (property: string, values: readonly string[]): string => `  ${property} ${values.join(', ')}`;
const types = (all: readonly Term[]): string[] =>
  all.length > 0
    ? [
        line(
          'a',
          all.map((each) => nameOf(expand(each))),
        ),
      ]
    : [];

function described({ iri, types: classes, properties }: Node): string {
  const lines = properties.map(([property, values]) => line(property, values.map(written)));
  return `\n<${iri}>\n${[...types(classes), ...lines].join(' ;\n')} .\n`;
}

/** The document, a piece for each node. */
export function* turtle(nodes: Iterable<Node>): Generator<string> {
  yield prefixes.map(([prefix, iri]) => `@prefix ${prefix}: <${iri}> .\n`).join('');
  for (const each of nodes) yield described(each);
}
