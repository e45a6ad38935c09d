/** Reads graphs with libraries of their own for each syntax, none of which knows how ours are written. */
import { Readable } from 'node:stream';
import type { Quad, Stream } from '@rdfjs/types';
import { JsonLdParser } from 'jsonld-streaming-parser';
import { type Quad as N3Quad, Parser, Store, Writer } from 'n3';
import { RdfXmlParser } from 'rdfxml-streaming-parser';

export type Graph = Store;

async function streamed(text: string, parser: NodeJS.ReadWriteStream): Promise<Store> {
  const store = new Store();
  const quads = Readable.from([text]).pipe(parser) as unknown as Stream<Quad> & AsyncIterable<N3Quad>;
  for await (const quad of quads) store.addQuad(quad);
  return store;
}

/** Throws where the text is none of its media type. */
export async function parseGraph(text: string, mediaType: string): Promise<Graph> {
  const [type] = mediaType.split(';');
  if (type === 'text/turtle') return new Store(new Parser({ format: 'text/turtle' }).parse(text));
  if (type === 'application/rdf+xml')
    return streamed(text, new RdfXmlParser() as unknown as NodeJS.ReadWriteStream);
  if (type === 'application/ld+json')
    return streamed(text, new JsonLdParser() as unknown as NodeJS.ReadWriteStream);
  throw new Error(`${mediaType} is no syntax of a graph`);
}

/** The canonical form of a graph without blank nodes: its triples in order. Throws for one that has some. */
export function canonical(graph: Graph): readonly string[] {
  const writer = new Writer({ format: 'N-Triples' });
  return [...graph]
    .map(({ subject, predicate, object }) => {
      if (subject.termType === 'BlankNode' || object.termType === 'BlankNode')
        throw new Error(`a blank node at ${predicate.value}`);
      return writer.quadToString(subject, predicate, object).trim();
    })
    .sort();
}
