import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { GrantTerms } from '../../functions/domain/grant.ts';
import { createAccessKeys } from '../../functions/service/access-key/access-keys.ts';
import { type GrantedPlatform, openGrantedPlatform } from '../support/granted-platform.ts';

let platform: GrantedPlatform;
beforeAll(async () => {
  platform = await openGrantedPlatform({ rows: 40 });
});
afterAll(() => platform[Symbol.asyncDispose]());

const path = '/api/v1/datasets/visits/records?limit=1';
const many = { requests: 10_000, seconds: 1 };
const holder = async (changes: Partial<GrantTerms>) => {
  const application = await platform.grant('visits', changes);
  return { application, key: (await platform.key(application)).secret };
};
const tally = (statuses: readonly number[]) =>
  Object.fromEntries(
    [...Map.groupBy(statuses, (status) => status)].map(([status, all]) => [status, all.length]),
  );
async function at(count: number, key: string, address = path): Promise<Response[]> {
  return Promise.all(Array.from({ length: count }, () => platform.get(address, key)));
}
const statuses = (responses: readonly Response[]) => tally(responses.map(({ status }) => status));
/** `"day";r=3;t=60` as {day: {r: 3, t: 60}}. */
const fieldOf = (response: Response | undefined, name: string) =>
  Object.fromEntries(
    (response?.headers.get(name) ?? '').split(', ').map((member) => {
      const [policy = '', ...parameters] = member.split(';');
      return [JSON.parse(policy), Object.fromEntries(parameters.map((each) => each.split('=')))];
    }),
  );

describe('the quota of a grant', () => {
  it.each([
    ['day', 150, { perDay: 150, perMonth: 150_000 }],
    ['month', 170, { perDay: 170, perMonth: 170 }],
    ['day, in leases of several', 330, { perDay: 330, perMonth: 9_000 }],
  ] as const)('of a %s is exact with 200 at once', async (_what, limit, quota) => {
    const { key } = await holder({ quota, rate: many });
    const all: Response[] = [];
    for (let round = 0; round < Math.ceil((limit + 50) / 200); round += 1) all.push(...(await at(200, key)));
    expect(statuses(all)).toEqual({ 200: limit, 429: all.length - limit });
  });

  it('is one for all keys of the grant, and another for each grant', async () => {
    const { application, key } = await holder({ quota: { perDay: 10, perMonth: 100 }, rate: many });
    const second = (await platform.key(application)).secret;
    const other = await holder({ quota: { perDay: 10, perMonth: 100 }, rate: many });
    const all = [...(await at(100, key)), ...(await at(100, second))];
    expect(statuses(all)).toEqual({ 200: 10, 429: 190 });
    expect(statuses(await at(10, other.key))).toEqual({ 200: 10 });
  });

  it('is never exceeded by several processes, and short by at most a lease of each', async () => {
    const limit = 1_000;
    const { key } = await holder({ quota: { perDay: limit, perMonth: 9_000 }, rate: many });
    const { records, blobs, now } = platform.publishing.deps;
    const services = Array.from({ length: 3 }, () =>
      createAccessKeys({ records, blobs, now, onFailure: () => {} }),
    );
    const wanted = { dataset: 'visits', kind: 'records', route: '/test' } as const;
    const admitted = await Promise.all(
      Array.from({ length: 1_500 }, (_, index) =>
        services[index % 3]?.admit({ text: key, address: '192.0.2.7' }, wanted),
      ),
    );
    const count = admitted.filter((each) => each?.outcome === 'admitted').length;
    expect(count).toBeLessThanOrEqual(limit);
    expect(count).toBeGreaterThanOrEqual(limit - services.length * (limit / 100));
    await Promise.all(services.map((service) => service.close()));
  });

  it('comes back with what a process had not used when it ended', async () => {
    const { key } = await holder({ quota: { perDay: 1_000, perMonth: 9_000 }, rate: many });
    const { records, blobs, now } = platform.publishing.deps;
    const wanted = { dataset: 'visits', kind: 'records', route: '/test' } as const;
    for (let process = 0; process < 20; process += 1) {
      const service = createAccessKeys({ records, blobs, now, onFailure: () => {} });
      await service.admit({ text: key, address: undefined }, wanted);
      await service.close();
    }
    const [response] = await at(1, key);
    expect(fieldOf(response, 'RateLimit').day.r).toBe('979');
  });

  it('is not used by what is refused for what it says; the rate is', async () => {
    const { key } = await holder({
      quota: { perDay: 20, perMonth: 30 },
      rate: { requests: 70, seconds: 60 },
    });
    for (const [address, status] of [
      ['/api/v1/datasets/visits/records?nothing__exact=1', 400],
      ['/api/v1/datasets/visits/records?limit=0', 400],
      ['/files/visits/1/none.csv', 403],
    ] as const)
      expect([address, statuses(await at(20, key, address))]).toEqual([address, { [status]: 20 }]);
    expect(statuses(await at(40, key))).toEqual({ 200: 10, 429: 30 });
  });

  it('begins anew at midnight in China', async () => {
    await using night = await openGrantedPlatform({ rows: 10 });
    night.clock.now = new Date('2026-03-31T15:59:58Z');
    const application = await night.grant('visits', { quota: { perDay: 2, perMonth: 3 }, rate: many });
    const { secret } = await night.key(application);
    const ask = async () => {
      const response = await night.get(path, secret);
      return [response.status, response.headers.get('Retry-After')];
    };
    expect([await ask(), await ask(), await ask()]).toEqual([
      [200, null],
      [200, null],
      [429, '2'],
    ]);
    night.pass(2_000);
    expect([await ask(), await ask(), await ask()]).toEqual([
      [200, null],
      [200, null],
      [429, '86400'],
    ]);
    night.pass(86_400_000);
    expect([await ask(), await ask()]).toEqual([
      [200, null],
      [429, String(29 * 86_400)],
    ]);
  });
});

