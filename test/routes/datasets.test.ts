import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../../functions/app.ts';
import { canary } from '../support/catalogue-fixture.ts';
import { type OpenPlatform, openOpenPlatform } from '../support/open-platform.ts';

let platform: OpenPlatform;
beforeAll(async () => {
  platform = await openOpenPlatform();
});
afterAll(() => platform.close());

interface List {
  readonly data: readonly { readonly id: string }[];
  readonly links: { readonly next: string | null };
  readonly meta: {
    readonly total: number;
    readonly facets: Record<string, { value: string; count: number }[]>;
  };
}
const list = async (query: string): Promise<List> =>
  (await (await platform.get(`/api/v1/datasets?${query}`)).json()) as List;
const idsOf = async (query: string) => (await list(query)).data.map(({ id }) => id).sort();

describe('the catalogue', () => {
  it.each([
    ['a word inside a Chinese title', `q=${encodeURIComponent('监测')}`, ['stations']],
    ['a theme', 'theme=212', ['plan']],
    ['a publisher', 'agency=data-bureau', ['plan']],
    ['a class', 'openness=conditional', ['gated']],
    ['priority', 'priority=true', ['stations']],
    ['a format, in either case', 'format=parquet', ['stations']],
  ])('is searched by %s', async (_case, query, ids) => {
    expect(await idsOf(query)).toEqual(ids);
  });

  it('is paged to the end by links.next', async () => {
    const ids: string[] = [];
    for (let next: string | null = 'https://data.example.cn/api/v1/datasets?limit=2'; next; ) {
      const { data, links } = await list(new URL(next).search.slice(1));
      ids.push(...data.map(({ id }) => id));
      next = links.next;
    }
    expect(ids.sort()).toEqual(['gated', 'gone', 'plan', 'secret', 'stations']);
  });

  it('tells how many entries each choice would leave', async () => {
    const { meta } = await list('limit=1');
    expect(meta.facets.openness).toContainEqual({ value: 'conditional', count: 1 });
  });

  it.each([
    ['theme=999', 'theme'],
    ['openness=open', 'openness'],
    ['priority=yes', 'priority'],
    ['sort=size', 'sort'],
    ['limit=101', 'limit'],
    ['cursor=zzz', 'cursor'],
    [`q=${'x'.repeat(201)}`, 'q'],
    ['page=2', 'page'],
  ])('refuses ?%s by name', async (query, field) => {
    const response = await platform.get(`/api/v1/datasets?${query}`);
    const { errors } = (await response.json()) as { errors: { field: string }[] };
    expect([response.status, errors.map((error) => error.field)]).toEqual([400, [field]]);
  });
});

describe('an entry', () => {
  it('is the same document at both of its addresses', async () => {
    const [api, twin] = await Promise.all([
      platform.get('/api/v1/datasets/stations'),
      platform.get('/datasets/stations.json'),
    ]);
    expect(await twin.text()).toBe(await api.text());
    expect(twin.headers.get('ETag')).toBe(api.headers.get('ETag'));
  });

  it('names its publisher, its files with their addresses, and what can be asked of it', async () => {
    expect(await (await platform.get('/datasets/stations.json')).json()).toMatchObject({
      id: 'stations',
      publisher: { id: 'ecology-department', name: '吉林省生态环境厅' },
      links: { records: 'https://data.example.cn/api/v1/datasets/stations/records' },
      versions: [
        {
          number: 3,
          distributions: expect.arrayContaining([
            expect.objectContaining({ url: 'https://data.example.cn/files/stations/3/stations.csv' }),
          ]),
        },
        { number: 2, withdrawn: { reason: '坐标有误' }, distributions: [] },
        { number: 1 },
      ],
    });
  });

  it('of conditional data shows conditions, fields and a sample, and nothing of the data', async () => {
    const text = await (await platform.get('/datasets/gated.json')).text();
    const entry = JSON.parse(text);
    expect(entry.openness.conditions).toContain('数据安全');
    expect(entry.versions[0].fields.length).toBeGreaterThan(0);
    expect(entry.versions[0].sample.length).toBeGreaterThan(0);
    expect(entry.links.records).toBeUndefined();
    expect(text).not.toContain(canary);
  });

  it('of withheld data shows the reason and the law, and no version', async () => {
    const text = await (await platform.get('/datasets/secret.json')).text();
    expect(JSON.parse(text)).toMatchObject({ openness: { reason: '涉及个人隐私' }, versions: [] });
    expect(text).not.toContain(canary);
  });

  it.each([
    ['withdrawn', '/datasets/gone.json', 410, 'dataset-withdrawn'],
    ['withdrawn, by the API', '/api/v1/datasets/gone', 410, 'dataset-withdrawn'],
    ['unknown', '/datasets/nothing.json', 404, 'unknown-dataset'],
    ['unknown, by the API', '/api/v1/datasets/nothing', 404, 'unknown-dataset'],
    ['a crafted id', '/api/v1/datasets/..%2fstations', 404, 'unknown-dataset'],
    ['a crafted twin', "/datasets/'%20OR%201=1.json", 404, 'unknown-dataset'],
  ])('%s answers its problem', async (_case, path, status, code) => {
    const response = await platform.get(path);
    expect([response.status, await response.json()]).toMatchObject([status, { code }]);
  });

  it('is confirmed with 304 to who has it', async () => {
    const etag = (await platform.get('/datasets/stations.json')).headers.get('ETag') ?? '';
    const again = await platform.get('/datasets/stations.json', { headers: { 'If-None-Match': etag } });
    expect([again.status, await again.text()]).toEqual([304, '']);
  });

  it('cannot be queried when it has no table, is conditional or is withheld', async () => {
    for (const [id, status, code] of [
      ['plan', 404, 'no-table'],
      ['gated', 403, 'conditional-data'],
      ['secret', 403, 'withheld-data'],
      ['gone', 410, 'dataset-withdrawn'],
    ] as const) {
      const response = await platform.get(`/api/v1/datasets/${id}/records`);
      expect([response.status, await response.json()]).toMatchObject([status, { code }]);
    }
  });

  it('that is conditional tells where to apply', async () => {
    const body = await (await platform.get('/api/v1/datasets/gated/export/csv')).json();
    expect(body).toMatchObject({
      page: 'https://data.example.cn/datasets/gated/',
      conditions: expect.any(String),
    });
  });
});

