/** What one question of `package_search` may ask: whoever asks it is not the only one who is answered. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OpenPlatform, openOpenPlatform } from '../../support/open-platform.ts';

let platform: OpenPlatform;
beforeAll(async () => {
  platform = await openOpenPlatform();
});
afterAll(() => platform.close());

const ask = (given: object) =>
  platform.get('/api/3/action/package_search', {
    method: 'POST',
    body: JSON.stringify(given),
    headers: { 'Content-Type': 'application/json' },
  });

const joined = (count: number, part: string, sign = ' '): string => Array(count).fill(part).join(sign);
const many = (count: number, part: string): readonly string[] => Array(count).fill(part);

describe('package_search', () => {
  it.each([
    ['more filters than a statement can hold', { fq_list: many(1100, 'id:a') }, /more than 100 filters/],
    ['searches for words', { fq: joined(17, '水质') }, /more than 16 searches/],
    ['searches, here and there', { q: 'title:水', fq_list: many(16, 'notes:水') }, /more than 16 searches/],
    ['searches that are negated', { fq: joined(17, '-(text:水)', ' OR ') }, /more than 16 searches/],
    ['conditions, few in each filter', { fq_list: many(100, joined(6, 'id:a')) }, /more than 500 conditions/],
    ['words without end', { q: '水'.repeat(10_001) }, /longer than 10000 characters/],
  ])('refuses %s', async (_, given, message) => {
    const response = await ask(given);
    expect(response.status).toBe(409);
    expect(await response.json()).toMatchObject({
      error: { __type: 'Search Error', message: expect.stringMatching(message) },
    });
  });

  it.each([
    ['a hundred filters', { fq_list: many(100, 'id:stations OR id:b') }],
    ['as many conditions as there may be', { fq: joined(160, 'id:stations', ' OR ') }],
    ['as many searches as there may be', { fq: joined(16, '水质') }],
    [
      'an order that names a column thousands of times',
      { fq: 'id:stations', sort: joined(3000, 'id asc', ',') },
    ],
  ])('answers %s', async (_, given) => {
    const response = await ask(given);
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ result: { count: 1, results: [{ id: 'stations' }] } });
  });

  it('orders by the first of several mentions of a column', async () => {
    const found = await Promise.all(
      ['id desc', 'name desc, id asc'].map(async (sort) => {
        const { result } = (await (await ask({ sort })).json()) as { result: { results: { id: string }[] } };
        return result.results.map(({ id }) => id);
      }),
    );
    expect(found[0]?.length).toBeGreaterThan(1);
    expect(found[0]).toEqual(found[0]?.toSorted().toReversed());
    expect(found[1]).toEqual(found[0]);
  });

  it('counts once by what is named often', async () => {
    const { catalogue } = platform.deps;
    const { selected } = catalogue();
    let counted = 0;
    const watched = {
      ...catalogue(),
      selected: {
        ...selected,
        countBy: (...asked: Parameters<typeof selected.countBy>) => {
          counted += 1;
          return selected.countBy(...asked);
        },
      },
    };
    const { packageSearch } = await import('../../../functions/routes/ckan/search.ts');
    const telling = { catalogue: watched, portalUrl: 'https://data.example.cn' };
    const answer = packageSearch({ 'facet.field': many(1000, 'tags') }, telling, new Date());
    expect(answer.outcome).toBe('pieces');
    expect(counted).toBe(1);
  });
});

describe('datastore_search', () => {
  it('refuses what is nested so deep that its links could not tell it again', async () => {
    const deep = (levels: number) => `${'['.repeat(levels)}${']'.repeat(levels)}`;
    const post = (body: string) => platform.get('/api/3/action/datastore_search', { method: 'POST', body });
    const asking = (levels: number) => `{"resource_id":"stations_table-csv","limit":1,"x":${deep(levels)}}`;
    expect((await post(asking(50))).status).toBe(200);
    const refused = await post(asking(100_000));
    expect([refused.status, await refused.text()]).toEqual([400, expect.stringMatching(/JSON Error/)]);
  });
});
