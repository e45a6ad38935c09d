import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { acceptedPath } from '../../functions/routes/http/negotiation.ts';
import { type OpenPlatform, openOpenPlatform } from '../support/open-platform.ts';
import { parseGraph } from '../support/rdf/parse.ts';

let platform: OpenPlatform;
beforeAll(async () => {
  const page = () => new Response('<p>页面</p>', { headers: { 'Content-Type': 'text/html' } });
  platform = await openOpenPlatform({ more: { portal: async () => page() } });
});
afterAll(() => platform.close());

const ask = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
  platform.get(path, { headers, method });

const types = {
  jsonld: 'application/ld+json',
  ttl: 'text/turtle; charset=utf-8',
  rdf: 'application/rdf+xml',
} as const;
const bases = ['/datasets/stations/dcat', '/catalog', '/concepts/themes'];

describe('DCAT by extension', () => {
  it.each(bases.flatMap((base) => Object.entries(types).map(([name, type]) => [base, name, type] as const)))(
    'answers %s.%s as what it is, to HEAD too, and 304 to who has it',
    async (base, syntax, type) => {
      const response = await ask(`${base}.${syntax}`);
      expect([response.status, response.headers.get('Content-Type')]).toEqual([200, type]);
      expect(response.headers.get('Access-Control-Allow-Origin')).toBe('*');
      expect((await parseGraph(await response.text(), type)).size).toBeGreaterThan(10);
      const head = await ask(`${base}.${syntax}`, {}, 'HEAD');
      expect([head.status, head.headers.get('Content-Type'), await head.text()]).toEqual([200, type, '']);
      const etag = response.headers.get('ETag') ?? '';
      expect(head.headers.get('ETag')).toBe(etag);
      const again = await ask(`${base}.${syntax}`, { 'If-None-Match': etag });
      expect([again.status, await again.text()]).toEqual([304, '']);
      const others = Object.keys(types).filter((each) => each !== syntax);
      for (const each of others) {
        expect(response.headers.get('Link')).toContain(`https://data.example.cn${base}.${each}`);
        expect((await ask(`${base}.${each}`, { 'If-None-Match': etag })).status).toBe(200);
      }
    },
  );

  it.each([
    ['/datasets/gone/dcat.ttl', 410],
    ['/datasets/nothing/dcat.ttl', 404],
    ['/catalog.ttl?page=2', 404],
    ['/concepts/nothing.ttl', 404],
    ['/concepts/nothing', 404],
  ])('answers %s with %i', async (path, status) => {
    expect((await ask(path, { Accept: 'text/turtle' })).status).toBe(status);
  });

  it('is compressed for whoever takes it', async () => {
    const response = await ask('/catalog.ttl', { 'Accept-Encoding': 'gzip' });
    expect(response.headers.get('Content-Encoding')).toBe('gzip');
    expect(response.headers.get('Vary')).toBe('Accept, Accept-Encoding');
  });
});

describe('DCAT by Accept', () => {
  it.each([
    ['/datasets/stations/', 'text/turtle', types.ttl, '/datasets/stations/dcat.ttl'],
    ['/en/datasets/stations/', 'application/rdf+xml', types.rdf, '/datasets/stations/dcat.rdf'],
    [
      '/datasets/stations/',
      'text/html;q=0.5, application/ld+json',
      types.jsonld,
      '/datasets/stations/dcat.jsonld',
    ],
    ['/catalog', 'text/turtle', types.ttl, '/catalog.ttl?page=1'],
    ['/catalog?page=1', '*/*', types.jsonld, '/catalog.jsonld?page=1'],
    ['/concepts/law', 'application/rdf+xml;q=0.9, */*;q=0.1', types.rdf, '/concepts/law.rdf'],
  ])('%s tells %s, at its own address', async (path, accept, type, address) => {
    for (const method of ['GET', 'HEAD']) {
      const response = await ask(path, { Accept: accept }, method);
      const { headers } = response;
      expect([response.status, headers.get('Content-Type')]).toEqual([200, type]);
      expect(headers.get('Content-Location')).toBe(`https://data.example.cn${address}`);
      expect(headers.get('Vary')).toContain('Accept');
    }
  });

  it.each([
    ['/catalog', '/datasets/'],
    ['/concepts/priority-grounds', '/priority/'],
  ])('%s leads browsers to %s', async (path, page) => {
    const { status, headers } = await ask(path, { Accept: 'text/html,application/xhtml+xml,*/*;q=0.8' });
    expect([status, headers.get('Location')]).toEqual([303, `https://data.example.cn${page}`]);
  });

  it('of a withdrawn dataset is gone', async () => {
    expect((await ask('/datasets/gone/', { Accept: 'text/turtle' })).status).toBe(410);
  });

  const page = '/datasets/stations/';
  it.each([
    [page, '', page],
    [page, '*/*', page],
    [page, 'text/html, application/ld+json', page],
    [page, 'application/ld+json, text/html', '/datasets/stations/dcat.jsonld'],
    [page, 'text/turtle;q=0, */*', page],
    [page, 'TEXT/TURTLE ; charset=utf-8', '/datasets/stations/dcat.ttl'],
    [page, 'image/png', page],
    ['/datasets/', 'text/turtle', '/datasets/'],
    ['/datasets/page/2/', 'text/turtle', '/datasets/page/2/'],
    ['/catalog', 'image/png', '/catalog.jsonld'],
    ['/catalog.ttl', 'application/ld+json', '/catalog.ttl'],
    ['/api/v1/datasets', 'text/turtle', '/api/v1/datasets'],
  ])('at %s for "%s" is %s', (path, accept, chosen) => expect(acceptedPath(path, accept)).toBe(chosen));
});

describe('answers about a dataset', () => {
  it.each([
    '/datasets/stations.json',
    '/api/v1/datasets/stations',
    '/api/v1/datasets/stations/records?limit=1',
    '/files/stations/3/stations.csv',
    '/datasets/stations/3/datapackage.json',
    '/datasets/stations/datapackage.json',
    '/datasets/stations/croissant.json',
  ])('%s name its description, licence and versions', async (path) => {
    const link = (await ask(path)).headers.get('Link');
    for (const each of [
      '<https://data.example.cn/datasets/stations.json>; rel="describedby"',
      '<https://data.example.cn/datasets/stations/dcat.jsonld>; rel="describedby"',
      '<https://creativecommons.org/licenses/by/4.0/>; rel="license"',
      '<https://data.example.cn/datasets/stations/#versions>; rel="version-history"',
    ])
      expect(link).toContain(each);
  });

  it('that is conditional name no licence', async () => {
    expect((await ask('/datasets/gated.json')).headers.get('Link')).not.toContain('rel="license"');
  });
});
