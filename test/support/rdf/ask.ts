/** Questions to a graph, in the short names that specifications use. */
import { expand, type Term } from '../../../functions/service/rdf/graph.ts';
import type { Graph } from './parse.ts';

/** What a subject has for a property. */
export const valuesOf = (graph: Graph, subject: string, property: Term): readonly string[] =>
  graph.getObjects(subject, expand(property), null).map(({ value }) => value);

/** The same in one language. */
export const inLanguage = (graph: Graph, subject: string, property: Term, language: string) =>
  graph
    .getObjects(subject, expand(property), null)
    .filter((object) => object.termType === 'Literal' && object.language === language)
    .map(({ value }) => value);

export const instancesOf = (graph: Graph, type: Term): readonly string[] =>
  graph.getSubjects(expand('rdf:type'), expand(type), null).map(({ value }) => value);

export const isA = (graph: Graph, subject: string, type: Term): boolean =>
  graph.countQuads(subject, expand('rdf:type'), expand(type), null) > 0;

/** Whether a quoted text of the graph, whatever it belongs to, holds this. */
export const mentions = (graph: Graph, text: string): boolean =>
  [...graph].some(({ subject, object }) => subject.value.includes(text) || object.value.includes(text));
