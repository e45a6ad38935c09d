/** Stages a Parquet file: its own types settle the columns; nested values become JSON text. */
import { identifier, literal, rowsOf } from '../../duckdb.ts';
import type { Context, SourceFile, Staged, StagedColumn } from '../context.ts';
import { isRefused, type Refused, refuse } from '../refusal.ts';
import { resolveColumns } from '../table/columns.ts';
import { isUnreadable, readable, type Unreadable } from './reason.ts';
import { groupOptions, rowGroupRows } from './row-groups.ts';

const kinds: readonly (readonly [RegExp, NonNullable<StagedColumn['kind']>])[] = [
  [/^U?(TINYINT|SMALLINT|INTEGER|BIGINT|HUGEINT)$/, 'integer'],
  [/^(FLOAT|DOUBLE|DECIMAL.*)$/, 'number'],
  [/^BOOLEAN$/, 'boolean'],
  [/^DATE$/, 'date'],
  [/^TIMESTAMP/, 'datetime'],
];

export async function stageParquet(context: Context, file: SourceFile): Promise<Staged | Refused> {
  const { connection } = context;
  const source = `read_parquet(${literal(file.path)})`;
  const described = await readable(describe(context, source), file);
  if (isUnreadable(described)) return unreadable(file, described);
  const binary = described.filter(({ type }) => type === 'BLOB').map(({ name }) => name);
  if (binary.length > 0)
    return refuse(
      'binary-column',
      file.name,
      `The columns ${binary.join(', ')} hold bytes. Deliver them as text, or leave them out.`,
    );
  const columns = described.map(({ name, type }): StagedColumn => {
    const kind = kinds.find(([pattern]) => pattern.test(type))?.[1] ?? 'text';
    return { header: name.trim(), kind };
  });
  const resolved = resolveColumns(columns, context.dataset, file.name);
  if (isRefused(resolved)) return resolved;
  const format = { format: 'parquet' };
  const path = context.work('staged.parquet');
  const groupRows = rowGroupRows(columns.length);
  const cells = described.map(
    ({ name, type }, at) => `nullif(${asText(name, type)}, '') AS ${identifier(`c${at}`)}`,
  );
  const copying = connection.run(
    `COPY (SELECT ${cells.join(', ')} FROM ${source}) TO ${literal(path)}
     (FORMAT parquet, COMPRESSION lz4_raw, ${groupOptions(columns.length, groupRows)})`,
  );
  const copied = await readable(copying, file);
  if (isUnreadable(copied)) return unreadable(file, copied);
  return { path, columns, rows: copied.rowsChanged, groupRows, source: format, warnings: [] };
}

function unreadable(file: SourceFile, { reason }: Unreadable): Refused {
  return refuse('unreadable-table', file.name, `The Parquet file cannot be read: ${reason}`);
}

/** The columns with their SQL types. */
function describe({ connection }: Context, source: string): Promise<{ name: string; type: string }[]> {
  return rowsOf(
    connection,
    `SELECT column_name AS name, column_type AS type FROM (DESCRIBE SELECT * FROM ${source})`,
  );
}

function asText(name: string, type: string): string {
  const value = identifier(name);
  if (type.startsWith('TIMESTAMP WITH')) return `replace(${value}::TIMESTAMP::VARCHAR, ' ', 'T') || 'Z'`;
  if (type.startsWith('TIMESTAMP')) return `replace(${value}::TIMESTAMP::VARCHAR, ' ', 'T')`;
  if (type === 'FLOAT' || type === 'DOUBLE') return `regexp_replace(${value}::VARCHAR, '[.]0$', '')`;
  if (/\[|^(STRUCT|MAP|UNION)/.test(type)) return `to_json(${value})::VARCHAR`;
  return `${value}::VARCHAR`;
}
