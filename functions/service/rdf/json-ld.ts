/** JSON-LD 1.1, flat: `@graph` lists the nodes, and the context is in the document. Source: W3C JSON-LD 1.1. */
import { type Node, namespaces, type Value } from './graph.ts';

function written(value: Value): unknown {
  if ('iri' in value) return { '@id': value.iri };
  if ('language' in value) return { '@value': value.text, '@language': value.language };
  if ('datatype' in value) return { '@value': value.text, '@type': value.datatype };
  return value.text;
}

const one = (values: readonly unknown[]): unknown => (values.length === 1 ? values[0] : values);

function described({ iri, types, properties }: Node): string {
  return JSON.stringify({
    '@id': iri,
    ...(types.length > 0 && { '@type': one(types) }),
    ...Object.fromEntries(properties.map(([property, values]) => [property, one(values.map(written))])),
  });
}

/** The document, a piece for each node. */
export function* jsonLd(nodes: Iterable<Node>): Generator<string> {
  yield `{"@context":${JSON.stringify(namespaces)},"@graph":[`;
  let separator = '\n';
  for (const each of nodes) {
    yield separator + described(each);
    separator = ',\n';
  }
  yield '\n]}\n';
}
