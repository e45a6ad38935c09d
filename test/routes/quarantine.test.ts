import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { describedRoutes } from '../../functions/app.ts';
import type { Purge } from '../../functions/domain/version.ts';
import { type GrantedPlatform, openGrantedPlatform, portalUrl } from '../support/granted-platform.ts';

/** Milliseconds from the order until nothing is given any more, keys included. */
const promised = 1000;

let platform: GrantedPlatform;
beforeAll(async () => {
  platform = await openGrantedPlatform({ rows: 100 });
  await platform.publishRivers('id,name\n1,松花江\n2,图们江\n3,嫩江\n');
});
afterAll(() => platform[Symbol.asyncDispose]());

/** Open routes that speak of no dataset: of the platform, its concepts, its health, and pieces of its log. */
const ofNoDataset = [
  '/log/checkpoints/{size}',
  '/log/tile/{tile}',
  '/concepts/{scheme}.{syntax}',
  '/concepts/{scheme}',
  '/api/health',
  '/api/health/ready',
];
const openPaths = describedRoutes(portalUrl)
  .filter(({ method, auth, isOpenData }) => method === 'GET' && auth === 'none' && isOpenData)
  .map(({ path }) => path)
  .filter((path) => !ofNoDataset.includes(path));

/** Every value of every parameter. */
const shapeOf = (path: string): RegExp => {
  const escaped = path.replaceAll(/[.*+?^$()|[\]\\]/g, '\\$&');
  return new RegExp(`^${escaped.replaceAll(/\{\w+\}/g, '[^/]+')}(?:\\?.*)?$`);
};
const code = async (path: string, key?: string) => {
  const response = await platform.get(path, key);
  return [response.status, response.status === 200 ? '' : ((await response.json()) as { code: string }).code];
};

describe('a quarantine', () => {
  let places: Purge['places'];

  it('of a version reaches every open route, and other versions stand', async () => {
    places = await platform.quarantine('rivers', 1);
    expect(openPaths.filter((path) => !places.some(({ address }) => shapeOf(path).test(address)))).toEqual(
      [],
    );
    expect(places.filter(({ isGone }) => !isGone)).toEqual([]);
    expect(places.find(({ address }) => address === '/files/rivers/1/rivers.csv')?.status).toBe(410);
    expect(await code('/api/v1/datasets/rivers/records?version=1')).toEqual([410, 'version-quarantined']);
    expect(await code('/api/v1/datasets/rivers/records')).toEqual([200, '']);
  });

  it('of a dataset is a tombstone everywhere, told apart from a withdrawal, with its proof', async () => {
    const expected = openPaths.filter((path) => path.includes('{id}'));
    places = await platform.quarantine('rivers');
    expect(places.filter(({ isGone }) => !isGone)).toEqual([]);
    for (const path of expected) {
      const own = places.filter(({ address }) => shapeOf(path).test(address));
      expect([path, new Set(own.map(({ status }) => status))]).toEqual([path, new Set([410])]);
    }
    // Whoever kept an answer of before, or a part of a file, is told the same.
    for (const { address, status } of places.filter((place) => place.status === 410))
      for (const [name, value] of [
        ['If-None-Match', '*'],
        ['Range', 'bytes=0-9'],
      ] as const)
        expect([
          address,
          (await platform.app.request(address, { headers: { [name]: value } })).status,
        ]).toEqual([address, status]);
    const response = await platform.get('/api/v1/datasets/rivers');
    expect(await response.json()).toMatchObject({
      status: 410,
      code: 'dataset-quarantined',
      reason: '疑似泄露个人信息',
      orderedBy: 'bureau',
      purge: { places },
    });
    const feed = await (await platform.get('/feed.atom')).text();
    expect(feed).toContain('疑似泄露个人信息');
  });

  it('is no other for the holder of a key, within a second', async () => {
    const { secret } = await platform.key(
      await platform.grant('visits', { rows: [], fields: platform.allFields }),
    );
    const paths = [
      '/api/v1/datasets/visits/records?limit=1',
      '/api/v1/datasets/visits/export/csv',
      '/files/visits/1/visits.csv',
      '/files/visits/latest/visits.parquet',
      '/api/v1/datasets/visits/openapi.json',
    ];
    for (const path of paths) expect((await code(path, secret))[0]).toBe(200);
    const under = await platform.get('/files/visits/1/visits.csv', secret);
    const reader = under.body?.getReader();
    await platform.quarantine('visits', 1);
    platform.pass(promised);
    for (const path of paths.slice(0, 3))
      expect(await code(path, secret)).toEqual([410, 'version-quarantined']);
    const rest = async () => {
      for (;;) if ((await reader?.read())?.done !== false) return;
    };
    await expect(rest()).rejects.toThrow('ended');
    await platform.quarantine('visits');
    platform.pass(promised);
    for (const path of paths) expect(await code(path, secret)).toEqual([410, 'dataset-quarantined']);
  });
});