describe('the rest of the catalogue', () => {
  it('downloads as the SQLite file that the platform reads, resumable', async () => {
    const whole = Buffer.from(await (await platform.get('/catalog.sqlite')).arrayBuffer());
    expect(whole.subarray(0, 15).toString()).toBe('SQLite format 3');
    expect(whole.includes(canary)).toBe(false);
    const part = await platform.get('/catalog.sqlite', { headers: { Range: 'bytes=0-14' } });
    expect([part.status, await part.text()]).toEqual([206, 'SQLite format 3']);
  });

  it('tells its changes as well-formed Atom, newest first, everything escaped', async () => {
    const response = await platform.get('/feed.atom');
    const text = await response.text();
    expect(response.headers.get('Content-Type')).toBe('application/atom+xml; charset=utf-8');
    expect(text).toContain('&lt;坐标&gt; &amp; &quot;有误&quot;');
    expect(text).toContain('应急预案&lt;文本&gt;');
    const updated = [...text.matchAll(/<updated>([^<]+)<\/updated>/g)].slice(1).map(([, at]) => at ?? '');
    expect(updated).toEqual(updated.toSorted().reverse());
    const ids = [...text.matchAll(/<id>([^<]+)<\/id>/g)].map(([, id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const told = [...text.matchAll(/<entry>[\s\S]*?<\/entry>/g)].map(([entry]) => entry);
    for (const entry of told)
      for (const demanded of ['<id>', '<title>', '<updated>', '<author><name>', '<link rel="alternate"'])
        expect(entry.split(demanded), demanded).toHaveLength(2);
    expect(text).toMatch(/<category term="(?:version-)?withdrawn"\/>/);
  });

  it('tells the changes of one dataset, and of one agency, to those who subscribe to no more', async () => {
    const told = async (path: string) => {
      const text = await (await platform.get(path)).text();
      return [...text.matchAll(/<link rel="alternate" type="text\/html" href="([^"]+)"/g)].map(
        ([, href]) => href,
      );
    };
    const [page, ...entries] = await told('/datasets/stations/feed.atom');
    expect(new Set([page, ...entries])).toEqual(new Set(['https://data.example.cn/datasets/stations/']));
    expect(entries.length).toBeGreaterThan(1);
    const all = await told('/feed.atom');
    const ofAgency = await told('/agencies/ecology-department/feed.atom');
    const editions = ofAgency.filter((href) => href?.endsWith('/agencies/ecology-department/#changes'));
    expect(editions.length).toBeGreaterThan(1);
    expect(ofAgency.length - editions.length).toBeLessThan(all.length);
    expect((await platform.get('/datasets/nothing/feed.atom')).status).toBe(404);
    expect((await platform.get('/agencies/nothing/feed.atom')).status).toBe(404);
  });

  it('tells the open list of an agency with its version, its date and the difference of each edition', async () => {
    const text = await (await platform.get('/agencies/ecology-department/open-list.json')).text();
    const list = JSON.parse(text);
    expect(list).toMatchObject({ agency: { id: 'ecology-department' }, date: '2026-03-05' });
    const versions = list.editions.map(({ version }: { version: number }) => version);
    expect([list.version, versions.at(-1)]).toEqual([versions.length, 1]);
    expect(list.entries.map(({ id }: { id: string }) => id)).not.toContain('plan');
    expect(text).not.toContain(canary);
    expect((await platform.get('/agencies/nothing/open-list.json')).status).toBe(404);
  });

  it.each([
    '/agencies/ecology-department/open-list.json',
    '/agencies/ecology-department/feed.atom',
    '/feed.atom',
  ])('reads no row for who has %s, nor for HEAD', async (path) => {
    const shown = platform.deps.catalogue();
    const read: string[] = [];
    const counting = new Proxy(shown, {
      get: (of, name: keyof typeof shown) => {
        if (!['info', 'agency'].includes(name)) read.push(name);
        return of[name];
      },
    });
    const app = createApp({ ...platform.deps, catalogue: () => counting });
    const ask = (init: RequestInit) => app.request(path, init);
    const whole = await ask({});
    const etag = whole.headers.get('ETag') ?? '';
    expect([whole.status, (await whole.text()).length > 100]).toEqual([200, true]);
    expect(read.splice(0)).not.toEqual([]);
    const same = await ask({ headers: { 'If-None-Match': etag } });
    expect([same.status, same.headers.get('ETag'), await same.text()]).toEqual([304, etag, '']);
    const head = await ask({ method: 'HEAD' });
    expect([head.status, head.headers.get('ETag'), await head.text()]).toEqual([200, etag, '']);
    expect(head.headers.get('Content-Type')).toBe(whole.headers.get('Content-Type'));
    expect(read).toEqual([]);
  });
});