describe('the rate of a grant', () => {
  it('is exact with 200 at once, and what it refuses costs no quota', async () => {
    const rate = { requests: 30, seconds: 10 };
    const { key } = await holder({ rate, quota: { perDay: 40, perMonth: 400 } });
    const all = await at(200, key);
    expect(statuses(all)).toEqual({ 200: 30, 429: 170 });
    const refused = all.find(({ status }) => status === 429);
    expect(await refused?.json()).toMatchObject({ code: 'rate-limited', limit: 'rate' });
    platform.pass(12_000);
    const later = await at(200, key);
    expect(statuses(later)).toEqual({ 200: 10, 429: 190 });
    expect(await later.find(({ status }) => status === 429)?.json()).toMatchObject({
      code: 'quota-used-up',
      limit: 'day',
    });
  });

  it('holds in every span of so many seconds, wherever it begins, and asks to wait no longer than needed', async () => {
    const rate = { requests: 20, seconds: 2 };
    const { key } = await holder({ rate });
    const given: number[] = [];
    for (let step = 0; step < 120; step += 1) {
      const responses = await at(step % 7 === 0 ? 9 : 2, key);
      for (const response of responses) if (response.status === 200) given.push(platform.clock.now.getTime());
      platform.pass(90);
    }
    for (const start of given) {
      const within = given.filter((time) => time >= start && time < start + rate.seconds * 1000).length;
      expect(within).toBeLessThanOrEqual(rate.requests);
    }
    const spans = (120 * 90) / (rate.seconds * 1000);
    expect(given.length).toBeGreaterThan(0.85 * spans * rate.requests);
    await at(50, key);
    const [refused] = await at(1, key);
    platform.pass(Number(refused?.headers.get('Retry-After')) * 1000);
    expect(statuses(await at(1, key))).toEqual({ 200: 1 });
  });
});

describe('RateLimit fields', () => {
  it('tell policy and standing with every answer to a key', async () => {
    const { key } = await holder({ quota: { perDay: 5, perMonth: 50 }, rate: { requests: 60, seconds: 60 } });
    const [first] = await at(1, key);
    expect(fieldOf(first, 'RateLimit-Policy')).toEqual({
      rate: { q: '60', w: '60' },
      day: { q: '5', w: '86400' },
      month: { q: '50', w: String(31 * 86_400) },
    });
    expect(fieldOf(first, 'RateLimit').day.r).toBe('4');
    const wrong = await platform.get('/api/v1/datasets/visits/records?nothing__exact=1', key);
    expect([wrong.status, fieldOf(wrong, 'RateLimit')]).toMatchObject([
      400,
      { day: { r: '4' }, month: { r: '49' } },
    ]);
    const exported = await platform.get('/api/v1/datasets/visits/export/csv', key);
    await exported.arrayBuffer();
    const file = await platform.get('/files/visits/1/visits.csv', key);
    const head = await platform.get(path, key, { method: 'HEAD' });
    expect([exported, file, head].map((each) => fieldOf(each, 'RateLimit').day.r)).toEqual(['3', '3', '2']);
    expect(statuses(await at(2, key))).toEqual({ 200: 2 });
    const [over] = await at(1, key);
    expect([over?.status, fieldOf(over, 'RateLimit').day]).toMatchObject([429, { r: '0' }]);
    expect(Number(over?.headers.get('Retry-After'))).toBeGreaterThan(0);
  });

  it('are not there for anybody else', async () => {
    for (const address of [path, '/api/v1/datasets/rivers/records'])
      expect((await platform.get(address)).headers.get('RateLimit')).toBeNull();
    const wrong = await platform.get(path, 'jlod_live_wrong');
    expect([wrong.status, wrong.headers.get('RateLimit')]).toEqual([401, null]);
  });
});

describe('exports under way', () => {
  it('of one grant leave places for those of others, however slowly they are read', async () => {
    const address = '/api/v1/datasets/visits/export/csv';
    const [slow, other] = [await holder({}), await holder({})];
    const under = await at(4, slow.key, address);
    expect(statuses([...under, ...(await at(2, slow.key, address))])).toEqual({ 200: 4, 503: 2 });
    const [refused] = await at(1, slow.key, address);
    expect([(await refused?.json())?.code, refused?.headers.get('RateLimit')]).toEqual([
      'busy',
      expect.stringContaining('"day"'),
    ]);
    const [free] = await at(1, other.key, address);
    expect([free?.status, (await free?.text())?.split('\n').length]).toEqual([200, 22]);
    for (const { body } of under) await body?.cancel();
    for (let count = 0; count < 5; count += 1)
      expect((await at(1, slow.key, address)).map(({ status }) => status)).toEqual([count < 4 ? 200 : 503]);
  });
});
