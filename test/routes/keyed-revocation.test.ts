import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { freshFor } from '../../functions/service/access-key/recent.ts';
import { type GrantedPlatform, openGrantedPlatform, visitFields } from '../support/granted-platform.ts';

/** What the platform promises: milliseconds from the decision until nothing is given any more. */
const promised = 1000;

let platform: GrantedPlatform;
let application: string;
let key: { readonly id: string; readonly secret: string };
beforeAll(async () => {
  platform = await openGrantedPlatform({ rows: 20_000 });
});
afterAll(() => platform[Symbol.asyncDispose]());
beforeEach(async () => {
  application = await platform.grant('visits', { rows: [], fields: platform.allFields });
  key = await platform.key(application);
});

const paths = {
  query: '/api/v1/datasets/visits/records?limit=1',
  export: '/api/v1/datasets/visits/export/csv',
  file: '/files/visits/1/visits.csv',
  'latest file': '/files/visits/latest/visits.parquet',
} as const;

async function statusOf(path: string, secret = key.secret): Promise<readonly [number, string?]> {
  const response = await platform.get(path, secret);
  if (response.status === 200) {
    await response.arrayBuffer();
    return [200];
  }
  return [response.status, ((await response.json()) as { code: string }).code];
}

describe('a revocation', () => {
  it('rests on readings that are younger than what is promised', () => {
    expect(freshFor).toBeLessThan(promised / 2);
  });

  it.each(Object.entries(paths))('has effect within a second on %s', async (_what, path) => {
    expect(await statusOf(path)).toEqual([200]);
    await platform.revoke(application);
    platform.pass(promised);
    expect(await statusOf(path)).toEqual([403, 'grant-ended']);
  });

  it.each([
    [
      'the grant is closed by its holder',
      403,
      () => platform.act(application, platform.people.member, { type: 'close', reason: '完成' }),
    ],
    ['the term has run out, without any event', 403, async () => platform.pass(366 * 86_400_000)],
    [
      'the key is revoked',
      401,
      () => platform.deps.accessKeys.change(key.id, { type: 'revoke' }, platform.people.member),
    ],
    [
      'the key is replaced without overlap',
      401,
      () =>
        platform.deps.accessKeys.change(key.id, { type: 'rotate', overlapHours: 0 }, platform.people.member),
    ],
  ] as const)('is no exception: %s', async (_why, status, end) => {
    for (const path of Object.values(paths)) expect(await statusOf(path)).toEqual([200]);
    await end();
    platform.pass(promised);
    for (const path of Object.values(paths)) expect((await statusOf(path))[0]).toBe(status);
  });

  it('is told in the one shape of problems, with what became of the grant', async () => {
    await platform.revoke(application);
    const response = await platform.get(paths.query, key.secret);
    expect(await response.json()).toMatchObject({ status: 403, code: 'grant-ended', grantStatus: 'revoked' });
  });

  it('takes effect at once where nothing was read before', async () => {
    await platform.revoke(application);
    for (const path of Object.values(paths)) expect(await statusOf(path)).toEqual([403, 'grant-ended']);
  });

  it.each([
    ['an export', paths.export],
    ['an export as JSON Lines', '/api/v1/datasets/visits/export/jsonl'],
    ['an export that is made first', '/api/v1/datasets/visits/export/xlsx'],
    ['a file', paths.file],
  ])('cuts %s that is under way', async (_what, path) => {
    const whole = (await (await platform.get(path, key.secret)).arrayBuffer()).byteLength;
    const response = await platform.get(path, key.secret);
    const reader = response.body?.getReader();
    let read = (await reader?.read())?.value?.byteLength ?? 0;
    expect(read).toBeGreaterThan(0);
    await platform.revoke(application);
    platform.pass(promised);
    const rest = async () => {
      for (;;) {
        const next = await reader?.read();
        if (!next || next.done) return;
        read += next.value.byteLength;
      }
    };
    await expect(rest()).rejects.toThrow('ended');
    expect(read).toBeLessThan(whole);
    await platform.deps.accessKeys.flush();
    const { lines } = await platform.usesOf(application);
    expect(lines[0]).toMatchObject({ status: 200, bytes: read, cut: true });
  });

  it('is told when it comes while a page is computed', async () => {
    const engine = platform.deps.gatedEngine;
    const revokedMeanwhile = {
      ...engine,
      rows: async (...asked: Parameters<typeof engine.rows>) => {
        const rows = await engine.rows(...asked);
        await platform.revoke(application);
        platform.pass(promised);
        return rows;
      },
    };
    const app = platform.appWith({ gatedEngine: revokedMeanwhile as typeof engine });
    const response = await app.request(paths.query, { headers: { 'X-API-Key': key.secret } });
    expect([response.status, await response.text()]).toEqual([403, expect.not.stringContaining('秘密')]);
  });

  it('leaves other grants of the same data as they are', async () => {
    const other = await platform.key(await platform.grant('visits'));
    await platform.revoke(application);
    platform.pass(promised);
    expect(await statusOf(paths.query, other.secret)).toEqual([200]);
    expect(await statusOf(paths.query)).toEqual([403, 'grant-ended']);
  });

  it('is what closes a version or a column is for answers under way, and what only adds to the dataset is not', async () => {
    await using later = await openGrantedPlatform({ rows: 2_500 });
    const { secret } = await later.key(await later.grant('visits', { rows: [], fields: later.allFields }));
    const begin = async () => {
      const response = await later.get(`${paths.export}?version=1`, secret);
      const reader = response.body?.getReader();
      await reader?.read();
      return async () => {
        later.pass(promised);
        while (!(await reader?.read())?.done);
      };
    };
    const beforeAnother = await begin();
    await later.publishVisits(visitFields.filter(({ name }) => name !== 'open'));
    await beforeAnother();

    const beforePersonal = await begin();
    const personal = { ...visitFields[5], sensitivity: 'personal' } as (typeof visitFields)[number];
    await later.publishVisits(visitFields.with(5, personal));
    await expect(beforePersonal()).rejects.toThrow('ended');

    const beforeWithdrawal = await begin();
    const actor = { id: 'sun', roles: ['supervisor'] } as const;
    const withdrawn = { id: 'visits', version: 1, actor, reason: '含有个人信息' };
    expect(await later.publishing.service.withdrawVersion(withdrawn)).toEqual({ outcome: 'done' });
    await expect(beforeWithdrawal()).rejects.toThrow('ended');
  });

  it('is what a withdrawal of the dataset is for every holder', async () => {
    for (const path of Object.values(paths)) expect(await statusOf(path)).toEqual([200]);
    await platform.withdraw();
    platform.pass(promised);
    for (const path of Object.values(paths)) expect(await statusOf(path)).toEqual([410, 'dataset-withdrawn']);
  });
});
