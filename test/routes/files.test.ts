import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { canary } from '../support/catalogue-fixture.ts';
import { type OpenPlatform, openOpenPlatform } from '../support/open-platform.ts';

let platform: OpenPlatform;
let bytes: Buffer;
let etag: string;
const path = '/files/stations/3/stations.csv';

beforeAll(async () => {
  platform = await openOpenPlatform();
  bytes = Buffer.from(await (await platform.get(path)).arrayBuffer());
  etag = `"${createHash('sha256').update(bytes).digest('hex')}"`;
});
afterAll(() => platform.close());

const statusOf = async (address: string) => (await platform.get(address)).status;

describe('a download', () => {
  it('is the stored bytes, named by their hash, immutable, to be saved and never shown', async () => {
    const response = await platform.get(path);
    const headers = Object.fromEntries(response.headers);
    expect(headers).toMatchObject({
      etag,
      'content-type': 'text/csv; charset=utf-8',
      'content-length': String(bytes.length),
      'content-disposition': 'attachment; filename="stations.csv"',
      'cache-control': 'public, max-age=31536000, s-maxage=0, immutable',
      'accept-ranges': 'bytes',
      'x-content-type-options': 'nosniff',
      'access-control-allow-origin': '*',
      'cross-origin-resource-policy': 'cross-origin',
      link: expect.stringContaining('<https://data.example.cn/datasets/stations.json>; rel="describedby"'),
    });
  });

  it('keeps its name in UTF-8', async () => {
    const response = await platform.get(`/files/stations/3/${encodeURIComponent('原件 (1).csv')}`);
    expect(response.headers.get('Content-Disposition')).toBe(
      `attachment; filename="____1_.csv"; filename*=UTF-8''%E5%8E%9F%E4%BB%B6%20%281%29.csv`,
    );
  });

  it.each(['page.html', 'drawing.svg'])('%s is never served as what a browser would run', async (name) => {
    const response = await platform.get(`/files/stations/3/${name}`);
    expect(response.headers.get('Content-Type')).toBe('application/octet-stream');
    expect(response.headers.get('Content-Disposition')).toMatch(/^attachment/);
    expect(response.headers.get('Content-Security-Policy')).toMatch(/^default-src 'none'.*sandbox$/);
  });

  it('ignores whatever credentials a client sends', async () => {
    const headers = { Authorization: 'Bearer not-a-token', 'X-API-Key': 'x' };
    expect((await platform.get(path, { headers })).status).toBe(200);
  });

  it('of the latest version redirects to its number', async () => {
    const response = await platform.get('/files/stations/latest/stations.csv');
    expect([
      response.status,
      response.headers.get('Location'),
      response.headers.get('Cache-Control'),
    ]).toEqual([307, 'https://data.example.cn/files/stations/3/stations.csv', 'no-cache']);
  });
});

describe('ranges', () => {
  const total = () => bytes.length;
  it.each([
    ['the first ten bytes', 'bytes=0-9', 0, 9],
    ['one byte', 'bytes=5-5', 5, 5],
    ['from a place to the end', 'bytes=100-', 100, -1],
    ['the last five', 'bytes=-5', -5, -1],
    ['more than there is', 'bytes=10-99999999', 10, -1],
    ['more than the whole from the end', 'bytes=-99999999', 0, -1],
  ])('%s', async (_case, range, first, last) => {
    const response = await platform.get(path, { headers: { Range: range, 'Accept-Encoding': 'gzip, br' } });
    const start = first < 0 ? total() + first : first;
    const end = last < 0 ? total() + last : last;
    expect(response.status).toBe(206);
    expect(response.headers.get('Content-Range')).toBe(`bytes ${start}-${end}/${total()}`);
    expect(response.headers.get('Content-Length')).toBe(String(end - start + 1));
    expect(response.headers.get('Content-Encoding')).toBeNull();
    expect(Buffer.from(await response.arrayBuffer())).toEqual(bytes.subarray(start, end + 1));
  });

  it.each(['bytes=99999999-', 'bytes=-0'])(
    'outside the file answer 416 with its length: %s',
    async (range) => {
      const response = await platform.get(path, { headers: { Range: range } });
      expect([response.status, response.headers.get('Content-Range')]).toEqual([416, `bytes */${total()}`]);
      expect(await response.json()).toMatchObject({ code: 'range-not-satisfiable' });
    },
  );

  it.each(['bytes=5-2', 'bytes=0-1,4-5', 'lines=0-1', 'bytes=-', 'bytes=a-b', 'bytes 0-1'])(
    'that are none of the kind give the whole: %s',
    async (range) => {
      expect((await platform.get(path, { headers: { Range: range } })).status).toBe(200);
    },
  );

  it.each([
    ['the same file', () => etag, 206],
    ['another file', () => '"other"', 200],
    ['a weak tag', () => `W/${etag}`, 200],
    ['a date', () => 'Wed, 21 Oct 2026 07:28:00 GMT', 200],
  ])('with If-Range of %s', async (_case, tag, status) => {
    const response = await platform.get(path, { headers: { Range: 'bytes=0-3', 'If-Range': tag() } });
    expect(response.status).toBe(status);
  });
});

