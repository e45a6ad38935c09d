/** What a graph says of a subject, in the short names that specifications use. */
import type { Term as RdfTerm, Store } from 'n3';
import { expand, type Term } from '../rdf/graph.ts';
import { textOf, webAddress } from './words.ts';

export interface Asking {
  readonly graph: Store;
  readonly subject: RdfTerm;
}

export const objectsOf = ({ graph, subject }: Asking, ...properties: readonly Term[]): readonly RdfTerm[] =>
  properties.flatMap((property) => graph.getObjects(subject, expand(property), null));

export const valuesOf = (asking: Asking, ...properties: readonly Term[]): readonly string[] =>
  objectsOf(asking, ...properties).map(({ value }) => value);

/** What a property leads to. */
export const partsOf = ({ graph, subject }: Asking, ...properties: readonly Term[]): readonly Asking[] =>
  objectsOf({ graph, subject }, ...properties)
    .filter(({ termType }) => termType !== 'Literal')
    .map((part) => ({ graph, subject: part }));

/** The least in the order of signs, so that the same graph says the same in whatever order it is written. */
export const firstOf = <T extends string>(values: readonly (T | undefined)[]): T | undefined =>
  values.filter((value) => value !== undefined).toSorted(bySign)[0];
export const bySign = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

export const textIn = (asking: Asking, ...properties: readonly Term[]): string | undefined =>
  firstOf(valuesOf(asking, ...properties).map((value) => textOf(value)));
export const addressIn = (asking: Asking, ...properties: readonly Term[]): string | undefined =>
  firstOf(valuesOf(asking, ...properties).map((value) => webAddress(value)));

interface Tagged {
  readonly text: string;
  readonly tag: string;
}
const hasHan = (text: string): boolean => /\p{Script=Han}/u.test(text);
const isEnglish = ({ tag }: Tagged): boolean => /^en\b/.test(tag);

function tagged(asking: Asking, properties: readonly Term[]): readonly Tagged[] {
  const literals = objectsOf(asking, ...properties).filter((term) => term.termType === 'Literal');
  return literals
    .flatMap((literal) => {
      const text = textOf(literal.value);
      const tag = 'language' in literal ? String(literal.language).toLowerCase() : '';
      return text === undefined ? [] : [{ text, tag }];
    })
    .toSorted((one, other) => bySign(one.text, other.text));
}

/**
 * A text in Chinese and in English. Tags are often wrong: without a Chinese one, what is written in Chinese counts,
 * then what has no tag, then whatever there is.
 */
export function wordsIn(asking: Asking, ...properties: readonly Term[]): { zh?: string; en?: string } {
  const all = tagged(asking, properties);
  const chinese =
    all.find(({ tag }) => /^zh\b/.test(tag)) ??
    all.find(({ text }) => hasHan(text)) ??
    all.find(({ tag }) => tag === '') ??
    all[0];
  const english = all.find((each) => each !== chinese && isEnglish(each));
  return { ...(chinese && { zh: chinese.text }), ...(english && { en: english.text }) };
}

/** Keywords of both languages, each once; those tagged as English though written in Chinese are Chinese. */
export function keywordsIn(asking: Asking, property: Term) {
  const all = tagged(asking, [property]);
  const english = all.filter((each) => isEnglish(each) && !hasHan(each.text));
  const texts = (some: readonly Tagged[]) => [...new Set(some.map(({ text }) => text))];
  return { zh: texts(all.filter((each) => !english.includes(each))), en: texts(english) };
}
