/** Rows of a Parquet row group: moderate, so that a preview fetches little and a wide or long-celled table fits memory. */

/** Multiples of DuckDB's vector. */
const VECTOR_ROWS = 2048;
export const MAX_GROUP_ROWS = 20 * VECTOR_ROWS;
const GROUP_CELLS = 1_000_000;
const GROUP_BYTES = 32 << 20;

/** @param groupBytes the most bytes that `MAX_GROUP_ROWS` rows in a row take in the source, where known. */
export function rowGroupRows(columns: number, groupBytes = 0): number {
  const byCells = GROUP_CELLS / Math.max(1, columns);
  const byBytes = (MAX_GROUP_ROWS * GROUP_BYTES) / Math.max(1, groupBytes);
  const vectors = Math.floor(Math.min(MAX_GROUP_ROWS, byCells, byBytes) / VECTOR_ROWS);
  return Math.max(1, vectors) * VECTOR_ROWS;
}
