import type { Field } from '../../../domain/dataset.ts';
import { identifier } from '../../duckdb.ts';
import type { Column } from './columns.ts';
import { type ReadAs, readings } from './types.ts';

/** A column whose reading is settled: declared and checked, or inferred. */
export interface ReadColumn {
  readonly id: string;
  readonly field: Field;
  readonly readAs: ReadAs;
}

/** The fields of the version: as declared, or of the inferred type and public. */
export function settle(columns: readonly Column[], readAs: ReadonlyMap<string, ReadAs>): ReadColumn[] {
  return columns.map((column) => {
    const reading = readAs.get(column.id) ?? 'string';
    const inferred: Field = {
      name: column.name,
      title: column.title,
      type: readings[reading].type,
      sensitivity: 'public',
    };
    return { id: column.id, field: column.declared ?? inferred, readAs: reading };
  });
}

/** The select list of typed values under the fields' names. */
export function typedList(columns: readonly ReadColumn[]): string {
  return columns
    .map(({ id, field, readAs }) => `${readings[readAs].typed(identifier(id))} AS ${identifier(field.name)}`)
    .join(', ');
}

/** The select list of canonical texts under the fields' names. */
export function textList(columns: readonly ReadColumn[]): string {
  return columns
    .map(({ id, field, readAs }) => `${readings[readAs].text(identifier(id))} AS ${identifier(field.name)}`)
    .join(', ');
}

/** Values as JSON has them: numbers and booleans, everything else text. */
export function jsonList(columns: readonly ReadColumn[]): string {
  const bare = new Set<ReadAs>(['integer', 'number', 'boolean', 'year']);
  return columns
    .map(({ id, field, readAs }) => {
      const reading = readings[readAs];
      const value = bare.has(readAs) ? reading.typed(identifier(id)) : reading.text(identifier(id));
      return `${value} AS ${identifier(field.name)}`;
    })
    .join(', ');
}
