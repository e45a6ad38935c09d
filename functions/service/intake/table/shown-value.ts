import type { DeclaredColumn } from './rules.ts';

/** What a violation shows of a value at most. */
export const VALUE_CHARACTERS = 80;

/** A value for the report of violations, masked where the column is not public. */
export function shownValue(value: string, { declared }: DeclaredColumn): string {
  if (declared.sensitivity === 'public' || value === '') return value.slice(0, VALUE_CHARACTERS);
  return `${[...value][0]}***`;
}
