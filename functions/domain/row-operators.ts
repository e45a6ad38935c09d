/** How rows are chosen by a field, in a question to the records interface and in the terms of a grant. */
export const rowOperators = [
  'exact',
  'differs',
  'contains',
  'in',
  'notin',
  'less',
  'greater',
  'strictly_less',
  'strictly_greater',
  'isnull',
  'isnotnull',
] as const;
export type RowOperator = (typeof rowOperators)[number];
