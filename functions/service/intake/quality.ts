/** The quality report: how full, how valid, how unique, and per field what it holds. Timeliness depends on the day asked. */
import type { DuckDBConnection } from '@duckdb/node-api';
import type { FieldQuality, QualityReport } from '../../domain/version.ts';
import { identifier } from '../duckdb.ts';
import type { Context } from './context.ts';
import type { Table } from './read-table.ts';
import type { Warning } from './refusal.ts';
import { scalar } from './scalar.ts';
import { measure, parquet } from './table/aggregate.ts';
import type { ReadColumn } from './table/fields.ts';
import type { ReadAs } from './table/types.ts';

/** Up to here distinct values are counted, by hashes of 64 bits so that long texts need no room; beyond, estimated. */
const EXACT_ROWS = 1_000_000;

/** Every count of distinct values has its own hash table. */
const COLUMNS_AT_ONCE = 16;

/** @param path the typed Parquet file. */
export async function measureQuality(
  { connection, dataset }: Pick<Context, 'connection' | 'dataset'>,
  table: Table,
  path: string,
  warnings: readonly Warning[],
): Promise<QualityReport> {
  const { rows } = table.staged;
  const from = parquet(path);
  const fields: FieldQuality[] = [];
  for (let at = 0; at < table.columns.length; at += COLUMNS_AT_ONCE) {
    const columns = table.columns.slice(at, at + COLUMNS_AT_ONCE);
    fields.push(...(await fieldQualities(connection, from, rows, columns)));
  }
  const filled = fields.reduce((sum, field) => sum + field.filled, 0);
  const cells = rows * fields.length;
  const key = dataset.primaryKey ?? table.columns.map(({ field }) => field.name);
  const [distinct = rows] = await measure(connection, from, [
    `count(DISTINCT hash(${key.map(identifier).join(', ')}))`,
  ]);
  return {
    rows,
    completeness: share(filled, cells),
    validity: share(cells - table.oddCells, cells),
    uniqueness: share(distinct, rows),
    fields,
    warnings,
  };
}

function share(part: number, whole: number): number {
  return whole === 0 ? 1 : Math.min(1, part / whole);
}

const ordered = new Set(['integer', 'number', 'date', 'datetime', 'year']);

async function fieldQualities(
  connection: DuckDBConnection,
  from: string,
  rows: number,
  columns: readonly ReadColumn[],
): Promise<FieldQuality[]> {
  const asked = columns.flatMap(({ field, readAs }) => {
    const name = identifier(field.name);
    const distinct =
      rows < EXACT_ROWS
        ? `count(DISTINCT hash(${name})) FILTER (${name} IS NOT NULL)`
        : `approx_count_distinct(${name})`;
    return [
      `count(${name})`,
      distinct,
      ...(hasRange(field) ? [asText(name, readAs, 'min'), asText(name, readAs, 'max')] : []),
    ];
  });
  const result = await connection.run(
    `SELECT ${asked.map((sql, at) => `${sql} AS m${at}`).join(', ')} FROM ${from}`,
  );
  const [answers = []] = await result.getRowsJS();
  let at = 0;
  return columns.map(({ field }) => {
    const [filled, distinct] = [Number(answers[at]), Math.min(Number(answers[at + 1]), Number(answers[at]))];
    at += 2;
    if (!hasRange(field)) return { name: field.name, filled, distinct };
    const [minimum, maximum] = [scalar(answers[at]), scalar(answers[at + 1])];
    at += 2;
    return { name: field.name, filled, distinct, minimum, maximum };
  });
}

/** The least and the greatest value would show a cell of a column that is not public. */
function hasRange(field: ReadColumn['field']): boolean {
  return ordered.has(field.type) && field.sensitivity === 'public';
}

function asText(name: string, readAs: ReadAs, extreme: 'min' | 'max'): string {
  const value = `${extreme}(${name})`;
  if (readAs === 'date') return `${value}::VARCHAR`;
  if (readAs === 'datetime-local') return `replace(${value}::VARCHAR, ' ', 'T')`;
  return readAs === 'datetime-utc' ? `replace(${value}::TIMESTAMP::VARCHAR, ' ', 'T') || 'Z'` : value;
}
