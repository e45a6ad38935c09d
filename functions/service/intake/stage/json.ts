/** Stages JSON and JSON Lines: every key of any object is a column, nested values stay as JSON text. */
import { stat } from 'node:fs/promises';
import { identifier, literal, rowsOf } from '../../duckdb.ts';
import type { Context, SourceFile, Staged, StagedColumn } from '../context.ts';
import { isRefused, type Refused, refuse, type Warning } from '../refusal.ts';
import { MAX_COLUMNS, tooManyColumns } from '../table/columns.ts';
import { objectsIn, unreadable } from './json-lines.ts';
import { splitJson } from './json-split.ts';
import { groupOptions, rowGroupRows, VECTOR_ROWS } from './row-groups.ts';
import type { Utf8Text } from './stage.ts';

/** A column to be taken from each object. */
export interface JsonColumn extends StagedColumn {
  /** A JSON pointer, RFC 6901. */
  readonly pointer: string;
}

export async function stageJson(
  context: Context,
  file: SourceFile,
  text: Utf8Text,
  format: 'json' | 'jsonl',
): Promise<Staged | Refused> {
  const lines = format === 'json' ? await asLines(context, file, text) : text.path;
  if (typeof lines !== 'string') return lines;
  const found = await columnsOf(context, file, lines, '');
  if (isRefused(found)) return found;
  return copyObjects(context, lines, found.columns, { format, encoding: text.encoding }, found.warnings);
}

const shapes = {
  'no-array':
    'The document has no array of objects. Deliver an array of objects, or an object with one such array.',
  'several-arrays':
    'The document has several arrays of objects, so it is not clear which is the table. Deliver one of them',
  truncated: 'The document ends before its brackets are closed. Deliver the whole file.',
  'not-json':
    'The file is not a JSON document. Check that it begins with [ or { and has nothing after the end.',
} as const;

/** The path of a JSON Lines file with the document's objects, or why there is none. */
export async function asLines(context: Context, file: SourceFile, text: Utf8Text): Promise<string | Refused> {
  const target = context.work('objects.jsonl');
  const { shape, keys } = await splitJson(text.path, text.markBytes, target);
  if (shape === 'lines') return text.path;
  if (shape === 'array') return target;
  const named = shape === 'several-arrays' ? `: ${keys.join(', ')}.` : '';
  return refuse('not-a-table', file.name, shapes[shape] + named);
}

interface KeyFacts extends Record<string, unknown> {
  key: string;
  texts: number;
  nested: number;
  filled: number;
}

/** The keys of all objects (below `prefix`), in the order in which they first occur. */
export async function columnsOf(
  { connection }: Context,
  file: SourceFile,
  lines: string,
  prefix: string,
): Promise<{ columns: JsonColumn[]; warnings: Warning[] } | Refused> {
  const wrong = await unreadable(connection, file, lines);
  if (wrong !== undefined) return wrong;
  const objects = prefix === '' ? 'json' : `json -> ${literal(prefix)}`;
  const keys = await rowsOf<{ key: string }>(
    connection,
    `SELECT key FROM (SELECT min(n) AS first, min(place) AS place, key FROM
       (SELECT n, unnest(keys) AS key, generate_subscripts(keys, 1) AS place FROM
         (SELECT row_number() OVER () AS n, json_keys(${objects}) AS keys FROM ${objectsIn(lines)}))
       GROUP BY key) ORDER BY first, place LIMIT ${MAX_COLUMNS + 1}`,
  );
  if (keys.length === 0)
    return refuse('empty-file', file.name, 'The file has no objects with keys. Deliver at least one row.');
  const pointers = keys.map(({ key }) => `${prefix}/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`);
  if (keys.length > MAX_COLUMNS) return tooManyColumns(keys.length, file.name, 'more than ');
  const facts = await kindsOf({ connection }, lines, pointers);
  const warnings = facts.flatMap(({ nested }, at) => {
    const { key = '' } = keys[at] ?? {};
    const message = `"${key}" holds ${nested} nested values; they are published as JSON text.`;
    return nested > 0 ? [{ code: 'nested-values' as const, message, about: [key], count: nested }] : [];
  });
  const columns = keys.map(({ key }, at): JsonColumn => {
    const fact = facts[at];
    const isText = fact !== undefined && fact.filled > 0 && fact.texts + fact.nested === fact.filled;
    return { header: key.trim(), pointer: pointers[at] ?? '', ...(isText && { kind: 'text' as const }) };
  });
  return { columns, warnings };
}

/** How many values of each pointer are strings, and how many are objects or arrays. */
async function kindsOf(
  { connection }: Pick<Context, 'connection'>,
  lines: string,
  pointers: readonly string[],
): Promise<Pick<KeyFacts, 'texts' | 'nested' | 'filled'>[]> {
  const counts = pointers.map((_, at) => {
    const kind = `kinds[${at + 1}]`;
    return `count_if(${kind} = 'VARCHAR')::DOUBLE, count_if(${kind} IN ('OBJECT', 'ARRAY'))::DOUBLE, count_if(${kind} <> 'NULL')::DOUBLE`;
  });
  const list = pointers.map(literal).join(', ');
  const result = await connection.run(
    `SELECT ${counts.join(', ')} FROM (SELECT json_type(json, [${list}]) AS kinds FROM ${objectsIn(lines)})`,
  );
  const [row = []] = await result.getRowsJS();
  return pointers.map((_, at) => {
    const [texts, nested, filled] = row.slice(3 * at, 3 * at + 3).map(Number);
    return { texts: texts ?? 0, nested: nested ?? 0, filled: filled ?? 0 };
  });
}

export async function copyObjects(
  { connection, work }: Context,
  lines: string,
  columns: readonly JsonColumn[],
  source: Staged['source'],
  warnings: readonly Warning[],
): Promise<Staged> {
  const path = work('staged.parquet');
  const { size } = await stat(lines);
  const [counted] = await rowsOf<{ n: bigint }>(connection, `SELECT count(*) AS n FROM ${objectsIn(lines)}`);
  const rows = Number(counted?.n ?? 0);
  const groupRows = rowGroupRows(columns.length, (size / Math.max(1, rows)) * VECTOR_ROWS);
  const list = columns.map(({ pointer }) => literal(pointer)).join(', ');
  const cells = columns.map((_, at) => `nullif(cells[${at + 1}], '') AS ${identifier(`c${at}`)}`).join(', ');
  await connection.run(
    `COPY (SELECT ${cells} FROM (SELECT json_extract_string(json, [${list}]) AS cells FROM ${objectsIn(lines)}))
     TO ${literal(path)} (FORMAT parquet, COMPRESSION lz4_raw, ${groupOptions(columns.length, groupRows)})`,
  );
  const staged = columns.map(({ header, kind }) => ({ header, ...(kind && { kind }) }));
  return { path, columns: staged, rows, groupRows, source, warnings };
}
