/**
 * The untouched file beside the table made from it: whatever it holds that the table does not is scanned too, and
 * where that cannot be done it is not published. Delimited text is all table.
 */
import type { PrivacyContext } from '../../../domain/privacy.ts';
import { literal, rowsOf, streamRows } from '../../duckdb.ts';
import type { Context, SourceFile } from '../context.ts';
import type { Table } from '../read-table.ts';
import { objectsIn } from '../stage/json-lines.ts';
import { measure } from '../table/aggregate.ts';
import { isJsonLines, restOfJson } from './json-rest.ts';
import type { Scanned } from './scan-opaque.ts';
import { scanWorkbook } from './scan-workbook.ts';
import { type TextScan, textScan } from './text-scan.ts';

/** @param column what the findings call the file. */
export async function scanOriginal(
  context: Context,
  file: SourceFile,
  { staged }: Table,
  column: string,
  privacy: PrivacyContext,
): Promise<Scanned> {
  const { data } = context.dataset;
  const scan = textScan(column, privacy);
  const path = staged.source.encoding === 'utf-8' ? file.path : context.work('utf-8.txt');
  switch (staged.source.format) {
    case 'xlsx':
      return scanWorkbook(
        file,
        data !== undefined && 'sheet' in data ? data.sheet : undefined,
        column,
        privacy,
      );
    case 'parquet':
      return scanParquet(context, file, scan);
    case 'json':
      if (!(await isJsonLines(path))) await scanRest(path, scan);
      return { findings: scan.findings() };
    case 'geojson': {
      const isWhole = !staged.columns.some(({ header }) => header === 'longitude');
      return scanGeoJson(context, path, isWhole, scan);
    }
    default:
      return { findings: [] };
  }
}

async function scanRest(path: string, scan: TextScan): Promise<void> {
  for await (const text of restOfJson(path)) scan.look(1, text);
}

/** Members of features and of points that no column shows. @param isWhole geometries are a column as they are. */
async function scanGeoJson(
  { connection, work }: Context,
  path: string,
  isWhole: boolean,
  scan: TextScan,
): Promise<Scanned> {
  const isLines = await isJsonLines(path);
  if (!isLines) await scanRest(path, scan);
  const keys = (at: string): string => (at === '' ? 'json_keys(json)' : `json_keys(json, ${literal(at)})`);
  const more = (at: string, known: readonly string[]): string =>
    `coalesce(len(list_filter(${keys(at)}, lambda key : key NOT IN (${known.map(literal).join(', ')}))), 0) > 0`;
  const twice = (at: string): string => `coalesce(len(${keys(at)}) > len(list_distinct(${keys(at)})), false)`;
  const long = `coalesce(json_array_length(json, '/geometry/coordinates'), 0) > 3`;
  const extra = [more('', ['type', 'properties', 'geometry'])];
  if (!isWhole) extra.push(more('/geometry', ['type', 'coordinates']), long);
  const repeated = `${twice('/properties')} OR ${twice('/geometry')}`;
  const features = `(SELECT row_number() OVER () AS n, json FROM ${objectsIn(isLines ? path : work('objects.jsonl'))})`;
  const counts = [`count_if(${repeated})`, `count_if(${extra.join(' OR ')})`];
  const [repetitions = 0, expected = 0] = await measure(connection, features, counts);
  if (repetitions > 0) return { findings: [], unscannable: 'GeoJSON with a key twice in a feature' };
  const sql = `SELECT n::DOUBLE, json::VARCHAR FROM ${features} WHERE ${extra.join(' OR ')}`;
  for await (const rows of streamRows(connection, sql, expected))
    for (const [row, json] of rows) {
      const feature: Record<string, unknown> = JSON.parse(String(json));
      const { properties: _properties, geometry, ...members } = feature;
      scan.look(Number(row), JSON.stringify(isWhole ? members : [members, geometry]));
    }
  return { findings: scan.findings() };
}

/** What writers say of a Parquet file, and whatever else is noted there. */
async function scanParquet({ connection }: Context, file: SourceFile, scan: TextScan): Promise<Scanned> {
  const path = literal(file.path);
  const noted = await rowsOf<{ key: string; value: string }>(
    connection,
    `SELECT key::VARCHAR AS key, value::VARCHAR AS value FROM parquet_kv_metadata(${path})
     UNION ALL SELECT 'created_by', created_by FROM parquet_file_metadata(${path})`,
  );
  for (const { key, value } of noted) {
    // ARROW:schema, and whoever follows its example, writes base64.
    const isEncoded = /^[A-Za-z0-9+/\s]{16,}={0,2}$/.test(value);
    for (const text of [key, value, isEncoded ? Buffer.from(value, 'base64').toString('utf8') : ''])
      scan.look(1, text);
  }
  const isBinary = noted.some(({ value }) => /\\x[0-9A-F]{2}/.test(value) && !/^[[{]/.test(value));
  return isBinary
    ? { findings: [], unscannable: 'Parquet with metadata that is no text' }
    : { findings: scan.findings() };
}
