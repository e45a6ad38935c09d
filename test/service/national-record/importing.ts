/** Catalogues in all forms, written and read again. */
import { createWriteStream, mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import type { Agency } from '../../../functions/domain/agency.ts';
import type { Dataset } from '../../../functions/domain/dataset.ts';
import type { CatalogueEntry } from '../../../functions/domain/version.ts';
import { workbookStream } from '../../../functions/service/intake/outputs/workbook.ts';
import { catalogueJson, catalogueXml } from '../../../functions/service/national-record/documents.ts';
import {
  type ReadCatalogue,
  readCatalogue,
} from '../../../functions/service/national-record/reading/catalogue.ts';
import { formOf, readCatalogueFile } from '../../../functions/service/national-record/reading/read-file.ts';
import { catalogueWorkbook } from '../../../functions/service/national-record/workbook.ts';

const datasets = join(import.meta.dirname, '../../../datasets');
const parsed = <T>(path: string): T => JSON.parse(readFileSync(path, 'utf8')) as T;

export const agencies = parsed<readonly Agency[]>(join(datasets, 'agencies.json'));
export const shipped: readonly Dataset[] = readdirSync(datasets, { withFileTypes: true })
  .filter((each) => each.isDirectory() && each.name !== 'generators')
  .map(({ name }) => parsed<Dataset>(join(datasets, name, 'dataset.json')));

export const entryOf = (dataset: Dataset): CatalogueEntry => ({
  dataset,
  status: 'published',
  versions: [],
  firstPublished: '2026-01-05T03:00:00Z',
  lastPublished: '2026-01-05T03:00:00Z',
  flags: [],
});

const describing = {
  catalogue: { agencies: () => agencies, agency: (id: string) => agencies.find((each) => each.id === id) },
  portalUrl: 'https://data.example.cn',
};

/** A directory of its own for a file of tests; the caller removes it. */
export const openDirectory = (): string => mkdtempSync(join(tmpdir(), 'national-'));
let files = 0;
export const fileOf = (directory: string, form: string): string => {
  files += 1;
  return join(directory, `catalogue-${files}.${form}`);
};

/** A file of the catalogue, as it is published. */
export async function written(
  directory: string,
  given: readonly Dataset[],
  form: 'xlsx' | 'xml' | 'json',
): Promise<string> {
  const path = fileOf(directory, form);
  const entries = given.map(entryOf);
  if (form === 'xlsx') {
    const stream = await catalogueWorkbook(() => entries, describing);
    await pipeline(stream, createWriteStream(path));
  } else
    writeFileSync(path, [...(form === 'xml' ? catalogueXml : catalogueJson)(entries, describing)].join(''));
  return path;
}

export async function read(path: string): Promise<ReadCatalogue> {
  const form = formOf(path);
  if (!form) throw new Error(`${path} has no form`);
  return readCatalogue(await readCatalogueFile(path, form), agencies);
}

/** A workbook of texts: each sheet its rows, the first of them the header. */
export async function workbookOf(
  directory: string,
  sheets: Readonly<Record<string, readonly (readonly (string | null)[])[]>>,
): Promise<string> {
  const path = fileOf(directory, 'xlsx');
  const contents = Object.entries(sheets).map(([name, [header = [], ...rows]]) => ({
    name,
    columns: Array.from({ length: Math.max(header.length, ...rows.map((row) => row.length)) }, (_, at) => ({
      name: header[at] ?? '',
      kind: 'text' as const,
    })),
    rows: (async function* () {
      yield rows;
    })(),
  }));
  await pipeline(workbookStream(contents), createWriteStream(path));
  return path;
}
