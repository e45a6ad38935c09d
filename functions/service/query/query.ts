/**
 * A question put to one table, checked: every field exists and is visible to the asker, every value fits its
 * field. The grammar is that of data.gouv.fr's Tabular API: `FIELD__OPERATOR=VALUE`.
 */
import type { Field } from '../../domain/dataset.ts';
import { type RowOperator, rowOperators } from '../../domain/row-operators.ts';

export type FieldType = Field['type'];
/** What a query needs to know of a field. Only fields that the asker may see are ever passed in. */
export type QueryField = Pick<Field, 'name' | 'type'>;

export const aggregateFunctions = ['count', 'sum', 'avg', 'min', 'max'] as const;
export type AggregateFunction = (typeof aggregateFunctions)[number];

/** Everything that may follow `FIELD__`. */
export const operators = [...rowOperators, 'sort', 'groupby', ...aggregateFunctions] as const;
export type Operator = (typeof operators)[number];

export interface Filter {
  readonly field: QueryField;
  readonly operator: RowOperator;
  /** Texts that cast to the field's type without error; none for `isnull` and `isnotnull`. */
  readonly values: readonly string[];
}

/** A column of the answer: a field as it stands, or an aggregate of one. */
export interface OutputColumn {
  readonly name: string;
  readonly type: FieldType;
  readonly field: QueryField;
  readonly aggregate?: AggregateFunction;
}

export interface Sort {
  readonly column: OutputColumn;
  readonly descending: boolean;
}

export interface Query {
  readonly filters: readonly Filter[];
  /** In the order in which they count. Empty cells come last, whichever the direction. */
  readonly sorts: readonly Sort[];
  readonly columns: readonly OutputColumn[];
  /** Rows are grouped by the columns without an aggregate. */
  readonly aggregated: boolean;
  /** Each must occur, in whatever case, in one of these fields of a row. */
  readonly words?: { readonly all: readonly string[]; readonly fields: readonly QueryField[] };
}

/** One wrong parameter; all are told at once. */
export interface ParameterError {
  /** The parameter's name as it was given. */
  readonly field: string;
  readonly message: string;
  readonly allowed?: readonly string[];
}

const ordered: readonly RowOperator[] = ['less', 'greater', 'strictly_less', 'strictly_greater'];
const always: readonly Operator[] = ['exact', 'differs', 'in', 'notin', 'isnull', 'isnotnull', 'sort'];
const grouping: readonly Operator[] = ['groupby', 'count'];

/** What each type of field can be asked. */
export const operatorsOfType: Readonly<Record<FieldType, readonly Operator[]>> = {
  string: [...always, 'contains', ...ordered, ...grouping, 'min', 'max'],
  geopoint: [...always, 'contains', ...grouping],
  integer: [...always, ...ordered, ...grouping, 'sum', 'avg', 'min', 'max'],
  number: [...always, ...ordered, ...grouping, 'sum', 'avg', 'min', 'max'],
  boolean: [...always, ...grouping],
  date: [...always, ...ordered, ...grouping, 'min', 'max'],
  datetime: [...always, ...ordered, ...grouping, 'min', 'max'],
  year: [...always, ...ordered, ...grouping, 'min', 'max'],
};

/** The type of an aggregate's answer. */
export function aggregateType(aggregate: AggregateFunction, type: FieldType): FieldType {
  if (aggregate === 'count') return 'integer';
  return aggregate === 'avg' ? 'number' : type;
}
