/** From the parameters of a query string to a checked `Query`, or to everything that is wrong with them. */
import { type RowOperator, rowOperators } from '../../domain/row-operators.ts';
import {
  type AggregateFunction,
  aggregateFunctions,
  aggregateType,
  type Filter,
  type Operator,
  type OutputColumn,
  operators,
  operatorsOfType,
  type ParameterError,
  type Query,
  type QueryField,
  type Sort,
} from './query.ts';
import { castable, listValues, valueFault } from './values.ts';

export type ParsedQuery =
  | { readonly outcome: 'valid'; readonly query: Query }
  | { readonly outcome: 'invalid'; readonly errors: readonly ParameterError[] };

/** More parameters than this are refused: no honest question needs them. */
const maxParameters = 100;

interface Draft {
  readonly errors: ParameterError[];
  readonly filters: Filter[];
  /** Names of output columns; resolved when all of them are known. */
  readonly sorts: { readonly parameter: string; readonly name: string; readonly descending: boolean }[];
  readonly groups: QueryField[];
  readonly aggregates: OutputColumn[];
  columns: readonly QueryField[] | undefined;
}

/**
 * Parses `parameters` (those of the grammar only; `limit`, `cursor` and the like are taken out by the caller)
 * against `fields`, the fields that the asker may see.
 */
export function parseQuery(
  parameters: readonly (readonly [name: string, value: string])[],
  fields: readonly QueryField[],
): ParsedQuery {
  const draft: Draft = { errors: [], filters: [], sorts: [], groups: [], aggregates: [], columns: undefined };
  if (parameters.length > maxParameters) {
    const message = `${parameters.length} parameters; at most ${maxParameters} are read`;
    return { outcome: 'invalid', errors: [{ field: '', message }] };
  }
  for (const [name, value] of parameters) {
    if (name === 'columns') readColumns(draft, value, fields);
    else readOperation(draft, name, value, fields);
  }
  const columns = outputColumns(draft, fields);
  const sorts = resolveSorts(draft, columns, fields);
  if (draft.errors.length > 0) return { outcome: 'invalid', errors: draft.errors };
  return {
    outcome: 'valid',
    query: { filters: draft.filters, sorts, columns, aggregated: isAggregated(draft) },
  };
}

const isAggregated = ({ groups, aggregates }: Draft): boolean => groups.length + aggregates.length > 0;
const namesOf = (fields: readonly { readonly name: string }[]): string[] => fields.map(({ name }) => name);

function readColumns(draft: Draft, value: string, fields: readonly QueryField[]): void {
  if (draft.columns) draft.errors.push({ field: 'columns', message: 'columns is given twice' });
  const names = listValues(value);
  if (!names) draft.errors.push(brokenList('columns'));
  const chosen = new Map<string, QueryField>();
  for (const name of names ?? []) {
    const field = fields.find((candidate) => candidate.name === name);
    if (field) chosen.set(name, field);
    else draft.errors.push(unknownField('columns', name, fields));
  }
  draft.columns = [...chosen.values()];
}

function readOperation(draft: Draft, parameter: string, value: string, fields: readonly QueryField[]): void {
  const split = parameter.lastIndexOf('__');
  const operator = operators.find((candidate) => candidate === parameter.slice(split + 2).toLowerCase());
  if (split < 1 || !operator) {
    const allowed = ['columns', 'limit', 'cursor', 'version', ...operators.map((name) => `FIELD__${name}`)];
    draft.errors.push({ field: parameter, message: 'no such parameter or operator', allowed });
    return;
  }
  const name = parameter.slice(0, split);
  if (operator === 'sort') {
    readSort(draft, parameter, name, value);
    return;
  }
  const field = fields.find((candidate) => candidate.name === name);
  if (!field) draft.errors.push(unknownField(parameter, name, fields));
  else if (!operatorsOfType[field.type].includes(operator))
    draft.errors.push({
      field: parameter,
      message: `${name} is of type ${field.type}, which has no ${operator}`,
      allowed: operatorsOfType[field.type].map((each) => `${name}__${each}`),
    });
  else apply(draft, parameter, field, operator, value);
}

