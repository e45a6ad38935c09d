/**
 * Reads a graph that others wrote, by a library of its own for each syntax. What could make a small document large is
 * refused: entities of XML, contexts that lie elsewhere, prefixes that stand for long names, nesting without end.
 */
import { Readable } from 'node:stream';
import { JsonLdParser } from 'jsonld-streaming-parser';
import { type Quad, Store, StreamParser, type Term } from 'n3';
import { RdfXmlParser } from 'rdfxml-streaming-parser';
import { readJson } from './json.ts';
import { Unreadable } from './unreadable.ts';
import { listOf, membersOf } from './words.ts';
import { checkXmlNesting } from './xml-nesting.ts';

/** Of one page. */
const mostTriples = 1_000_000;
const mostCharacters = 128 * 1024 ** 2;
/** Characters of an address: a short name may stand for a long one, many times. */
const longestAddress = 2_000;
/** Characters of a context, and of one of its meanings: its words stand for them, and the parser holds what they say. */
const longestContext = 100_000;
const longestMeaning = 300;

export const graphMediaTypes = [
  'text/turtle',
  'application/n-triples',
  'application/ld+json',
  'application/rdf+xml',
] as const;
export type GraphMediaType = (typeof graphMediaTypes)[number];

/** Throws `Unreadable` for what is none of its media type. */
export async function readGraph(text: string, mediaType: GraphMediaType, baseIri: string): Promise<Store> {
  // Even where it is none: nobody needs one to write a catalogue.
  if (mediaType === 'application/rdf+xml' && text.includes('<!ENTITY')) throw new Unreadable('entities');
  if (mediaType === 'application/rdf+xml') checkXmlNesting(text);
  const store = new Store();
  let characters = 0;
  try {
    const parser = parserOf(mediaType, baseIri);
    const quads = Readable.from(pieces(mediaType === 'application/ld+json' ? inOrder(text) : text))
      .on('error', (error) => parser.destroy(error))
      .pipe(parser);
    for await (const quad of quads as unknown as AsyncIterable<Quad>) {
      characters += quad.subject.value.length + quad.object.value.length;
      if ([quad.subject, quad.predicate, quad.object].some(isTooLong)) throw new Unreadable('long-address');
      if (store.size >= mostTriples || characters > mostCharacters) throw new Unreadable('too-many-triples');
      store.addQuad(quad);
    }
  } catch (error) {
    if (error instanceof Unreadable) throw error;
    throw new Unreadable('syntax', error);
  }
  return store;
}

const isTooLong = ({ termType, value }: Term): boolean =>
  termType === 'NamedNode' && value.length > longestAddress;

type Parser = NodeJS.ReadWriteStream & { destroy(error?: Error): void };

function parserOf(mediaType: GraphMediaType, baseIRI: string): Parser {
  if (mediaType === 'application/rdf+xml')
    return new RdfXmlParser({ baseIRI, validateUri: false }) as unknown as Parser;
  if (mediaType === 'application/ld+json')
    return new JsonLdParser({
      baseIRI,
      documentLoader: nowhere,
      streamingProfile: true,
    }) as unknown as Parser;
  return new StreamParser({ format: mediaType, baseIRI }) as unknown as Parser;
}

/** Should a document name a context in a way that was not thought of. */
const nowhere = { load: () => Promise.reject(new Unreadable('remote-context')) };

/**
 * A document of JSON-LD in the order of its streaming profile: context first, then type and id. In any other order its
 * parser keeps everything and takes a time that grows with the square of it.
 */
function inOrder(text: string): string {
  const document = readJson(text);
  const aliases = listOf(membersOf(document)?.['@context']).flatMap((context) =>
    Object.entries(membersOf(context) ?? {}).flatMap(([name, meaning]) => {
      const means = membersOf(meaning)?.['@id'] ?? meaning;
      return means === '@type' || means === '@id' ? [name] : [];
    }),
  );
  const ranks = new Map(['@context', '@type', '@id', ...aliases].map((key, rank) => [key, rank]));
  return JSON.stringify(reordered(document, ranks));
}

/** Members that have a rank come first, by rank: as many are looked at as there are, whatever the context names. */
function reordered(value: unknown, ranks: ReadonlyMap<string, number>): unknown {
  if (Array.isArray(value)) return value.map((each) => reordered(each, ranks));
  const members = membersOf(value);
  if (!members) return value;
  // Nothing is fetched because a document says so.
  const contexts = listOf(members['@context']);
  if (contexts.some((each) => typeof each === 'string' || Object.hasOwn(Object(each), '@import')))
    throw new Unreadable('remote-context');
  const written = JSON.stringify(contexts);
  const hasLong = written.split('"').some((part) => part.length > longestMeaning);
  if (written.length > longestContext || hasLong) throw new Unreadable('long-address');
  const rankOf = (key: string): number => ranks.get(key) ?? ranks.size;
  const keys = Object.keys(members).toSorted((one, other) => rankOf(one) - rankOf(other));
  return Object.fromEntries(keys.map((key) => [key, reordered(members[key], ranks)]));
}

/** Small ones, so that what a parser makes of one is looked at before it gets the next; no character is cut in two. */
function* pieces(text: string): Generator<string> {
  const most = 32_768;
  for (let start = 0; start < text.length; ) {
    const isCut = text.charCodeAt(start + most - 1) >> 10 === 0xd800 >> 10;
    const end = start + most - (isCut ? 1 : 0);
    yield text.slice(start, end);
    start = end;
  }
}
