/**
 * Questions put to data that is told in groups only (`minGroup`). Leaving out small groups is not enough: whoever may
 * filter as they like asks twice, with and without one row, and subtracts. So single rows are not given, and filters
 * choose among groups, never within one. What remains is subtraction between groupings (a region less its counties,
 * one of which was left out), and `min` and `max`, which tell a cell: fields for which that matters are not granted.
 */
import type { ParameterError, Query } from './query.ts';

/** What is wrong with a question to such data; nothing when `minGroup` is undefined. */
export function smallGroupFaults(query: Query, minGroup: number | undefined): readonly ParameterError[] {
  if (minGroup === undefined) return [];
  if (!query.aggregated) {
    const message = `this data is told in groups of at least ${minGroup} rows: aggregate it`;
    return [{ field: '', message, allowed: ['FIELD__groupby', 'FIELD__count', 'FIELD__avg'] }];
  }
  const grouped = query.columns.flatMap(({ field, aggregate }) => (aggregate ? [] : [field.name]));
  const within = query.filters.filter(({ field }) => !grouped.includes(field.name));
  return within.map(({ field, operator }) => ({
    field: `${field.name}__${operator}`,
    message: 'this data is told in whole groups: filter by columns that are grouped by',
    allowed: grouped,
  }));
}
