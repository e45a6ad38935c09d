/** The three ways in which a graph is written: by the extension of its address, or by what `Accept` names. */
import type { Node } from './graph.ts';
import { jsonLd } from './json-ld.ts';
import { rdfXml } from './rdf-xml.ts';
import { turtle } from './turtle.ts';

export interface Syntax {
  readonly mediaType: string;
  readonly write: (nodes: Iterable<Node>) => Generator<string>;
}

export const syntaxes = {
  jsonld: { mediaType: 'application/ld+json', write: jsonLd },
  ttl: { mediaType: 'text/turtle; charset=utf-8', write: turtle },
  rdf: { mediaType: 'application/rdf+xml', write: rdfXml },
} as const satisfies Readonly<Record<string, Syntax>>;

export type SyntaxName = keyof typeof syntaxes;
export const syntaxNames = Object.keys(syntaxes) as readonly SyntaxName[];
