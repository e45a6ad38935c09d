import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openCatalogue } from '../../../functions/service/catalogue/catalogue.ts';
import { writeSnapshot } from '../../../functions/service/catalogue/snapshot-writer.ts';
import { fixtureAgencies } from '../../support/catalogue-agencies.ts';
import { canary } from '../../support/catalogue-fixture.ts';
import { type OpenPlatform, openOpenPlatform } from '../../support/open-platform.ts';
import { strangeSource, strangeTitle } from '../../support/strange-entry.ts';

let platform: OpenPlatform;
beforeAll(async () => {
  platform = await openOpenPlatform();
});
afterAll(() => platform.close());

interface Package {
  readonly id: string;
  readonly title: string;
  readonly resources: readonly {
    readonly id: string;
    readonly url: string;
    readonly datastore_active: boolean;
  }[];
}
interface Envelope<T> {
  readonly help: string;
  readonly success: boolean;
  readonly result: T;
  readonly error?: Readonly<Record<string, unknown>>;
}
interface Found {
  readonly count: number;
  readonly results: readonly Package[];
  readonly search_facets: Readonly<
    Record<string, { readonly items: readonly { name: string; count: number }[] }>
  >;
}

async function act<T>(
  action: string,
  query: Readonly<Record<string, string>> = {},
  of = platform,
): Promise<Envelope<T>> {
  const response = await of.get(`/api/3/action/${action}?${new URLSearchParams(query)}`);
  return (await response.json()) as Envelope<T>;
}
const search = async (query: Readonly<Record<string, string>>) =>
  (await act<Found>('package_search', query)).result.results.map(({ id }) => id).sort();

describe('an action', () => {
  it.each(['/api/3/action', '/api/action'])(
    'answers alike at %s, by query, form and JSON',
    async (prefix) => {
      const address = `${prefix}/package_show`;
      const posted = (body: string, type?: string, query = '') =>
        platform.get(address + query, {
          method: 'POST',
          body,
          headers: type ? { 'Content-Type': type } : {},
        });
      const answers = await Promise.all([
        platform.get(`${address}?id=stations`),
        posted('{"id":"stations"}', 'application/json'),
        posted('id=stations', 'application/x-www-form-urlencoded'),
        posted('{"id":"stations"}', 'application/x-www-form-urlencoded'),
        posted('', 'application/json', '?id=stations'),
      ]);
      const told = await Promise.all(answers.map((answer) => answer.json() as Promise<Envelope<Package>>));
      for (const each of told) expect(each).toEqual(told[0]);
      expect(told[0]).toMatchObject({
        help: 'https://data.example.cn/api/3/action/help_show?name=package_show',
        success: true,
        result: { id: 'stations', name: 'stations', title: '水质监测断面', owner_org: 'ecology-department' },
      });
      expect((await platform.get(`${prefix}/site_read`)).headers.get('ETag')).toBeTruthy();
    },
  );

  it.each([
    ['package_show', {}, 409, { id: ['Missing value'], __type: 'Validation Error' }],
    ['package_show', { id: 'nothing' }, 404, { __type: 'Not Found Error', message: 'Not found' }],
    ['package_show', { id: 'gone' }, 404, { __type: 'Not Found Error', message: 'Not found' }],
    ['organization_show', { id: 'nobody' }, 404, { __type: 'Not Found Error', message: 'Not found' }],
    ['resource_show', { id: 'stations_table-ods' }, 404, { __type: 'Not Found Error', message: 'Not found' }],
    ['package_search', { rows: 'many' }, 409, { rows: ['Invalid integer'], __type: 'Validation Error' }],
    [
      'package_search',
      { start: '-1' },
      409,
      { start: ['Must be a natural number'], __type: 'Validation Error' },
    ],
    ['package_search', { 'facet.field': '["x"' }, 409, { __type: 'Validation Error' }],
    ['package_search', { fq: 'organization:(a' }, 409, { __type: 'Search Error' }],
    ['package_search', { fq: '{!tag=a}id:b' }, 409, { __type: 'Search Error' }],
    ['package_search', { sort: 'id sideways' }, 400, { __type: 'Search Query Error' }],
    ['package_search', { sort: 'nothing asc' }, 409, { __type: 'Search Error' }],
    ['tag_list', { vocabulary_id: 'v' }, 404, { __type: 'Not Found Error' }],
    ['datastore_search', {}, 409, { resource_id: ['Missing value'], __type: 'Validation Error' }],
    ['datastore_search', { resource_id: 'x' }, 404, { message: 'Not found: Resource "x" was not found.' }],
    ['datastore_search', { resource_id: 'secret_table-csv' }, 404, { __type: 'Not Found Error' }],
    ['datastore_search', { resource_id: 'gone_table-csv' }, 404, { __type: 'Not Found Error' }],
    ['datastore_search', { resource_id: 'gated_table-csv' }, 403, { __type: 'Authorization Error' }],
    ['datastore_search', { resource_id: 'gated_access' }, 403, { __type: 'Authorization Error' }],
    [
      'datastore_search',
      { resource_id: 'stations_table-csv', filters: '{' },
      409,
      { filters: ['Cannot parse JSON'] },
    ],
    [
      'datastore_search',
      { resource_id: 'stations_table-csv', filters: '{"x":1}' },
      409,
      { __type: 'Validation Error' },
    ],
    [
      'datastore_search',
      { resource_id: 'stations_table-csv', fields: 'x' },
      409,
      { __type: 'Validation Error' },
    ],
    [
      'datastore_search',
      { resource_id: 'stations_table-csv', sort: 'x' },
      409,
      { __type: 'Validation Error' },
    ],
  ])('%s %j refuses as CKAN does', async (action, query, status, error) => {
    const response = await platform.get(`/api/3/action/${action}?${new URLSearchParams(Object(query))}`);
    expect(response.status).toBe(status);
    expect(response.headers.get('Cache-Control')).toBe('no-store');
    expect(await response.json()).toMatchObject({ success: false, error });
  });

  it.each([
    ['GET', '/api/3/action/nonsense', undefined, '"Bad request - Action name not known: nonsense"'],
    ['GET', '/api/action/datastore_search_sql?sql=SELECT', undefined, /not known: datastore_search_sql/],
    ['GET', '/api/action/constructor', undefined, /not known/],
    ['POST', '/api/3/action/package_show', '{"id":', /JSON Error/],
    ['POST', '/api/3/action/package_show', '[1]', /JSON Error/],
  ])('%s %s with %s is a bad request', async (method, address, body, expected) => {
    const response = await platform.get(address, { method, body });
    expect([response.status, await response.text()]).toEqual([400, expect.stringMatching(expected)]);
  });
});

