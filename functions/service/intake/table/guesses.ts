/** Which types a column without a declared one may turn out to be, and what each accepts. */
import type { Column } from './columns.ts';
import { readings } from './types.ts';

/** In the order of preference; `string` is what remains. */
const guesses = [
  'boolean',
  'year',
  'integer',
  'number',
  'date',
  'datetime-local',
  'datetime-utc',
  'geopoint',
] as const;
export type Guess = (typeof guesses)[number];

const byKind: Record<NonNullable<Column['kind']>, readonly Guess[]> = {
  text: ['date', 'datetime-local', 'datetime-utc', 'geopoint'],
  number: ['number'],
  integer: ['integer'],
  boolean: ['boolean'],
  date: ['date'],
  datetime: ['datetime-local', 'datetime-utc'],
};

/** The types to be tried for columns of a kind. */
export function guessesFor(kind: Column['kind']): readonly Guess[] {
  return kind === undefined ? guesses : byKind[kind];
}

/** A year is guessed only where the name says so: 年, 年份, 年度, year. */
export function isPossible(guess: Guess, { title }: Column): boolean {
  return guess !== 'year' || /年$|年份|年度|(?<![a-z])year(?![a-z])/iu.test(title);
}

/** The type to fall back to when not all cells are of the first. */
const wider: Partial<Record<Guess, Guess>> = { year: 'integer', integer: 'number' };

/** A guess and the wider ones after it. */
export function chain(guess: Guess, kind: Column['kind']): Guess[] {
  const next = kind === undefined ? wider[guess] : undefined;
  return next === undefined ? [guess] : [guess, ...chain(next, kind)];
}

/** Guessing is stricter than checking a declared type: what people rather mean as text is not guessed away. */
export function accepts(guess: Guess, kind: Column['kind'], text: string): string {
  const is = `coalesce(${readings[guess].is(text)}, false)`;
  if (kind !== undefined && kind !== 'text') return is;
  if (guess === 'boolean') return `(lower(${text}) IN ('true', 'false'))`;
  if (guess === 'number') return `(NOT contains(lower(${text}), 'e') AND ${is})`; // 12E5 is more often a code
  if (guess === 'year') return `(${is} AND ${text} BETWEEN '1000' AND '2999')`;
  if (guess === 'geopoint') return `(regexp_matches(${text}, '[.][0-9]{2,}.*,.*[.][0-9]{2,}') AND ${is})`;
  return is;
}

/** For messages: what the other cells of the column are. */
export const plural: Record<Guess, string> = {
  boolean: 'true or false',
  year: 'years',
  integer: 'integers',
  number: 'numbers',
  date: 'dates',
  'datetime-local': 'dates with time',
  'datetime-utc': 'dates with time',
  geopoint: 'points',
};
