import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { portalSource } from '../../functions/local/portal-files.ts';
import { wholeTree } from '../../functions/local/portal-tree.ts';
import { createPortalFiles } from '../../functions/routes/http/portal-files.ts';

const root = mkdtempSync(join(tmpdir(), 'portal-'));
const first = join(root, 'first');
const second = join(root, 'second');
const page = (text: string) => `<!doctype html><title>${text}</title>${'<p>text</p>'.repeat(200)}`;

const pages: Readonly<Record<string, string>> = {
  'index.html': page('home'),
  'datasets/index.html': page('datasets'),
  'datasets/rivers/index.html': page('rivers'),
  'datasets/gone/index.html': page('tombstone'),
  'en/datasets/gone/index.html': page('tombstone in English'),
  'en/index.html': page('home in English'),
  '404.html': page('not found'),
  'en/404.html': page('not found in English'),
  '_astro/index.a1B2c3D4.css': 'p { color: green }'.repeat(100),
  'datasets/rivers/datapackage.json': '{}',
  'images/a.png': 'not really an image, but long enough to have ranges',
  '.hidden': 'hidden',
  '.well-known/security.txt': 'Contact: mailto:a@example.cn',
};
function build(directory: string, files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(directory, name)), { recursive: true });
    writeFileSync(join(directory, name), text);
  }
}
build(first, pages);
build(second, { ...pages, 'index.html': page('home, rebuilt') });
writeFileSync(join(root, 'secret.txt'), 'secret');
afterAll(() => rmSync(root, { recursive: true }));

let tree = wholeTree(first);
let isCurrent = true;
const serve = createPortalFiles({
  portal: () => portalSource(tree),
  isWithdrawn: (id) => id === 'gone',
  isCurrent: () => isCurrent,
  isChanging: (id) => id === 'rivers',
});
async function get(path: string, init: RequestInit = {}): Promise<Response> {
  const response = await serve(new Request(`http://localhost${path}`, init));
  if (!response) throw new Error('no answer');
  return response;
}
const titleOf = async (response: Response) => /<title>([^<]*)/.exec(await response.text())?.[1];

describe('the portal', () => {
  it.each([
    ['/', 200, 'home'],
    ['/datasets/', 200, 'datasets'],
    ['/datasets/rivers/', 200, 'rivers'],
    ['/en/', 200, 'home in English'],
    ['/nothing/', 404, 'not found'],
    ['/nothing.html', 404, 'not found'],
    ['/en/nothing/', 404, 'not found in English'],
    ['/datasets/gone/', 410, 'tombstone'],
    ['/en/datasets/gone/', 410, 'tombstone in English'],
    ['/datasets/gone/datapackage.json', 410, 'not found'],
  ])('answers %s with %i', async (path, status, title) => {
    const response = await get(path);
    expect([response.status, await titleOf(response)]).toEqual([status, title]);
    expect(response.headers.get('Last-Modified')).toBeNull();
  });

  it('does not show the old page of a dataset that was withdrawn a moment ago', async () => {
    isCurrent = false;
    const response = await get('/datasets/gone/');
    isCurrent = true;
    expect([response.status, await response.text()]).toMatchObject([
      410,
      expect.stringContaining('withdrawn'),
    ]);
  });

  it('does not show the old page of a dataset of which a version was quarantined a moment ago', async () => {
    isCurrent = false;
    const response = await get('/datasets/rivers/');
    isCurrent = true;
    expect([response.status, response.headers.get('Retry-After')]).toEqual([503, '2']);
    expect((await get('/datasets/rivers/')).status).toBe(200);
  });

  it.each([
    ['/datasets', '/datasets/'],
    ['/datasets/rivers?q=1', '/datasets/rivers/?q=1'],
    ['/en', '/en/'],
  ])('sends %s to %s', async (path, location) => {
    const response = await get(path);
    expect([response.status, response.headers.get('Location')]).toEqual([308, location]);
  });

  it.each([
    '//evil.example/datasets',
    '//evil.example/%2e%2e/datasets',
    '/%2f%2fevil.example',
    '/\\evil.example',
    '//datasets',
    '/datasets//rivers',
    '///datasets',
  ])('never sends anybody to another host: %s', async (path) => {
    const response = await get(path);
    expect([response.status, response.headers.get('Location')]).toEqual([404, null]);
  });

  it.each([
    '/../secret.txt',
    '/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/datasets/..%2f..%2fsecret.txt',
    '/%2e%2e%5csecret.txt',
    '/.hidden',
    '/datasets/.%2e/.%2e/secret.txt',
    '/index.html%00',
    '/%E0%A4%A',
    `/${'x'.repeat(5000)}`,
  ])('never leaves its directory: %s', async (path) => {
    const response = await get(path);
    expect([response.status, await titleOf(response)]).toEqual([404, 'not found']);
  });

  it('shows what RFC 8615 names although it begins with a dot', async () => {
    expect((await get('/.well-known/security.txt')).status).toBe(200);
  });

  it('follows a swap of its directory at once', async () => {
    tree = wholeTree(second);
    expect(await titleOf(await get('/'))).toBe('home, rebuilt');
    tree = wholeTree(first);
    expect(await titleOf(await get('/'))).toBe('home');
  });
});

describe('headers of the portal', () => {
  it.each([
    ['/_astro/index.a1B2c3D4.css', 'text/css; charset=utf-8', 'public, max-age=31536000, immutable'],
    ['/', 'text/html; charset=utf-8', 'public, no-cache'],
    ['/datasets/rivers/datapackage.json', 'application/json', 'public, no-cache'],
    ['/images/a.png', 'image/png', 'public, no-cache'],
  ])('%s is %s, %s', async (path, type, cache) => {
    const { headers } = await get(path);
    expect([headers.get('Content-Type'), headers.get('Cache-Control')]).toEqual([type, cache]);
  });

  it.each([
    ['br', brotliDecompressSync],
    ['gzip', gunzipSync],
  ])('pages are compressed with %s, under a tag of their own', async (encoding, decompress) => {
    const headers = { 'Accept-Encoding': encoding };
    const [response, plain] = [await get('/', { headers }), await get('/')];
    const bytes = Buffer.from(await response.arrayBuffer());
    expect(response.headers.get('Content-Encoding')).toBe(encoding);
    expect(response.headers.get('Content-Length')).toBe(String(bytes.length));
    expect(decompress(bytes).toString()).toBe(pages['index.html']);
    expect(response.headers.get('ETag')).not.toBe(plain.headers.get('ETag'));
    expect(response.headers.get('Vary')).toBe('Accept-Encoding');
    const again = await get('/', {
      headers: { ...headers, 'If-None-Match': response.headers.get('ETag') ?? '' },
    });
    expect([again.status, await again.text()]).toEqual([304, '']);
  });

  it('HEAD tells the same without a body', async () => {
    const [head, whole] = [await get('/', { method: 'HEAD' }), await get('/')];
    expect([...head.headers]).toEqual([...whole.headers]);
    expect(await head.text()).toBe('');
  });

  it('parts of what is not compressed can be asked for', async () => {
    const response = await get('/images/a.png', { headers: { Range: 'bytes=4-9', 'Accept-Encoding': 'br' } });
    expect([response.status, await response.text()]).toEqual([206, 'really']);
  });
});

it('a link out of the directory is a matter of who built it; a broken one is not found', async () => {
  symlinkSync(join(root, 'nowhere'), join(first, 'broken'));
  expect((await get('/broken')).status).toBe(404);
});
