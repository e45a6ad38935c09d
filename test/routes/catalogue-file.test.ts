/** The snapshot as a download: its tag stands for its bytes, which a digest of what it tells does not. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createApp } from '../../functions/app.ts';
import { type Catalogue, openCatalogue } from '../../functions/service/catalogue/catalogue.ts';
import { writeSnapshot } from '../../functions/service/catalogue/snapshot-writer.ts';
import { fixtureAgencies } from '../support/catalogue-agencies.ts';
import { type OpenPlatform, openOpenPlatform } from '../support/open-platform.ts';
import { syntheticSources } from '../support/synthetic-catalogue.ts';

let platform: OpenPlatform;
beforeAll(async () => {
  platform = await openOpenPlatform();
});
afterAll(() => platform.close());

/** The same catalogue, of which the snapshot has read that many more events that changed nothing. */
function written(events: number): Catalogue {
  const path = join(platform.directory, `read-${events}.sqlite`);
  const sources = syntheticSources(10).map((each) => ({ ...each, sequence: each.sequence + events }));
  writeSnapshot(path, fixtureAgencies, sources);
  return openCatalogue(path, createHash('sha256').update(readFileSync(path)).digest('hex'));
}

async function ask(catalogue: Catalogue, headers: Readonly<Record<string, string>> = {}) {
  const app = createApp({ ...platform.deps, catalogue: () => catalogue });
  const response = await app.request('/catalog.sqlite', { headers });
  await response.bytes();
  return { status: response.status, etag: response.headers.get('ETag') ?? '' };
}

it('is resumed from the same file only, not from another that tells the same', async () => {
  const [one, other] = [written(0), written(1)];
  expect(other.info.digest).toBe(one.info.digest);
  expect(readFileSync(other.path).equals(readFileSync(one.path))).toBe(false);
  const { etag } = await ask(one);
  const resumed = { Range: 'bytes=100-', 'If-Range': etag };
  expect(await ask(one, resumed)).toEqual({ status: 206, etag });
  expect((await ask(one, { 'If-None-Match': etag })).status).toBe(304);
  expect((await ask(other, resumed)).status).toBe(200);
  expect((await ask(other, { 'If-None-Match': etag })).status).toBe(200);
  one.close();
  other.close();
});

it('is never resumed where nobody knows its bytes', async () => {
  const unknown = { ...platform.deps.catalogue(), sha256: undefined };
  const { etag } = await ask(unknown);
  expect(etag).toMatch(/^W\//);
  expect((await ask(unknown, { Range: 'bytes=100-', 'If-Range': etag })).status).toBe(200);
});
