/** The fixture portal: built once for all checks, with one dataset whose Parquet file really exists. */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildPortal } from '../../../site/build.ts';
import {
  datasetOf,
  fixtureMoment,
  published,
  versionOf,
  writeCatalogueFixture,
} from '../../support/catalogue-fixture.ts';
import { tableFields, tableRows, writeParquet } from '../../support/published-table.ts';

export interface PortalFixture {
  readonly directory: string;
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly rows: ReturnType<typeof tableRows>;
  /** Paths of all files, relative to the portal, with forward slashes. */
  readonly paths: readonly string[];
  /** The text of a page by its address, e.g. `/datasets/`. */
  page(address: string): string;
  /** Addresses of all pages. */
  readonly pages: readonly string[];
  remove(): void;
}

export const tableId = 'every-type';
const tableSize = 5000;

export async function buildFixture(): Promise<PortalFixture> {
  const work = mkdtempSync(join(tmpdir(), 'portal-'));
  const directory = join(work, 'out');
  const rows = tableRows(tableSize);
  const parquetPath = join(work, 'table.parquet');
  await writeParquet(parquetPath, rows);
  const parquet = new Uint8Array(readFileSync(parquetPath));
  const snapshot = join(work, 'catalogue.sqlite');
  writeCatalogueFixture(snapshot, [tableSource(rows, parquet.length)]);
  await buildPortal({
    snapshot,
    outDir: directory,
    portalUrl: 'http://portal.test',
    buildMoment: fixtureMoment,
  });
  const paths = readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(directory.length + 1));
  const address = (path: string): string => `/${path.replace(/index\.html$/, '')}`;
  return {
    directory,
    files: new Map([[`/files/${tableId}/1/${tableId}.parquet`, parquet]]),
    rows,
    paths,
    pages: paths.filter((path) => path.endsWith('.html')).map(address),
    page: (wanted) =>
      readFileSync(join(directory, wanted.endsWith('/') ? `${wanted}index.html` : wanted), 'utf8'),
    remove: () => rmSync(work, { recursive: true, force: true }),
  };
}

function tableSource(rows: ReturnType<typeof tableRows>, bytes: number) {
  const dataset = datasetOf(tableId, '各类字段示例', { titleEn: 'Every type of field', keywords: ['字段'] });
  const version = versionOf(tableId, 1, '2026-03-01T03:00:00Z', {
    rows: rows.length,
    fields: tableFields,
    quality: null,
    sample: rows.slice(0, 20),
  });
  const distributions = version.distributions.map((file) =>
    file.format === 'PARQUET' ? { ...file, bytes } : file,
  );
  return published(dataset, [{ ...version, distributions }]);
}
