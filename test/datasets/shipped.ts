/** The shipped catalogue as its files say it, for the tests of `datasets/`. */
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generators } from '../../datasets/generators.ts';
import type { Agency } from '../../functions/domain/agency.ts';
import type { Dataset, Field } from '../../functions/domain/dataset.ts';
import { checkDataset } from '../../functions/domain/dataset-rules.ts';
import { checkAgencies } from '../../functions/service/agencies.ts';

export const root = join(import.meta.dirname, '../../datasets');

export type Cells = Readonly<Record<string, string>>;

/** The agencies; throws when the list does not hold. */
export async function shippedAgencies(): Promise<readonly Agency[]> {
  const checked = checkAgencies(JSON.parse(await readFile(join(root, 'agencies.json'), 'utf8')));
  if (checked.outcome === 'invalid') throw new Error(JSON.stringify(checked.defects));
  return checked.agencies;
}

/** The directories that hold a descriptor, by name. */
export async function shippedIds(): Promise<readonly string[]> {
  const entries = await readdir(root, { withFileTypes: true, recursive: true });
  const descriptors = entries.filter(({ name }) => name === 'dataset.json');
  return descriptors.map(({ parentPath }) => parentPath.slice(root.length + 1)).sort();
}

/** What `checkDataset` answers for a descriptor. */
export async function checkShipped(id: string, agencies: readonly Agency[]) {
  const document: unknown = JSON.parse(await readFile(join(root, id, 'dataset.json'), 'utf8'));
  return checkDataset(document, { agencies: new Map(agencies.map((agency) => [agency.id, agency])) });
}

/** All descriptors; throws when one is invalid. */
export async function shippedDatasets(): Promise<readonly Dataset[]> {
  const agencies = await shippedAgencies();
  return Promise.all(
    (await shippedIds()).map(async (id) => {
      const check = await checkShipped(id, agencies);
      if (check.outcome === 'invalid') throw new Error(`${id}: ${JSON.stringify(check.defects)}`);
      return check.dataset;
    }),
  );
}

/** The table a descriptor brings, as text: its file, or at most `rows` generated lines; undefined for none on disk. */
export async function tableText({ id, data }: Dataset, rows = 2000): Promise<string | undefined> {
  if (!data) return undefined;
  if ('generate' in data) return generated(data.generate, Math.min(data.rows, rows), data.seed);
  const path = join(root, id, data.path);
  return (await stat(path).catch(() => undefined)) && readFile(path, 'utf8');
}

/** What a generator writes. */
export async function generated(name: string, rows: number, seed: number): Promise<string> {
  const generate = generators[name];
  if (!generate) throw new Error(`there is no generator "${name}"`);
  const directory = await mkdtemp(join(tmpdir(), 'generated-'));
  try {
    const path = join(directory, 'table.csv');
    await generate({ rows, seed, path });
    return await readFile(path, 'utf8');
  } finally {
    await rm(directory, { recursive: true });
  }
}

/** RFC 4180 with LF: the header and the rows by column name. */
export function parseTable(text: string): {
  readonly header: readonly string[];
  readonly rows: readonly Cells[];
} {
  const records = text.trimEnd().split('\n').map(parseLine);
  const [header = [], ...lines] = records;
  const rows = lines.map((line) => {
    if (line.length !== header.length) throw new Error(`a ragged row: ${line.join(',')}`);
    return Object.fromEntries(header.map((name, index) => [name, line[index] ?? '']));
  });
  return { header, rows };
}

/** Quoted cells may hold commas and doubled quotes; no shipped table holds a line end in a cell. */
function parseLine(line: string): string[] {
  const cells = [...`,${line}`.matchAll(/,(?:"((?:[^"]|"")*)"|([^",]*))/g)];
  return cells.map(([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? '');
}

const typePatterns: Readonly<Record<Field['type'], RegExp>> = {
  string: /^(?!\s).*(?<!\s)$/su,
  integer: /^-?\d+$/,
  number: /^-?\d+(\.\d+)?$/,
  boolean: /^(true|false)$/,
  date: /^\d{4}-\d{2}-\d{2}$/,
  datetime: /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\+08:00$/,
  year: /^\d{4}$/,
  geopoint: /^-?\d+\.\d+,-?\d+\.\d+$/,
};

/** What is wrong with a cell, or undefined. */
export function cellProblem(field: Field, cell: string): string | undefined {
  const {
    required,
    minimum,
    maximum,
    minLength,
    maxLength,
    pattern,
    enum: allowed,
  } = field.constraints ?? {};
  if (cell === '') return required ? 'required' : undefined;
  const value = field.type === 'integer' || field.type === 'number' ? Number(cell) : cell;
  const broken: readonly (readonly [string, boolean])[] = [
    ['type', !typePatterns[field.type].test(cell)],
    ['minimum', minimum !== undefined && value < minimum],
    ['maximum', maximum !== undefined && value > maximum],
    ['minLength', minLength !== undefined && cell.length < minLength],
    ['maxLength', maxLength !== undefined && cell.length > maxLength],
    ['pattern', pattern !== undefined && !new RegExp(pattern, 'u').test(cell)],
    ['enum', allowed !== undefined && !allowed.includes(value)],
  ];
  return broken.find(([, isBroken]) => isBroken)?.[0];
}
