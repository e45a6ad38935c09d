import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Field } from '../../functions/domain/dataset.ts';
import type { GrantTerms } from '../../functions/domain/grant.ts';
import { openDuckdb } from '../../functions/service/duckdb.ts';
import { filtersOf } from '../../functions/service/query/granted-table.ts';
import { aggregateFunctions, operators } from '../../functions/service/query/query.ts';
import {
  type GrantedPlatform,
  openGrantedPlatform,
  type Visit,
  visitFields,
} from '../support/granted-platform.ts';
import { terms } from '../support/granting.ts';
import { endpoints } from '../support/path/chosen.ts';
import { between, seeded } from '../support/seeded.ts';

let platform: GrantedPlatform;
let key: string;
let granted: readonly Visit[];
beforeAll(async () => {
  platform = await openGrantedPlatform();
  ({ secret: key } = await platform.key(await platform.grant()));
  granted = platform.data.filter(({ region }) => region === '长春');
});
afterAll(() => platform[Symbol.asyncDispose]());

type Query = string | readonly (readonly [string, string])[];
const address = (query: Query = '', kind = 'records', id = 'visits'): string => {
  const text =
    typeof query === 'string' ? query : new URLSearchParams(query.map(([k, v]) => [k, v])).toString();
  return `/api/v1/datasets/${id}/${kind}${text && `?${text}`}`;
};

interface Page {
  readonly data: readonly Record<string, unknown>[];
  readonly links: { readonly next: string | null };
  readonly meta: { readonly total: number; readonly version: number };
}
async function page(query?: Query, withKey = key, id = 'visits'): Promise<Page> {
  const response = await platform.get(address(query, 'records', id), withKey);
  if (response.status !== 200) throw new Error(await response.text());
  return (await response.json()) as Page;
}
interface Problem {
  readonly code: string;
  readonly errors?: readonly {
    readonly field: string;
    readonly message: string;
    readonly allowed?: string[];
  }[];
}
async function problemOf(response: Response): Promise<[number, Problem]> {
  return [response.status, (await response.json()) as Problem];
}
const keyFor = async (changes: Partial<GrantTerms>, dataset = 'visits') =>
  (await platform.key(await platform.grant(dataset, changes))).secret;

const hidden = visitFields.filter(({ name }) => !terms.fields.includes(name));
const shown = ({ station, region, day, value, open }: Visit) => ({ station, region, day, value, open });

describe('conditional data', () => {
  it('is told to the holder of a key, granted columns and rows only', async () => {
    const { data, meta } = await page('limit=10000');
    expect(data).toEqual(granted.map(shown));
    expect(meta).toEqual({ total: granted.length, version: 1 });
  });

  it.each(['X-API-Key', 'Authorization'])('takes the key as %s', async (name) => {
    const value = name === 'Authorization' ? `Bearer ${key}` : key;
    const response = await platform.get(address('limit=1'), undefined, { headers: { [name]: value } });
    expect(response.status).toBe(200);
  });

  it('is not told without one, and kept by nobody on the way with one', async () => {
    expect((await platform.get(address())).status).toBe(403);
    const { headers } = await platform.get(address('limit=1'), key);
    expect(headers.get('Cache-Control')).toBe('no-store');
    expect([headers.get('ETag'), headers.get('Access-Control-Allow-Origin')]).toEqual([null, null]);
  });

  it('is paged through to the end, each row once, without telling how many lie between', async () => {
    const rows: unknown[] = [];
    const cursors: string[] = [];
    for (let next: string | null = address('limit=300&day__sort=desc'); next; ) {
      const response = await platform.get(next.replace('https://data.example.cn', ''), key);
      const { data, links } = (await response.json()) as Page;
      rows.push(...data);
      next = links.next;
      const cursor = next && new URL(next).searchParams.get('cursor');
      if (cursor) cursors.push(Buffer.from(cursor, 'base64url').toString().split('.')[2] ?? '');
    }
    expect(rows).toEqual((await page('limit=10000&day__sort=desc')).data);
    expect(cursors).toEqual(['300', '600', '900']);
  });
});