describe('package_search', () => {
  it.each([
    ['nothing', {}, ['gated', 'plan', 'secret', 'stations']],
    ['everything', { q: '*:*' }, ['gated', 'plan', 'secret', 'stations']],
    ['a word inside a Chinese title', { q: '监测' }, ['stations']],
    ['a field', { q: 'title:刷卡' }, ['gated']],
    ['what the organisation is', { fq: 'organization:"data-bureau"' }, ['plan']],
    ['one of two', { fq: 'id:plan OR id:gated' }, ['gated', 'plan']],
    ['what must be', { fq: '+organization:ecology-department +openness:conditional' }, ['gated']],
    ['what must not be', { fq: '-organization:data-bureau -id:gated' }, ['secret', 'stations']],
    ['a theme and a format', { fq: 'groups:211 res_format:csv' }, ['stations']],
    ['a wildcard', { fq: 'name:st*' }, ['stations']],
    [
      'an open range',
      { fq: 'metadata_modified:[2026-03-05T03:00:00Z TO *]' },
      ['gated', 'plan', 'secret', 'stations'],
    ],
    [
      'a range of which the end is left out',
      { fq: 'metadata_modified:[* TO 2026-03-05T03:00:00.000000Z}' },
      [],
    ],
    ['a licence', { fq: 'license_id:CC0-1.0' }, []],
    ['a field that there is not', { fq: 'nonsense:x' }, []],
    [
      'constants',
      { fq: 'state:active dataset_type:dataset capacity:public' },
      ['gated', 'plan', 'secret', 'stations'],
    ],
    ['withdrawn data', { fq: 'id:gone' }, []],
    ['texts of the asker', { q: '"); DROP TABLE entries; --', fq: `id:"' OR 1=1"` }, []],
  ])('finds by %s', async (_case, query, ids) => expect(await search(query)).toEqual(ids));

  it('counts by what is asked', async () => {
    const { result } = await act<Found>('package_search', {
      'facet.field': '["organization","openness","nonsense"]',
      rows: '0',
    });
    expect(result.results).toEqual([]);
    expect(result.search_facets).toMatchObject({
      organization: {
        items: [
          { name: 'ecology-department', display_name: '吉林省生态环境厅', count: 3 },
          { name: 'data-bureau', count: 1 },
        ],
      },
      nonsense: { items: [] },
    });
  });

  it('shows of conditional, withheld and withdrawn data nothing that leads to it', async () => {
    const text = await (await platform.get('/api/3/action/package_search')).text();
    expect(text).not.toContain(canary);
    const { result } = JSON.parse(text) as Envelope<Found>;
    const urls = (id: string) =>
      result.results.find((each) => each.id === id)?.resources.map(({ url }) => url);
    expect(urls('gated')).toEqual(['https://data.example.cn/datasets/gated/']);
    expect(urls('secret')).toEqual([]);
  });

  it('gives each resource an id that CKAN takes, and the resource by that id', async () => {
    const { result } = await act<Package>('package_show', { id: 'stations' });
    expect(result.resources.length).toBe(5);
    for (const resource of result.resources) {
      expect(resource.id).toMatch(/^[\w-]{7,100}$/);
      expect((await act('resource_show', { id: resource.id })).result).toEqual(resource);
    }
  });
});

