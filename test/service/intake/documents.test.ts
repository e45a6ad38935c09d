/** JSON, JSON Lines, GeoJSON and Parquet. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { describe, expect, test } from 'vitest';
import { csv, csvOf, defectsOf, pathOf, prepare, refusal, temporaryDirectory, typesOf } from './support.ts';

const file = (name: string, content: unknown) => ({
  files: { [name]: typeof content === 'string' ? content : JSON.stringify(content) },
});

describe('JSON', () => {
  test('an array of objects is a table of all keys that occur, in their order', async () => {
    const version = await prepare(
      file('d.json', [
        { id: 1, name: '长春', code: '001' },
        { id: 2.5, name: null, extra: true },
        { id: 3, name: 'x, "y"\nz', code: '7' },
      ]),
    );
    expect(typesOf(version)).toBe('id:number name:string code:string extra:boolean');
    expect(await csvOf(version)).toBe('id,name,code,extra\n1,长春,001,\n2.5,,,true\n3,"x, ""y""\nz",7,\n');
    expect(version.source).toEqual({ format: 'json', encoding: 'utf-8' });
  });

  test.each([
    ['pretty-printed', JSON.stringify([{ a: 1 }, { a: 2 }], null, 2)],
    [
      'in an object beside other values',
      '{"total": 2, "columns": ["a"], "meta": {"x": [{"y": 1}]}, "data": [{"a": 1}, {"a": 2}]}',
    ],
    ['as lines in a file called .json', '{"a":1}\n{"a":2}\n'],
    ['with a byte order mark', '\ufeff[{"a":1},{"a":2}]'],
  ])('%s is the same table', async (_, content) => {
    expect(await csvOf(await prepare(file('d.json', content)))).toBe('a\n1\n2\n');
  });

  test('GB18030 and UTF-16 are read like UTF-8', async () => {
    const gb = Buffer.concat([Buffer.from('[{"a":"'), Buffer.from('b3a4b4ba', 'hex'), Buffer.from('"}]')]);
    expect(await csvOf(await prepare({ files: { 'd.json': gb } }))).toBe('a\n长春\n');
    expect(
      await csvOf(await prepare({ files: { 'd.json': Buffer.from('\ufeff[{"a":"长春"}]', 'utf16le') } })),
    ).toBe('a\n长春\n');
  });

  test('nested values stay as JSON text, and that is told', async () => {
    const version = await prepare(file('d.json', [{ a: { b: [1, 2] } }, { a: null }]));
    expect(version.sample).toEqual([{ a: '{"b":[1,2]}' }, { a: null }]);
    expect(version.warnings).toMatchObject([{ code: 'nested-values', count: 1 }]);
  });

  test('integers of any length are not rounded', async () => {
    const version = await prepare(file('d.json', '[{"n": 12345678901234567890}, {"n": 1}]'));
    expect(version.sample).toEqual([{ n: '12345678901234567890' }, { n: '1' }]);
  });

  test('keys with signs of their own are columns like any other', async () => {
    const version = await prepare(file('d.json', [{ 'a/b': 1, 'c~d': 2, 'e"f': 3 }]));
    expect(version.sample).toEqual([{ a_b: 1, c_d: 2, e_f: 3 }]);
  });

  test.each<[string, string, string]>([
    ['no JSON', 'hello', 'not-a-table @ d.json'],
    ['an object without an array', '{"a":1}', 'not-a-table @ d.json'],
    ['two arrays of objects', '{"a":[{"x":1}],"b":[{"y":1}]}', 'not-a-table @ d.json'],
    ['a document cut off', '[{"a":1},{"a":', 'not-a-table @ d.json'],
    ['an empty array', '[]', 'empty-file @ d.json'],
    ['numbers', '[1,2]', 'not-objects @ d.json, row 1'],
    ['a missing comma', '[{"a":1} {"a":2}]', 'malformed-json @ d.json, row 1'],
    ['a missing value', '[{"a":1},{"a":}]', 'malformed-json @ d.json, row 2'],
    ['two numbers in a row', '[{"a":1 2}]', 'malformed-json @ d.json, row 1'],
    ['a key twice', '[{"a":1},{"a":1,"a":2}]', 'duplicate-key @ d.json, row 2'],
  ])('%s is refused', async (_, content, expected) => {
    expect(await defectsOf(file('d.json', content))).toEqual([expected]);
  });

  test('every malformed line of JSON Lines is named', async () => {
    const { defects } = await refusal(file('d.jsonl', '{"a":1}\n{"a":}\n\n{"a":3}\n{b}\n'));
    expect(defects[0]?.message).toContain('Rows 2, 5 are not JSON');
  });

  test('thousands of different keys are refused', async () => {
    const objects = Array.from({ length: 3000 }, (_, at) => ({ [`k${at}`]: 1 }));
    expect(await defectsOf(file('d.json', objects))).toEqual(['too-many-columns @ d.json']);
  });
});

describe('GeoJSON', () => {
  const feature = (properties: object | null, geometry: object | null, id?: number) => ({
    type: 'Feature',
    ...(id === undefined ? {} : { id }),
    properties,
    geometry,
  });
  const collection = (...features: object[]) => file('d.geojson', { type: 'FeatureCollection', features });
  const point = (...coordinates: number[]) => ({ type: 'Point', coordinates });

  test('points become longitude and latitude, under names that no property has', async () => {
    const version = await prepare(
      collection(
        feature({ name: 'A', longitude: 'mine' }, point(125.3, 43.8), 7),
        feature({ name: 'B' }, null),
      ),
    );
    expect(await csvOf(version)).toBe('name,longitude,id,longitude_2,latitude\nA,mine,7,125.3,43.8\nB,,,,\n');
    expect(typesOf(version)).toContain('longitude_2:number latitude:number');
  });

  test('heights are kept', async () => {
    expect(await csvOf(await prepare(collection(feature({ a: 1 }, point(125.3, 43.8, 220)))))).toBe(
      'a,longitude,latitude,altitude\n1,125.3,43.8,220\n',
    );
  });

  test('other shapes are JSON text', async () => {
    const line = {
      type: 'LineString',
      coordinates: [
        [125, 43],
        [126, 44],
      ],
    };
    const version = await prepare(collection(feature({ a: 1 }, line), feature({ a: 2 }, point(1, 2))));
    expect(JSON.parse(String(version.sample[0]?.geometry))).toEqual(line);
  });

  test('what is no feature is refused', async () => {
    expect(await defectsOf(collection(feature({ a: 1 }, null), { type: 'Point' }))).toEqual([
      'not-features @ d.geojson, row 2',
    ]);
  });
});

describe('Parquet', () => {
  test('keeps its own types', async () => {
    const source =
      'a,b,c,d,e,f\n1,1.5,true,2024-01-01,2024-01-01T08:00:00Z,001\n2,2.0,false,,2024-01-02T08:00:00Z,\n';
    const first = await prepare(csv(source));
    const content = await readFile(pathOf(first, 'towns.parquet'));
    const again = await prepare({ files: { 'd.parquet': content } });
    expect(typesOf(again)).toBe('a:integer b:number c:boolean d:date e:datetime f:string');
    expect(again.sample).toEqual(first.sample);
    expect(again.findings).toEqual([]);
    expect(again.warnings).toEqual([]);
  });

  test('personal data in its metadata is found', async () => {
    const database = await DuckDBInstance.create(':memory:');
    const connection = await database.connect();
    const path = join(await temporaryDirectory(), 'd.parquet');
    await connection.run(
      `COPY (SELECT 1 AS a) TO '${path}' (FORMAT parquet, KV_METADATA {note: 'tel 13844001234'})`,
    );
    connection.closeSync();
    database.closeSync();
    const version = await prepare({ files: { 'd.parquet': await readFile(path) } });
    expect(version.findings).toMatchObject([{ kind: 'mobile-number', column: 'original-d.parquet' }]);
  });
});