function apply(draft: Draft, parameter: string, field: QueryField, operator: Operator, value: string): void {
  if (operator === 'groupby') {
    if (!draft.groups.includes(field)) draft.groups.push(field);
  } else if (isAggregate(operator)) {
    const column = {
      name: `${field.name}__${operator}`,
      type: aggregateType(operator, field.type),
      field,
      aggregate: operator,
    };
    if (!namesOf(draft.aggregates).includes(column.name)) draft.aggregates.push(column);
  } else if (isFilter(operator)) readFilter(draft, parameter, field, operator, value);
}

const isAggregate = (operator: Operator): operator is AggregateFunction =>
  (aggregateFunctions as readonly string[]).includes(operator);
const isFilter = (operator: Operator): operator is RowOperator =>
  (rowOperators as readonly string[]).includes(operator);

function readFilter(
  draft: Draft,
  parameter: string,
  field: QueryField,
  operator: RowOperator,
  text: string,
): void {
  const isList = operator === 'in' || operator === 'notin';
  const needsNone = operator === 'isnull' || operator === 'isnotnull';
  const values = needsNone ? [] : isList ? listValues(text) : [text];
  if (!values) {
    draft.errors.push(brokenList(parameter));
    return;
  }
  const faults = values.flatMap((value) => valueFault(field.type, value) ?? []);
  for (const fault of faults.slice(0, 10)) draft.errors.push({ field: parameter, ...fault });
  if (faults.length > 0) return;
  draft.filters.push({ field, operator, values: values.map((value) => castable(field.type, value)) });
}

const brokenList = (field: string): ParameterError => ({
  field,
  message: 'a quote is not closed, or there are more than 1000 values',
  allowed: ['a,b,"c, with comma"'],
});

function readSort(draft: Draft, parameter: string, name: string, value: string): void {
  const direction = value.toLowerCase();
  if (direction !== 'asc' && direction !== 'desc') {
    const message = `"${value.slice(0, 80)}" is not a direction`;
    draft.errors.push({ field: parameter, message, allowed: ['asc', 'desc'] });
  } else draft.sorts.push({ parameter, name, descending: direction === 'desc' });
}

function outputColumns(draft: Draft, fields: readonly QueryField[]): readonly OutputColumn[] {
  const asTheyStand = (chosen: readonly QueryField[]): OutputColumn[] =>
    chosen.map((field) => ({ name: field.name, type: field.type, field }));
  if (!isAggregated(draft)) return asTheyStand(draft.columns ?? fields);
  if (draft.columns) {
    const message = 'columns cannot be combined with groupby or an aggregate: they decide the columns';
    draft.errors.push({ field: 'columns', message });
  }
  const columns = [...asTheyStand(draft.groups), ...draft.aggregates];
  const clash = columns.find(({ name }, index) => namesOf(columns).indexOf(name) < index);
  if (clash)
    draft.errors.push({ field: clash.name, message: 'two columns of the answer would have this name' });
  return columns;
}

/** Rows are sorted by any visible field; groups by a column of the answer. */
function resolveSorts(
  draft: Draft,
  columns: readonly OutputColumn[],
  fields: readonly QueryField[],
): readonly Sort[] {
  const sortable = isAggregated(draft)
    ? columns
    : fields.map((field) => ({ name: field.name, type: field.type, field }));
  const sorts = new Map<string, Sort>();
  for (const { parameter, name, descending } of draft.sorts) {
    const column = sortable.find((candidate) => candidate.name === name);
    if (!column) draft.errors.push(unknownField(parameter, name, sortable));
    else if (!sorts.has(name)) sorts.set(name, { column, descending });
  }
  return [...sorts.values()];
}

function unknownField(
  parameter: string,
  name: string,
  fields: readonly { readonly name: string }[],
): ParameterError {
  const message = `there is no field "${name.slice(0, 80)}" here`;
  return { field: parameter, message, allowed: namesOf(fields) };
}
