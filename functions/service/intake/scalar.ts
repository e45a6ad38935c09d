import type { Scalar } from '../../domain/version.ts';

/** What DuckDB answers for numbers, booleans and text; 64-bit integers hold at most 15 digits here. */
export function scalar(value: unknown): Scalar {
  if (typeof value === 'bigint') return Number(value);
  if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'string') return value;
  return null;
}
