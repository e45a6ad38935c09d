/** Rows of a Parquet row group: moderate, so that a preview fetches little and a wide or long-celled table fits memory. */

/** DuckDB works on so many rows at once. */
export const VECTOR_ROWS = 2048;
const MAX_GROUP_ROWS = 20 * VECTOR_ROWS;
const GROUP_CELLS = 1_000_000;
const GROUP_BYTES = 32 << 20;

/** @param vectorBytes the most bytes that `VECTOR_ROWS` consecutive rows take in the source. */
export function rowGroupRows(columns: number, vectorBytes = 0): number {
  const vectors = Math.min(
    MAX_GROUP_ROWS / VECTOR_ROWS,
    GROUP_CELLS / Math.max(1, columns) / VECTOR_ROWS,
    GROUP_BYTES / Math.max(1, vectorBytes),
  );
  return Math.max(1, Math.floor(vectors)) * VECTOR_ROWS;
}

/**
 * From so many columns on, what DuckDB holds for each of them does not fit memory together: the dictionaries that
 * Parquet builds, the copies of a row as JSON.
 */
export const WIDE_COLUMNS = 250;

/** The options of COPY that bound the memory of writing Parquet. */
export function groupOptions(columns: number, groupRows: number): string {
  return `ROW_GROUP_SIZE ${groupRows}${columns > WIDE_COLUMNS ? ', DICTIONARY_SIZE_LIMIT 1' : ''}`;
}
