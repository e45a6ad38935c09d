/** Stages a GeoJSON FeatureCollection: properties as columns; points as longitude and latitude, other shapes as JSON text. */
import { rowsOf } from '../../duckdb.ts';
import type { Context, SourceFile, Staged, StagedColumn } from '../context.ts';
import { isRefused, type Refused, refuse } from '../refusal.ts';
import { asLines, columnsOf, copyObjects, type JsonColumn } from './json.ts';
import { objectsIn } from './json-lines.ts';
import type { Utf8Text } from './stage.ts';

export async function stageGeoJson(
  context: Context,
  file: SourceFile,
  text: Utf8Text,
): Promise<Staged | Refused> {
  const lines = await asLines(context, file, text);
  if (typeof lines !== 'string') return lines;
  const found = await columnsOf(context, file, lines, '/properties');
  if (isRefused(found) && found.defects[0]?.code !== 'empty-file') return found;
  const { columns, warnings } = isRefused(found) ? { columns: [], warnings: [] } : found;
  const shapes = await shapesOf(context, lines);
  if (shapes.others > 0) {
    const message = `${shapes.others} elements are not GeoJSON features, the first in row ${shapes.firstOther}. Deliver a FeatureCollection (RFC 7946).`;
    return refuse('not-features', `${file.name}, row ${shapes.firstOther}`, message);
  }
  const all = [
    ...columns,
    ...geometryColumns(shapes, new Set(columns.map(({ header }) => header.toLowerCase()))),
  ];
  return copyObjects(context, lines, all, { format: 'geojson', encoding: text.encoding }, warnings);
}

interface Shapes {
  readonly features: number;
  readonly others: number;
  readonly firstOther: number;
  readonly identified: number;
  readonly shaped: number;
  readonly points: number;
  readonly heights: number;
}

async function shapesOf({ connection }: Context, lines: string): Promise<Shapes> {
  const kind = `json_extract_string(json, '/geometry/type')`;
  const [found] = await rowsOf<{ [K in keyof Shapes]: number }>(
    connection,
    `SELECT count(*)::DOUBLE AS features, count_if(NOT feature)::DOUBLE AS others,
       coalesce(min(n) FILTER (NOT feature), 0)::DOUBLE AS "firstOther",
       count_if(json_extract_string(json, '/id') IS NOT NULL)::DOUBLE AS identified,
       count(${kind})::DOUBLE AS shaped, count_if(${kind} = 'Point')::DOUBLE AS points,
       count_if(${kind} = 'Point' AND json_extract_string(json, '/geometry/coordinates/2') IS NOT NULL)::DOUBLE AS heights
     FROM (SELECT json, row_number() OVER () AS n, coalesce(json_extract_string(json, '/type') = 'Feature', false) AS feature
           FROM ${objectsIn(lines)})`,
  );
  if (found === undefined) throw new Error('an aggregate without a row');
  return found;
}

/** What a feature has beside its properties, under names that no property has. */
function geometryColumns(shapes: Shapes, taken: ReadonlySet<string>): JsonColumn[] {
  const column = (header: string, pointer: string, kind: StagedColumn['kind']): JsonColumn => {
    let name = header;
    for (let at = 2; taken.has(name); at++) name = `${header}_${at}`;
    return { header: name, pointer, ...(kind && { kind }) };
  };
  const id = shapes.identified > 0 && !taken.has('id') ? [column('id', '/id', undefined)] : [];
  if (shapes.shaped === 0) return id;
  if (shapes.points < shapes.shaped) return [...id, column('geometry', '/geometry', 'text')];
  const height = shapes.heights > 0 ? [column('altitude', '/geometry/coordinates/2', 'number')] : [];
  return [
    ...id,
    column('longitude', '/geometry/coordinates/0', 'number'),
    column('latitude', '/geometry/coordinates/1', 'number'),
    ...height,
  ];
}
