/** What reads the whole catalogue, at ten thousand entries: asked of the routes alone, without stores. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ckanRoutes } from '../../../functions/routes/ckan/routes.ts';
import type { CatalogueDeps } from '../../../functions/routes/deps.ts';
import { wholeCatalogueRoutes } from '../../../functions/routes/whole-catalogue.ts';
import { type Catalogue, openCatalogue } from '../../../functions/service/catalogue/catalogue.ts';
import { createSurface } from '../../../functions/surface.ts';
import { writeSyntheticCatalogue } from '../../support/synthetic-catalogue.ts';

const entries = 10_000;
let directory: string;
let catalogue: Catalogue;
let app: ReturnType<typeof createSurface>;
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'many-'));
  const path = join(directory, 'catalogue.sqlite');
  writeSyntheticCatalogue(path, entries);
  catalogue = openCatalogue(path);
  const deps: CatalogueDeps = {
    catalogue: () => catalogue,
    now: () => new Date('2026-03-10T02:00:00Z'),
    portalUrl: 'https://data.example.cn',
    version: '0.0.0-test',
    log: () => undefined,
  };
  app = createSurface(deps, [...wholeCatalogueRoutes(deps), ...ckanRoutes(deps)]);
});
afterAll(() => {
  catalogue.close();
  rmSync(directory, { recursive: true });
});

describe('ten thousand entries', () => {
  it.each([
    ['/data.json', (text: string) => (JSON.parse(text) as { dataset: unknown[] }).dataset.length],
    ['/catalog.jsonl', (text: string) => text.trimEnd().split('\n').length],
    ['/catalog.csv', (text: string) => text.match(/^dataset-\d{6},/gm)?.length],
    ['/national-catalog.xml', (text: string) => text.match(/<category>/g)?.length],
    [
      '/national-catalog.json',
      (text: string) => (JSON.parse(text) as { resources: unknown[] }).resources.length,
    ],
    ['/catalog.parquet', () => entries],
  ])('stream from %s in small pieces', async (path, count) => {
    const { body } = await app.request(path);
    const pieces: Uint8Array[] = [];
    for await (const piece of body ?? []) pieces.push(piece as Uint8Array);
    expect(Math.max(...pieces.map(({ length }) => length))).toBeLessThan(1024 * 1024);
    expect(pieces.length).toBeGreaterThan(5);
    expect(count(Buffer.concat(pieces).toString('utf8'))).toBe(entries);
  });

  it('are let go of by a reader who leaves', async () => {
    const { body } = await app.request('/data.json');
    const reader = body?.getReader();
    expect((await reader?.read())?.done).toBe(false);
    await reader?.cancel();
    expect((await reader?.read())?.done).toBe(true);
  });

  it('are paged by CKAN’s harvester until a page is empty, each once', async () => {
    interface Found {
      readonly result: { readonly count: number; readonly results: readonly { readonly id: string }[] };
    }
    const seen = new Set<string>();
    for (let start = 0; ; start += 1000) {
      const query = new URLSearchParams({
        rows: '5000',
        start: String(start),
        sort: 'id asc',
        fq: 'metadata_modified:[2026-01-01T00:00:00.000000Z TO *]',
      });
      const response = await app.request(`/api/3/action/package_search?${query}`);
      const { result } = (await response.json()) as Found;
      expect(result.count).toBe(entries);
      if (result.results.length === 0) break;
      for (const { id } of result.results) seen.add(id);
    }
    expect(seen.size).toBe(entries);
    const names = (await (await app.request('/api/3/action/package_list')).json()) as { result: string[] };
    expect(names.result).toHaveLength(entries);
  });
});
