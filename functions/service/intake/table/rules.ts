/** The table schema as SQL: every rule of a declared field, true for a row that breaks it. */
import type { Field } from '../../../domain/dataset.ts';
import { identifier, literal } from '../../duckdb.ts';
import type { Column } from './columns.ts';
import { type ReadAs, readings } from './types.ts';

export type DeclaredColumn = Column & { readonly declared: Field };

export interface TableRule {
  readonly column: DeclaredColumn;
  /** As violations show it, e.g. `maximum 100`. */
  readonly rule: string;
  /** SQL, never null. */
  readonly broken: string;
}

/** @param key the names of the primary key. */
export function rulesOf(column: DeclaredColumn, readAs: ReadAs, key: readonly string[]): TableRule[] {
  const text = identifier(column.id);
  const { constraints = {}, name } = column.declared;
  const { is, rule } = readings[readAs];
  const typeRule = { column, rule, broken: `(${text} IS NOT NULL AND NOT coalesce(${is(text)}, false))` };
  const filled = key.includes(name) ? 'primary key not empty' : constraints.required ? 'required' : undefined;
  const wellTyped = readAs === 'string' ? 'true' : `coalesce(${is(text)}, false)`;
  return [
    ...(readAs === 'string' ? [] : [typeRule]),
    ...(filled === undefined ? [] : [{ column, rule: filled, broken: `(${text} IS NULL)` }]),
    ...limitsOf(constraints, text, readAs).map(([limit, holds]) => ({
      column,
      rule: limit,
      broken: `(CASE WHEN ${text} IS NULL OR NOT ${wellTyped} THEN false ELSE NOT (${holds}) END)`,
    })),
  ];
}

/** Each constraint on single values: its name and limit, and the condition on a value that is of its type. */
function limitsOf(
  constraints: NonNullable<Field['constraints']>,
  text: string,
  readAs: ReadAs,
): [string, string][] {
  const { minimum, maximum, minLength, maxLength, pattern } = constraints;
  const value = readings[readAs].typed(text);
  const limits: [string, string][] = [];
  if (minimum !== undefined) limits.push([`minimum ${minimum}`, `${value} >= ${constant(minimum, readAs)}`]);
  if (maximum !== undefined) limits.push([`maximum ${maximum}`, `${value} <= ${constant(maximum, readAs)}`]);
  if (minLength !== undefined) limits.push([`minLength ${minLength}`, `length(${text}) >= ${minLength}`]);
  if (maxLength !== undefined) limits.push([`maxLength ${maxLength}`, `length(${text}) <= ${maxLength}`]);
  if (pattern !== undefined)
    limits.push([`pattern ${pattern.slice(0, 100)}`, `regexp_full_match(${text}, ${literal(pattern)})`]);
  if (constraints.enum !== undefined) {
    const list = constraints.enum.map((one) => constant(one, readAs)).join(', ');
    limits.push([`enum ${constraints.enum.join(', ').slice(0, 100)}`, `${value} IN (${list})`]);
  }
  return limits;
}

const sqlTypes: Partial<Record<ReadAs, string>> = {
  integer: 'BIGINT',
  number: 'DOUBLE',
  year: 'INTEGER',
  boolean: 'BOOLEAN',
  date: 'DATE',
  'datetime-local': 'TIMESTAMP',
  'datetime-utc': 'TIMESTAMPTZ',
};

/** A limit from the descriptor; the domain has checked that it fits the type. */
function constant(value: string | number | boolean, readAs: ReadAs): string {
  const text = literal(String(value));
  const type = sqlTypes[readAs];
  return type === undefined ? text : `${text}::${type}`;
}