describe('columns outside the grant', () => {
  const anyValue: Record<Field['type'], string> = {
    string: 'x',
    geopoint: '1,2',
    integer: '1',
    number: '1',
    boolean: 'true',
    date: '2026-01-01',
    datetime: '2026-01-01',
    year: '2026',
  };
  const questions = (name: string, type: Field['type']): (readonly [string, string])[] => [
    ...operators.map(
      (operator) => [`${name}__${operator}`, operator === 'sort' ? 'asc' : anyValue[type]] as const,
    ),
    ['columns', name],
    ['columns', `station,${name}`],
  ];

  it('do not exist: every operator answers as for a column that never was', async () => {
    for (const { name, type } of hidden)
      for (const [index, question] of questions(name, type).entries()) {
        const other = questions('no_such_column', type)[index] ?? question;
        for (const more of [[], [['region__groupby', '']]] as const) {
          const [status, problem] = await problemOf(await platform.get(address([question, ...more]), key));
          const [otherStatus, otherProblem] = await problemOf(
            await platform.get(address([other, ...more]), key),
          );
          const renamed = JSON.stringify(otherProblem.errors).replaceAll('no_such_column', name);
          expect([question, status, problem.code]).toEqual([question, otherStatus, otherProblem.code]);
          expect(JSON.stringify(problem.errors)).toBe(renamed);
          expect([status, problem.code]).toEqual([400, 'invalid-request']);
        }
      }
  });

  /** What is asked is read by the same code on both ways; through the functions each question costs several of DynamoDB. */
  const rounds = endpoints() ? 50 : 300;

  it('are not listed among what exists, in whatever mistake', async () => {
    const random = seeded(11);
    const names = ['station', 'region', 'day', 'value', 'open', 'x', ...hidden.map(({ name }) => name)];
    const values = ['', '1', 'x', 'true', '2026-01-01', 'asc', '"', 'a,b', "' OR 1=1 --"];
    for (let round = 0; round < rounds; round += 1) {
      const pick = <T>(all: readonly T[]): T => all[between(random, 0, all.length - 1)] as T;
      const asked = Array.from({ length: between(random, 1, 4) }, () =>
        random() < 0.2
          ? (['columns', pick(names)] as const)
          : ([`${pick(names)}__${pick(operators)}`, pick(values)] as const),
      );
      const text = await (await platform.get(address(asked), key)).text();
      const given = JSON.stringify(asked);
      for (const { name } of hidden) {
        const allowed = [...text.matchAll(/"allowed":\[[^\]]*\]/g)].join();
        expect(allowed).not.toContain(name);
        if (!given.includes(name)) expect(text).not.toContain(name);
      }
      expect(text).not.toContain('秘密');
    }
  });

  it.each(['csv', 'json', 'jsonl', 'parquet', 'xlsx'])(
    'are not in an export as %s, nor are other rows',
    async (format) => {
      const response = await platform.get(address('', `export/${format}`), key);
      expect(response.status).toBe(200);
      const path = join(platform.publishing.directory, `export.${format}`);
      writeFileSync(path, new Uint8Array(await response.arrayBuffer()));
      const duckdb = await openDuckdb({
        memoryMiB: 128,
        threads: 1,
        tempDirectory: platform.publishing.deps.workDirectory,
      });
      if (format !== 'xlsx') {
        const source = format === 'parquet' ? 'read_parquet' : format === 'csv' ? 'read_csv' : 'read_json';
        const columns = await duckdb.connection.runAndReadAll(`DESCRIBE FROM ${source}('${path}')`);
        expect(columns.getRows().map(([name]) => name)).toEqual(terms.fields);
        const regions = await duckdb.connection.runAndReadAll(
          `SELECT region, count(*)::INT FROM ${source}('${path}') GROUP BY 1`,
        );
        expect(regions.getRows()).toEqual([['长春', granted.length]]);
      }
      duckdb.close();
    },
  );
});

describe('the rows of a grant', () => {
  it.each([
    ['count', (rows: readonly Visit[]) => rows.length],
    ['sum', (rows: readonly Visit[]) => rows.reduce((sum, { value }) => sum + value, 0)],
    ['avg', (rows: readonly Visit[]) => rows.reduce((sum, { value }) => sum + value, 0) / rows.length],
    ['min', (rows: readonly Visit[]) => Math.min(...rows.map(({ value }) => value))],
    ['max', (rows: readonly Visit[]) => Math.max(...rows.map(({ value }) => value))],
  ] as const)('hold under %s, with and without groups', async (aggregate, expected) => {
    expect(aggregateFunctions).toContain(aggregate);
    const { data, meta } = await page(`value__${aggregate}`);
    expect([data[0]?.[`value__${aggregate}`], meta.total]).toEqual([expect.closeTo(expected(granted), 6), 1]);
    const grouped = await page(`region__groupby&value__${aggregate}`);
    expect(grouped.data.map(({ region }) => region)).toEqual(['长春']);
    expect(grouped.meta.total).toBe(1);
  });

  it.each([
    ['a filter for other rows', 'region__exact=吉林'],
    ['a list of other rows', 'region__in=吉林,四平,延边'],
    ['all but the granted', 'region__differs=长春'],
    ['what no row is', 'region__isnull'],
  ])('hold against %s', async (_case, query) => {
    expect(await page(query)).toMatchObject({ data: [], meta: { total: 0 } });
  });

  it('may depend on a column that is not granted', async () => {
    const secret = await keyFor({
      fields: ['station'],
      rows: [{ field: 'secret_count', operator: 'less', values: ['9'] }],
    });
    const { data, meta } = await page('limit=100', secret);
    expect([data, meta.total]).toEqual([platform.data.slice(0, 10).map(({ station }) => ({ station })), 10]);
    expect((await page('station__count', secret)).data).toEqual([{ station__count: 10 }]);
  });

  it('are compared with values that try to be SQL, and find nothing', async () => {
    for (const attack of ["' OR 1=1 --", "長春' UNION SELECT 1 --", '%', '?', '$1', '"; DROP TABLE x; --']) {
      const secret = await keyFor({ rows: [{ field: 'region', operator: 'exact', values: [attack] }] });
      expect((await page('limit=1', secret)).meta.total).toBe(0);
      expect((await platform.get(address([[`region__exact`, attack]]), key)).status).toBe(200);
      expect((await platform.get(address([[`${attack}__exact`, '1']]), key)).status).toBe(400);
    }
  });
});

