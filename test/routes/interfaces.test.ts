/** What every interface of the catalogue does: it can be asked for again at no cost, and comes compressed. */
import { brotliDecompressSync, constants, gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { catalogueColumns } from '../../functions/service/metadata/catalogue-table.ts';
import { type OpenPlatform, openOpenPlatform } from '../support/open-platform.ts';

let platform: OpenPlatform;
beforeAll(async () => {
  platform = await openOpenPlatform();
});
afterAll(() => platform.close());

/** What can be read of a beginning. */
const unbrotli = (bytes: Uint8Array): Buffer =>
  brotliDecompressSync(bytes, { finishFlush: constants.BROTLI_OPERATION_FLUSH });
const unzipped = (bytes: Uint8Array): Buffer => gunzipSync(bytes, { finishFlush: constants.Z_SYNC_FLUSH });

describe('an interface', () => {
  it.each([
    '/data.json',
    '/catalog.csv',
    '/catalog.jsonl',
    '/catalog.parquet',
    '/catalog.sqlite',
    '/catalog.jsonld?page=1',
    '/catalog.ttl',
    '/catalog.rdf',
    '/concepts/themes.ttl',
    '/datasets/stations.json',
    '/datasets/stations/dcat.jsonld',
    '/datasets/stations/dcat.ttl',
    '/datasets/stations/dcat.rdf',
    '/datasets/stations/datapackage.json',
    '/datasets/stations/croissant.json',
    '/feed.atom',
    '/datasets/stations/feed.atom',
    '/opensearch.xml',
    '/api/v1/datasets',
    '/api/v1/datasets/stations',
    '/api/3/action/package_list',
    '/api/3/action/package_show?id=stations',
    '/api/action/package_search?rows=1000&facet.field=["tags","organization"]',
  ])('answers HEAD and If-None-Match, and compresses what is worth it: %s', async (path) => {
    const asked = async (headers: Record<string, string>, method = 'GET') => {
      const response = await platform.get(path, { method, headers });
      return { response, bytes: Buffer.from(await response.arrayBuffer()) };
    };
    const { response, bytes } = await asked({});
    const [type, tag] = [response.headers.get('Content-Type') ?? '', response.headers.get('ETag') ?? ''];
    expect([response.status, tag]).toEqual([200, expect.stringMatching(/^(?:W\/)?"[^"]{20,}"$/)]);
    const head = await asked({}, 'HEAD');
    expect([head.response.status, head.bytes.length]).toEqual([200, 0]);
    expect([head.response.headers.get('Content-Type'), head.response.headers.get('ETag')]).toEqual([
      type,
      tag,
    ]);
    const again = await asked({ 'If-None-Match': tag });
    expect([again.response.status, again.bytes.length]).toEqual([304, 0]);
    // A cache keeps the headers of a 304 for the answer that it has (RFC 9110, 15.4.5).
    if (response.headers.get('Vary')?.includes('Accept-Encoding'))
      expect(again.response.headers.get('Vary')).toContain('Accept-Encoding');
    const packed = await asked({ 'Accept-Encoding': 'br' });
    const isWorthIt = /json|xml|csv|turtle/.test(type) && bytes.length >= 1024;
    const isPacked = packed.response.headers.get('Content-Encoding') === 'br';
    if (isWorthIt) expect(isPacked).toBe(true);
    expect(isPacked ? brotliDecompressSync(packed.bytes) : packed.bytes).toEqual(bytes);
    const packedTag = packed.response.headers.get('ETag') ?? '';
    expect((await asked({ 'Accept-Encoding': 'br', 'If-None-Match': packedTag })).response.status).toBe(304);
  });

  it('is sent from its first line on while the rest is made, compressed or not', async () => {
    for (const [encoding, unpack] of [
      ['identity', (bytes: Uint8Array) => Buffer.from(bytes)],
      ['br', unbrotli],
      ['gzip', unzipped],
    ] as const) {
      const { body } = await platform.get('/catalog.csv', { headers: { 'Accept-Encoding': encoding } });
      const reader = (body as ReadableStream<Uint8Array>).getReader();
      let sent = Buffer.alloc(0);
      // The head of a gzip file may come alone.
      while (sent.length <= 10) sent = Buffer.concat([sent, (await reader.read()).value ?? Buffer.alloc(11)]);
      expect(unpack(sent).toString()).toBe(`${Object.keys(catalogueColumns).join()}\r\n`);
      await reader.cancel();
    }
  });
});
