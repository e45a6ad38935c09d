import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fromBuffer } from 'yauzl';
import type { Catalogue } from '../../functions/service/catalogue/catalogue.ts';
import { openCatalogue } from '../../functions/service/catalogue/catalogue.ts';
import { writeSnapshot } from '../../functions/service/catalogue/snapshot-writer.ts';
import { openDuckdb, rowsOf } from '../../functions/service/duckdb.ts';
import { fixtureAgencies } from '../support/catalogue-agencies.ts';
import { canary } from '../support/catalogue-fixture.ts';
import { type OpenPlatform, openOpenPlatform } from '../support/open-platform.ts';
import { strangeSource, strangeTitle } from '../support/strange-entry.ts';

let platform: OpenPlatform;
/** Which catalogue is shown; the platform's own unless a test says otherwise. */
let shown: Catalogue | undefined;
beforeAll(async () => {
  platform = await openOpenPlatform();
});
afterAll(() => platform.close());

async function withCatalogue(
  sources: Parameters<typeof writeSnapshot>[2],
  ask: (of: OpenPlatform) => Promise<void>,
) {
  const path = join(platform.directory, `shown-${Math.abs([...sources].length)}.sqlite`);
  writeSnapshot(path, fixtureAgencies, sources);
  shown = openCatalogue(path);
  const other = await openOpenPlatform({ more: { catalogue: () => shown as Catalogue } });
  await ask(other);
  await other.close();
  shown.close();
}

const json = async (path: string, of = platform) =>
  (await (await of.get(path)).json()) as Record<string, unknown>;
type Item = Readonly<Record<string, unknown>>;