describe('asking without taking', () => {
  it('HEAD tells what GET would, without a body, whatever the range', async () => {
    const [head, get] = await Promise.all([
      platform.get(path, { method: 'HEAD', headers: { Range: 'bytes=0-3' } }),
      platform.get(path),
    ]);
    const told = ({ headers }: Response) =>
      Object.fromEntries([...headers].filter(([name]) => name !== 'x-request-id'));
    expect([head.status, await head.text(), told(head)]).toEqual([200, '', told(get)]);
  });

  it.each([
    ['its tag', () => etag],
    ['its tag, weakened by compression', () => `W/${etag}`],
    ['one of several', () => `"a", ${etag}`],
    ['anything', () => '*'],
  ])('If-None-Match with %s answers 304', async (_case, tag) => {
    const response = await platform.get(path, { headers: { 'If-None-Match': tag() } });
    expect([response.status, await response.text(), response.headers.get('ETag')]).toEqual([304, '', etag]);
  });

  it('If-None-Match with another tag answers 200', async () => {
    expect((await platform.get(path, { headers: { 'If-None-Match': '"a"' } })).status).toBe(200);
  });
});

describe('compression', () => {
  it.each(['br', 'gzip'])('%s, with a weak tag and without a length', async (encoding) => {
    const response = await platform.get(path, { headers: { 'Accept-Encoding': encoding } });
    expect(response.headers.get('Content-Encoding')).toBe(encoding);
    expect(response.headers.get('ETag')).toBe(`W/${etag}`);
    expect(response.headers.get('Content-Length')).toBeNull();
    expect(response.headers.get('Vary')).toContain('Accept-Encoding');
    const decoded = new Response(
      response.body?.pipeThrough(new DecompressionStream(encoding === 'br' ? ('brotli' as 'gzip') : 'gzip')),
    );
    expect(Buffer.from(await decoded.arrayBuffer())).toEqual(bytes);
  });

  it.each([
    ['what is compressed already', '/files/stations/3/stations.parquet', 'br'],
    ['what nobody asked to compress', path, 'identity'],
    ['what was refused', path, 'br;q=0, gzip;q=0'],
  ])('leaves alone %s', async (_case, address, accepted) => {
    const response = await platform.get(address, { headers: { 'Accept-Encoding': accepted } });
    expect(response.headers.get('Content-Encoding')).toBeNull();
  });
});

describe('what is not there, or not open', () => {
  it.each([
    ['an unknown dataset', '/files/nothing/1/a.csv', 404],
    ['an unknown version', '/files/stations/9/stations.csv', 404],
    ['a version written otherwise', '/files/stations/03/stations.csv', 404],
    ['an unknown file', '/files/stations/3/nothing.csv', 404],
    ['a withdrawn version', '/files/stations/2/stations.csv', 410],
    ['a withdrawn dataset', '/files/gone/1/stations.csv', 410],
    ['a withdrawn dataset’s latest', '/files/gone/latest/stations.csv', 410],
    ['a conditional file', `/files/gated/1/${canary}.csv`, 403],
    ['a withheld file', '/files/secret/1/stations.csv', 403],
    ['no file at all', '/files/stations/3/', 404],
  ])('%s', async (_case, address, status) => {
    expect(await statusOf(address)).toBe(status);
  });

  it.each([
    '/files/stations/3/..%2f..%2f..%2fcatalogue.sqlite',
    '/files/stations/3/%2e%2e%2f%2e%2e%2fcatalogue.sqlite',
    '/files/..%2fstations/3/stations.csv',
    '/files/stations/3/stations.csv%00.txt',
    '/files/stations/3/%E0%A4%A',
    '/files/stations/3/..%5c..%5ccatalogue.sqlite',
    '/files/../../etc/passwd',
    '//files/stations/3/stations.csv',
  ])('no crafted path reaches another file: %s', async (address) => {
    const response = await platform.app.request(`http://localhost${address}`);
    expect([response.status, response.headers.get('Content-Type')]).toEqual([
      404,
      'application/problem+json',
    ]);
  });

  it('a file that is lost is told to the operator', async () => {
    await platform.deps.blobs.remove('files/stations/1/stations.parquet');
    for (const address of [
      '/files/stations/1/stations.parquet',
      '/api/v1/datasets/stations/records?version=1',
    ]) {
      platform.logged.length = 0;
      const response = await platform.get(address);
      expect([response.status, await response.json()]).toMatchObject([404, { code: 'unknown-file' }]);
      expect(platform.logged).toContainEqual(
        expect.objectContaining({ level: 'warn', key: 'files/stations/1/stations.parquet' }),
      );
    }
  });

  it('tells when, why and by which law something was withdrawn', async () => {
    expect(await (await platform.get('/files/stations/2/stations.csv')).json()).toMatchObject({
      code: 'version-withdrawn',
      reason: '坐标有误',
      legalBasis: '《办法》第二十二条',
      withdrawnAt: '2026-02-20T02:00:00Z',
    });
  });
});