describe('a version that came after the grant', () => {
  it('shows no column that is personal by now, and closes when a condition cannot be asked any more', async () => {
    await using later = await openGrantedPlatform({ rows: 20 });
    const fields = ['station', 'secret_count'];
    const rows = [{ field: 'secret_code', operator: 'differs' as const, values: ['x'] }];
    const byFields = await later.key(await later.grant('visits', { fields, rows: [] }));
    const byRows = await later.key(await later.grant('visits', { fields, rows }));
    const told = async ({ secret }: { secret: string }, query = '') => {
      const response = await later.get(address(`limit=1${query}`), secret);
      const { data, code } = (await response.json()) as Partial<Page> & Partial<Problem>;
      return code ?? Object.keys(data?.[0] ?? {});
    };
    expect([await told(byFields), await told(byRows)]).toEqual([fields, fields]);

    const kept = visitFields.filter(({ name }) => name !== 'secret_code');
    const declared = kept.map((each) =>
      each.name === 'secret_count' ? { ...each, sensitivity: 'personal' as const } : each,
    );
    await later.publishVisits(declared);
    later.pass(1000);
    expect(await told(byFields)).toEqual(['station']);
    expect([await told(byRows), await told(byRows, '&version=1')]).toEqual(['grant-outdated', ['station']]);
    expect(filtersOf(rows, declared)).toBeUndefined();
    expect(filtersOf([{ field: 'value', operator: 'exact', values: ['many'] }], kept)).toBeUndefined();
    expect(filtersOf([{ field: 'value', operator: 'contains', values: ['1'] }], kept)).toBeUndefined();
    expect(filtersOf([{ field: 'region', operator: 'in', values: [] }], kept)).toBeUndefined();
  });
});

describe('small groups', () => {
  let holder: string;
  beforeAll(async () => {
    holder = await keyFor({ fields: visitFields.map(({ name }) => name), rows: [] }, 'groups');
  });
  const groups = () => platform.data.slice(0, 300);
  const groupPage = (query: string) => page(query, holder, 'groups');

  it('are left out, of the answer and of the total', async () => {
    const { data, meta } = await groupPage('station__groupby&value__count&limit=10000');
    const counts = Map.groupBy(groups(), ({ station }) => station);
    expect(data).toEqual([]);
    expect([...counts.values()].every((rows) => rows.length < 5)).toBe(true);
    expect(meta.total).toBe(0);
    const byRegion = await groupPage('region__groupby&day__groupby&value__count');
    for (const row of byRegion.data) expect(Number(row.value__count)).toBeGreaterThanOrEqual(5);
    const large = [...Map.groupBy(groups(), ({ region, day }) => `${region}${day}`).values()].filter(
      (rows) => rows.length >= 5,
    );
    expect([byRegion.data.length, byRegion.meta.total]).toEqual([large.length, large.length]);
  });

  it('are left out of exports too', async () => {
    const response = await platform.get(
      address('station__groupby&value__avg', 'export/csv', 'groups'),
      holder,
    );
    expect(await response.text()).toBe('station,value__avg\n');
    // An export is of groups, and is to be had: the form asks for no more.
    const large = await platform.get(
      address('region__groupby&value__count&region__exact=长春', 'export/csv', 'groups'),
      holder,
    );
    expect(await large.text()).toBe('region,value__count\n长春,150\n');
  });

  it('cannot be cut out of larger ones by filters', async () => {
    for (const query of [
      'region__groupby&station__differs=S001',
      'value__count&station__exact=S001',
      'value__sum&region__exact=长春',
    ])
      expect((await problemOf(await platform.get(address(query, 'records', 'groups'), holder)))[1].code).toBe(
        'invalid-request',
      );
    const { data } = await groupPage('region__groupby&value__count&region__exact=长春');
    expect(data).toEqual([{ region: '长春', value__count: 150 }]);
  });

  it('are not told row by row, nor as a file', async () => {
    expect((await platform.get(address('limit=1', 'records', 'groups'), holder)).status).toBe(400);
    expect((await platform.get(address('', 'export/csv', 'groups'), holder)).status).toBe(400);
    const file = await platform.get('/files/groups/1/groups.csv', holder);
    expect((await problemOf(file))[1].code).toBe('partly-granted');
  });

  it('are whatever has fewer filled cells of what is aggregated', async () => {
    const { data } = await groupPage('open__groupby&value__min&station__count');
    expect(data).toHaveLength(2);
  });
});