describe('a harvester', () => {
  it('meets an empty catalogue, and one of strange texts, unharmed', async () => {
    for (const [name, sources] of [
      ['none', []],
      ['strange', [strangeSource]],
    ] as const) {
      const path = join(platform.directory, `${name}.sqlite`);
      writeSnapshot(path, fixtureAgencies, sources);
      const catalogue = openCatalogue(path);
      const other = await openOpenPlatform({ more: { catalogue: () => catalogue } });
      const { result } = await act<Found>('package_search', {}, other);
      expect(result.results.map(({ title }) => title)).toEqual(sources.map(() => strangeTitle));
      expect((await act<string[]>('tag_list', {}, other)).success).toBe(true);
      await other.close();
      catalogue.close();
    }
  });

  it('finds organisations, groups, tags and licences', async () => {
    expect((await act('organization_list')).result).toContain('ecology-department');
    expect(
      (await act('organization_list', { all_fields: 'true', organizations: 'data-bureau' })).result,
    ).toMatchObject([{ name: 'data-bureau', package_count: 1, is_organization: true }]);
    expect((await act('group_show', { id: '211', include_datasets: 'true' })).result).toMatchObject({
      title: '生态环境保护',
      package_count: 2,
      packages: [{ id: 'secret' }, { id: 'stations' }],
    });
    expect((await act('tag_list')).result).toEqual(['环境']);
    expect((await act<{ id: string }[]>('license_list')).result.map(({ id }) => id)).toContain('CC-BY-4.0');
    expect((await act('status_show')).result).toMatchObject({ ckan_version: '2.11.0' });
  });
});

describe('datastore_search', () => {
  interface Rows {
    readonly total: number;
    readonly records: readonly Readonly<Record<string, unknown>>[];
    readonly fields: readonly { readonly id: string; readonly type: string }[];
  }
  const rows = async (more: Readonly<Record<string, unknown>>) => {
    const body = JSON.stringify({ resource_id: 'stations_table-csv', ...more });
    const response = await platform.get('/api/action/datastore_search', { method: 'POST', body });
    return ((await response.json()) as Envelope<Rows>).result;
  };
  const all = () => platform.rows.map((row, index) => ({ _id: index + 1, ...row }));

  it('tells the rows of the table, numbered, in pages', async () => {
    const first = await rows({ limit: 200 });
    const second = await rows({ limit: 200, offset: 200 });
    expect([...first.records, ...second.records]).toEqual(all());
    expect([first.total, (await rows({ limit: 0 })).records]).toEqual([250, []]);
    expect(first.fields.slice(0, 3)).toMatchObject([
      { id: '_id', type: 'int' },
      { id: '名称', type: 'text' },
      { id: 'code', type: 'text' },
    ]);
  });

  it('filters by values and lists, searches words, chooses and orders columns', async () => {
    const { total } = await rows({ filters: { ok: true, 名称: ['长春', 'a,b', 'say "no"'] } });
    const wanted = platform.rows.filter(
      (row) => row.ok === true && ['长春', 'a,b', 'say "no"'].includes(String(row.名称)),
    );
    expect(total).toBe(wanted.length);
    const words = await rows({ q: '监测断面 true', fields: ['名称', 'ok'], limit: 1000 });
    const found = platform.rows.filter(
      (row) =>
        Object.values(row).some((cell) => String(cell).includes('监测断面')) &&
        Object.values(row).includes(true),
    );
    expect(words.records).toEqual(found.map(({ 名称, ok }) => ({ 名称, ok })));
    const sorted = await rows({
      sort: 'count desc, code',
      fields: 'count,code',
      filters: '{"year":[2001,2002]}',
      limit: 500,
    });
    const counts = sorted.records.map(({ count }) => count).filter((count) => count !== null) as number[];
    expect(counts).toEqual(counts.toSorted((one, other) => other - one));
    const distinct = await rows({ fields: 'ok', distinct: true });
    expect(distinct.records).toEqual([{ ok: false }, { ok: true }, { ok: null }]);
    const lists = await rows({ records_format: 'lists', limit: 1, fields: 'code' });
    expect(lists.records).toEqual([[platform.rows[0]?.code]]);
  });
});