/** What the specification of DCAT-US 1.1 demands of a dataset. */
function dcatUsFaults(dataset: Item): string[] {
  const date = /^\d{4}-\d{2}-\d{2}$/;
  const rules: readonly (readonly [string, boolean])[] = [
    ['@type', dataset['@type'] === 'dcat:Dataset'],
    ...(['title', 'description', 'identifier'] as const).map(
      (name) => [name, typeof dataset[name] === 'string' && dataset[name] !== ''] as const,
    ),
    [
      'keyword',
      Array.isArray(dataset.keyword) &&
        dataset.keyword.length > 0 &&
        dataset.keyword.every((each) => each !== ''),
    ],
    ['modified', date.test(String(dataset.modified))],
    ['publisher', Object(dataset.publisher).name !== undefined],
    [
      'contactPoint',
      /^mailto:[^@\s]+@[\w.-]+\.[\w.-]+$|^\[\[REDACTED/.test(Object(dataset.contactPoint).hasEmail),
    ],
    ['accessLevel', ['public', 'restricted public', 'non-public'].includes(String(dataset.accessLevel))],
    [
      'rights',
      dataset.accessLevel === 'public'
        ? dataset.rights === undefined
        : [...String(dataset.rights)].length <= 255 && dataset.rights !== undefined,
    ],
    ['accrualPeriodicity', /^R\/P[\dT]|^irregular$/.test(String(dataset.accrualPeriodicity ?? 'irregular'))],
    ['temporal', /^(?:[\d-]{10}\/[\d-]{10})?$/.test(String(dataset.temporal ?? ''))],
  ];
  const distributions = (dataset.distribution ?? []) as Item[];
  return [
    ...rules.filter(([, holds]) => !holds).map(([name]) => `${dataset.identifier}: ${name}`),
    ...distributions
      .filter(
        ({ downloadURL, mediaType }) =>
          !URL.canParse(String(downloadURL)) || !/^[-\w]+\/[-\w.+]+$/.test(String(mediaType)),
      )
      .map(({ title }) => `${dataset.identifier}: ${title}`),
  ];
}

/** What Data Package 2 demands, of the package and of each resource. */
function packageFaults(document: Item): string[] {
  const resources = document.resources as Item[];
  const names = resources.map(({ name }) => name);
  return [
    ...(resources.length === 0 ? ['resources'] : []),
    ...(new Set(names).size === names.length ? [] : ['names']),
    ...resources.flatMap((resource) => {
      const { fields = [] } = Object(resource.schema) as { fields?: Item[] };
      const holds: readonly (readonly [string, boolean])[] = [
        ['path or data', (resource.path === undefined) !== (resource.data === undefined)],
        [
          'path',
          /^(?:https?:\/\/|data\/|$)/.test(String(resource.path ?? '')) &&
            !String(resource.path).includes('..'),
        ],
        ['hash', resource.data !== undefined || /^sha256:[0-9a-f]{64}$/.test(String(resource.hash))],
        ['bytes', resource.data !== undefined || Number.isInteger(resource.bytes)],
        [
          'schema',
          resource.type !== 'table' || (fields.length > 0 && fields.every(({ name, type }) => name && type)),
        ],
      ];
      return holds.filter(([, is]) => !is).map(([what]) => `${resource.name}: ${what}`);
    }),
  ];
}

describe('/data.json', () => {
  it('is DCAT-US of what is not withdrawn, and leads to no data that is not open', async () => {
    const response = await platform.get('/data.json');
    const text = await response.text();
    const catalog = JSON.parse(text) as { conformsTo: string; dataset: Item[] };
    expect(catalog.conformsTo).toBe('https://project-open-data.cio.gov/v1.1/schema');
    expect(catalog.dataset.flatMap(dcatUsFaults)).toEqual([]);
    const levels = catalog.dataset.map(({ identifier, accessLevel }) => [
      String(identifier).split('/').at(-2),
      accessLevel,
    ]);
    expect(Object.fromEntries(levels)).toEqual({
      gated: 'restricted public',
      plan: 'public',
      secret: 'non-public',
      stations: 'public',
    });
    for (const { accessLevel, distribution } of catalog.dataset)
      if (accessLevel !== 'public') expect(distribution).toBeUndefined();
    expect(text).not.toContain(canary);
  });
});

describe('the catalogue as a table', () => {
  it('has the same rows as CSV, JSON Lines and Parquet, withdrawn ones too', async () => {
    const lines = (await (await platform.get('/catalog.jsonl')).text()).trimEnd().split('\n');
    const rows = lines.map((line) => JSON.parse(line) as Item);
    expect(rows.map(({ id, status }) => [id, status])).toEqual([
      ['gated', 'published'],
      ['gone', 'withdrawn'],
      ['plan', 'published'],
      ['secret', 'published'],
      ['stations', 'published'],
    ]);
    const flat = rows.map((row) =>
      Object.fromEntries(
        Object.entries(row).map(([name, cell]) => [name, Array.isArray(cell) ? cell.join('; ') : cell]),
      ),
    );
    const duckdb = await openDuckdb({ memoryMiB: 128, threads: 1, tempDirectory: platform.directory });
    for (const format of ['parquet', 'csv'] as const) {
      const path = join(platform.directory, `catalog.${format}`);
      writeFileSync(path, Buffer.from(await (await platform.get(`/catalog.${format}`)).arrayBuffer()));
      const read = format === 'csv' ? `read_csv('${path}', all_varchar=true)` : `read_parquet('${path}')`;
      const found = await rowsOf<Record<string, string | number | null>>(
        duckdb.connection,
        `SELECT * FROM ${read}`,
        [],
      );
      const texts = (row: Item) =>
        Object.entries(row).map(([name, cell]) => [name, cell === null ? '' : String(cell)]);
      expect(found.map((row) => texts(row))).toEqual(flat.map(texts));
    }
    duckdb.close();
  });

  it('is whole and empty where nothing is published, and bears every text', async () => {
    await withCatalogue([], async (empty) => {
      expect((await json('/data.json', empty)).dataset).toEqual([]);
      expect(await (await empty.get('/catalog.jsonl')).text()).toBe('');
      const parquet = Buffer.from(await (await empty.get('/catalog.parquet')).arrayBuffer());
      expect([parquet.subarray(0, 4).toString(), parquet.subarray(-4).toString()]).toEqual(['PAR1', 'PAR1']);
      expect((await empty.get('/opensearch.xml')).status).toBe(200);
    });
    await withCatalogue([strangeSource], async (strange) => {
      const [dataset] = (await json('/data.json', strange)).dataset as Item[];
      expect(dataset && [dataset.title, dcatUsFaults(dataset)]).toEqual([strangeTitle, []]);
      const document = await json('/datasets/strange/datapackage.json', strange);
      expect([document.title, packageFaults(document)]).toEqual([strangeTitle, []]);
      expect((await json('/datasets/strange/croissant.json', strange)).name).toBe(strangeTitle);
      const openapi = await json('/api/v1/datasets/strange/openapi.json', strange);
      expect(openapi.info).toMatchObject({ title: strangeTitle });
      expect(await (await strange.get('/catalog.csv')).text()).toContain(
        `"${strangeTitle.replaceAll('"', '""')}"`,
      );
    });
  });
});

describe('a data package', () => {
  it('describes the files of a version with hashes, bytes, dialect and schema', async () => {
    const latest = await json('/datasets/stations/datapackage.json');
    expect(packageFaults(latest)).toEqual([]);
    expect(await json('/datasets/stations/3/datapackage.json')).toEqual(latest);
    expect(latest).toMatchObject({
      $schema: 'https://datapackage.org/profiles/2.0/datapackage.json',
      name: 'stations',
      version: '3.0.0',
      licenses: [{ name: 'CC-BY-4.0' }],
    });
    const csv = (latest.resources as Item[]).find(({ name }) => name === 'table-csv');
    expect(csv).toMatchObject({
      type: 'table',
      path: 'https://data.example.cn/files/stations/3/stations.csv',
      encoding: 'utf-8',
      dialect: { delimiter: ',' },
      schema: { fields: expect.arrayContaining([expect.objectContaining({ name: 'day', type: 'date' })]) },
    });
    const bytes = Buffer.from(await (await platform.get('/files/stations/3/stations.csv')).arrayBuffer());
    expect([csv?.bytes, csv?.hash]).toEqual([
      bytes.length,
      `sha256:${createHash('sha256').update(bytes).digest('hex')}`,
    ]);
    expect((await json('/datasets/stations/1/datapackage.json')).version).toBe('1.0.0');
  });

  it('of conditional data holds the public sample, and leads nowhere', async () => {
    const text = await (await platform.get('/datasets/gated/datapackage.json')).text();
    expect(text).not.toContain(canary);
    expect(text).not.toContain('/files/');
    const document = JSON.parse(text) as Item;
    expect([packageFaults(document), document.licenses]).toEqual([[], undefined]);
  });

  it.each([
    ['/datasets/secret/datapackage.json', 403],
    ['/datasets/gone/datapackage.json', 410],
    ['/datasets/stations/2/datapackage.json', 410],
    ['/datasets/stations/03/datapackage.json', 404],
    ['/datasets/nothing/croissant.json', 404],
    ['/datasets/gone/croissant.json', 410],
    ['/datasets/gated/datapackage.zip', 403],
    ['/datasets/gated/1/datapackage.zip', 403],
    ['/datasets/stations/2/datapackage.zip', 410],
    ['/api/v1/datasets/plan/openapi.json', 404],
    ['/api/v1/datasets/secret/openapi.json', 403],
  ])('%s answers %i', async (path, status) => expect((await platform.get(path)).status).toBe(status));

  it('comes with all files as one archive of known size, which a reader may leave', async () => {
    const redirect = await platform.get('/datasets/stations/datapackage.zip');
    expect(redirect.headers.get('Location')).toBe(
      'https://data.example.cn/datasets/stations/3/datapackage.zip',
    );
    const path = '/datasets/stations/3/datapackage.zip';
    const head = await platform.get(path, { method: 'HEAD' });
    const archive = Buffer.from(await (await platform.get(path)).arrayBuffer());
    expect(head.headers.get('Content-Length')).toBe(String(archive.length));
    const files = await unzip(archive);
    const document = JSON.parse(files.get('datapackage.json')?.toString() ?? '') as { resources: Item[] };
    expect(packageFaults(document as unknown as Item)).toEqual([]);
    for (const { path: name, hash } of document.resources)
      expect(
        `sha256:${createHash('sha256')
          .update(files.get(String(name)) ?? '')
          .digest('hex')}`,
      ).toBe(hash);
    expect([...files.keys()]).toContain('data/SHA256SUMS');
    const left = await platform.get(path);
    await left.body?.cancel();
    const known = await platform.get(path, { headers: { 'If-None-Match': head.headers.get('ETag') ?? '' } });
    expect(known.status).toBe(304);
  });
});

async function unzip(archive: Buffer): Promise<ReadonlyMap<string, Buffer>> {
  const zip = await new Promise<import('yauzl').ZipFile>((resolve, reject) =>
    fromBuffer(archive, { lazyEntries: false }, (error, opened) => (error ? reject(error) : resolve(opened))),
  );
  const files = new Map<string, Buffer>();
  const reading: Promise<void>[] = [];
  zip.on('entry', (entry: import('yauzl').Entry) => {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    reading.push(promise);
    zip.openReadStream(entry, async (error, stream) => {
      if (error) return reject(error);
      const pieces: Buffer[] = [];
      for await (const piece of stream) pieces.push(piece as Buffer);
      files.set(entry.fileName, Buffer.concat(pieces));
      resolve();
    });
  });
  await new Promise((resolve) => zip.on('end', resolve));
  await Promise.all(reading);
  return files;
}

describe('Croissant', () => {
  it('gives every file its sha256, and every column a field of the table’s file', async () => {
    const document = await json('/datasets/stations/croissant.json');
    expect(document.conformsTo).toBe('http://mlcommons.org/croissant/1.1');
    const objects = document.distribution as Item[];
    for (const { sha256, contentUrl, encodingFormat } of objects) {
      expect(sha256).toMatch(/^[0-9a-f]{64}$/);
      expect([URL.canParse(String(contentUrl)), [encodingFormat].flat()[0]]).toEqual([
        true,
        expect.stringMatching(/^[\w.+-]+\/[\w.+-]+$/),
      ]);
    }
    const [records] = document.recordSet as { field: Item[] }[];
    expect(records?.field.find(({ name }) => name === 'count')).toMatchObject({
      '@id': 'records/count',
      dataType: 'sc:Integer',
      source: { fileObject: { '@id': 'stations.parquet' }, extract: { column: 'count' } },
    });
    const ids = new Set(objects.map((each) => each['@id']));
    for (const { source } of records?.field ?? []) expect(ids).toContain(Object(source).fileObject['@id']);
  });

  it('of conditional data holds the sample, and no file', async () => {
    const document = await json('/datasets/gated/croissant.json');
    expect(document.distribution).toEqual([]);
    expect(document.recordSet).toMatchObject([{ data: expect.any(Array) }]);
    expect(JSON.stringify(document)).not.toContain(canary);
  });
});

describe('OpenSearch', () => {
  it('leads browsers to the search page, and machines to the API', async () => {
    const text = await (await platform.get('/opensearch.xml')).text();
    expect(text).toContain('template="https://data.example.cn/datasets/?q={searchTerms}"');
    // Nothing optional: whoever knows no value sends it empty, which the API refuses.
    expect(text).toContain('template="https://data.example.cn/api/v1/datasets?q={searchTerms}"');
    const [, name = ''] = /<ShortName>([^<]*)</.exec(text) ?? [];
    expect([...name].length).toBeLessThanOrEqual(16);
  });
});
