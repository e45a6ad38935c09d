/** A small table with every type of field, empty cells and awkward texts, as rows and as a Parquet file. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Field } from '../../functions/domain/dataset.ts';
import type { Row, Scalar } from '../../functions/domain/version.ts';
import { literal, openDuckdb } from '../../functions/service/duckdb.ts';
import { between, seeded } from './seeded.ts';

const field = (name: string, type: Field['type']): Field => ({
  name,
  title: name,
  type,
  sensitivity: 'public',
});

export const tableFields: readonly Field[] = [
  field('名称', 'string'),
  field('code', 'string'),
  field('count', 'integer'),
  field('value', 'number'),
  field('ok', 'boolean'),
  field('day', 'date'),
  field('at', 'datetime'),
  field('year', 'year'),
  field('place', 'geopoint'),
];

const names = [
  '长春',
  '吉林',
  '水质监测断面',
  'a,b',
  'say "no"',
  'two\nlines',
  '=1+1',
  '@cmd',
  '-3',
  '',
  "O'Brien",
  '%_',
  'ÄBC',
];

const sqlTypes: Record<Field['type'], string> = {
  string: 'VARCHAR',
  integer: 'BIGINT',
  number: 'DOUBLE',
  boolean: 'BOOLEAN',
  date: 'DATE',
  datetime: 'TIMESTAMP',
  year: 'INTEGER',
  geopoint: 'VARCHAR',
};

/** Rows as the API should tell them; about one cell in eight is empty. */
export function tableRows(count: number, seed = 7): Row[] {
  const random = seeded(seed);
  const two = (n: number) => String(n).padStart(2, '0');
  const makers: Record<string, () => Scalar> = {
    名称: () => names[between(random, 0, names.length - 1)] ?? '',
    code: () => String(between(random, 0, 400)).padStart(6, '0'),
    count: () => between(random, -50, 50),
    value: () => between(random, -4000, 4000) / 8,
    ok: () => random() < 0.5,
    day: () => `2026-0${between(random, 1, 9)}-${two(between(random, 1, 28))}`,
    at: () => `2026-01-${two(between(random, 1, 28))}T${two(between(random, 0, 23))}:30:00`,
    year: () => between(random, 1990, 2026),
    place: () => `125.${between(random, 10, 99)},43.${between(random, 10, 99)}`,
  };
  return Array.from({ length: count }, () =>
    Object.fromEntries(
      tableFields.map(({ name }) => [name, random() < 0.12 ? null : (makers[name]?.() ?? null)]),
    ),
  );
}

/** Writes `rows` as Parquet, typed as a publication types them, in row groups of 2,048. */
export async function writeParquet(path: string, rows: readonly Row[]): Promise<void> {
  const work = `${path}.work`;
  const source = `${path}.jsonl`;
  writeFileSync(source, rows.map((row) => JSON.stringify(row)).join('\n'));
  const duckdb = await openDuckdb({ memoryMiB: 256, threads: 1, tempDirectory: work });
  const columns = tableFields.map(({ name, type }) => `${literal(name)}: '${sqlTypes[type]}'`);
  await duckdb.connection.run(
    `COPY (SELECT * FROM read_json(${literal(source)}, format='newline_delimited', columns={${columns.join(', ')}}))
     TO ${literal(path)} (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE 2048)`,
  );
  duckdb.close();
}

export const tablePath = (directory: string): string => join(directory, 'table.parquet');
