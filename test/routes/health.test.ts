import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OpenPlatform, openOpenPlatform } from '../support/open-platform.ts';
import { openApi } from '../support/path/api.ts';

let platform: OpenPlatform;
beforeAll(async () => {
  platform = await openOpenPlatform();
});
afterAll(() => platform.close());

type Deps = OpenPlatform['deps'];
const ask = (path: string, changes: Partial<Deps> = {}) =>
  openApi({ ...platform.deps, ...changes }).request(path);
const broken = () => Promise.reject(new Error('no answer from db.internal'));
const silent = { ...({} as Deps['records']), query: broken };

describe('whether the platform is up', () => {
  it('is told with its release, whatever the stores say', async () => {
    const answer = await ask('/api/health', { records: silent, before: broken });
    expect([answer.status, answer.headers.get('Cache-Control')]).toEqual([200, 'no-store']);
    expect(await answer.json()).toEqual({ status: 'ok', version: '0.0.0-test' });
  });
});

describe('whether the platform can answer', () => {
  it('is told with the catalogue that it serves', async () => {
    const { digest } = platform.deps.catalogue().info;
    const answer = await ask('/api/health/ready');
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({
      status: 'ready',
      version: '0.0.0-test',
      catalogue: { digest, updated: '2026-03-05T03:00:00Z', entries: 5 },
    });
  });

  it.each([
    ['records', { records: silent }],
    ['blobs', { blobs: { head: broken } as unknown as Deps['blobs'] }],
    ['catalogue', { before: broken }],
  ])('is no without the %s, and says so without the inside', async (missing, changes) => {
    const logged: object[] = [];
    const answer = await ask('/api/health/ready', { ...changes, log: (line) => void logged.push(line) });
    expect([answer.status, answer.headers.get('Retry-After')]).toEqual([503, '5']);
    const text = await answer.text();
    expect(JSON.parse(text)).toMatchObject({ code: 'not-ready', missing: [missing] });
    expect(text).not.toContain('db.internal');
    expect(JSON.stringify(logged)).toContain('db.internal');
  });

  it('is no when the snapshot that the records name is missing', async () => {
    const rows = [
      { index: 'pointer', key: 'x', sort: 'latest', value: { number: 1, sha256: 'f'.repeat(64) } },
    ];
    const records = { ...platform.deps.records, query: async () => ({ rows }) };
    const answer = await ask('/api/health/ready', { records });
    expect(await answer.json()).toMatchObject({ missing: ['blobs'] });
  });
});
