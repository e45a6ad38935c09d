import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type OpenPlatform, openOpenPlatform } from '../support/open-platform.ts';

interface Page {
  readonly data: readonly Record<string, unknown>[];
  readonly links: { readonly next: string | null };
  readonly meta: { readonly total: number; readonly version: number };
}

let platform: OpenPlatform;
beforeAll(async () => {
  platform = await openOpenPlatform();
});
afterAll(() => platform.close());

const address = (query: string | readonly (readonly [string, string])[] = ''): string => {
  const text =
    typeof query === 'string' ? query : new URLSearchParams(query.map(([k, v]) => [k, v])).toString();
  return `/api/v1/datasets/stations/records${text && `?${text}`}`;
};
async function page(query?: Parameters<typeof address>[0]): Promise<Page> {
  const response = await platform.get(address(query));
  if (response.status !== 200) throw new Error(await response.text());
  return (await response.json()) as Page;
}
/** Follows links.next to the end. */
async function everyRow(query: string): Promise<Record<string, unknown>[]> {
  const rows: Record<string, unknown>[] = [];
  for (let next: string | null = address(query); next; ) {
    const response = await platform.get(next.replace('https://data.example.cn', ''));
    const { data, links } = (await response.json()) as Page;
    rows.push(...data);
    next = links.next;
  }
  return rows;
}

describe('a page of records', () => {
  it('holds the first rows of the latest version in their order, the total and the version', async () => {
    const { data, meta } = await page('limit=20');
    expect(data).toEqual(platform.rows.slice(0, 20));
    expect(meta).toEqual({ total: 250, version: 3 });
  });

  it.each([
    ['without a sort', ''],
    ['sorted by text with empty cells, descending', '&名称__sort=desc'],
    ['sorted by a number, ties broken by a date', '&count__sort=asc&day__sort=desc'],
    ['sorted by a flag with many ties', '&ok__sort=asc'],
    ['sorted by an instant and a decimal', '&at__sort=desc&value__sort=asc'],
    ['filtered', '&ok__exact=true&value__sort=desc'],
  ])('%s, all pages together are the whole, each row once', async (_case, query) => {
    const whole = await page(`limit=10000${query}`);
    expect(whole.links.next).toBeNull();
    expect(await everyRow(`limit=7${query}`)).toEqual(whole.data);
  });

  it('continues groups where the page before ended', async () => {
    const whole = await page('limit=10000&code__groupby&value__sum');
    expect(await everyRow('limit=9&code__groupby&value__sum')).toEqual(whole.data);
    expect(whole.meta.total).toBe(whole.data.length);
  });

  it('links to the next page by the public address, with the question unchanged', async () => {
    const { links } = await page('limit=5&ok__exact=true');
    const next = new URL(links.next ?? '');
    expect(next.origin + next.pathname).toBe('https://data.example.cn/api/v1/datasets/stations/records');
    expect(next.searchParams.get('ok__exact')).toBe('true');
  });

  it('answers 304 to who has it, without asking the data', async () => {
    const first = await platform.get(address('limit=2'));
    const etag = first.headers.get('ETag') ?? '';
    const again = await platform.get(address('limit=2'), { headers: { 'If-None-Match': etag } });
    expect([again.status, await again.text()]).toEqual([304, '']);
  });

  it('answers an older version when asked for it', async () => {
    expect((await page('version=1&limit=1')).meta.version).toBe(1);
  });
});

describe('columns and aggregates', () => {
  it('gives the columns that are asked for, in that order', async () => {
    const { data } = await page('columns=value,名称&limit=1');
    expect(Object.keys(data[0] ?? {})).toEqual(['value', '名称']);
  });

  it('counts, sums, averages and finds the extremes of filled cells', async () => {
    const query = 'count__count&count__sum&count__avg&value__min&value__max&day__max';
    const { data, meta } = await page(query);
    const counts = platform.rows.flatMap(({ count }) => (typeof count === 'number' ? [count] : []));
    const values = platform.rows.flatMap(({ value }) => (typeof value === 'number' ? [value] : []));
    const sum = counts.reduce((total, each) => total + each, 0);
    expect(meta.total).toBe(1);
    expect(data[0]).toMatchObject({
      count__count: counts.length,
      count__sum: sum,
      value__min: Math.min(...values),
      value__max: Math.max(...values),
    });
    expect(data[0]?.count__avg).toBeCloseTo(sum / counts.length, 10);
  });

  it('groups with empty cells as a group of their own, last, and sorts by an aggregate', async () => {
    const { data } = await page('ok__groupby&value__count&value__count__sort=desc');
    const counts = data.map((row) => Number(row.value__count));
    expect(counts).toEqual(counts.toSorted((a, b) => b - a));
    expect(data.map(({ ok }) => ok)).toContain(null);
  });
});

describe('wrong questions', () => {
  it.each([
    ['an unknown field', 'nothing__exact=1', 'nothing__exact', '名称'],
    ['an unknown operator', '名称__like=x', '名称__like', 'FIELD__exact'],
    ['a parameter that is none', 'page=2', 'page', 'limit'],
    ['text for a number', 'count__exact=many', 'count__exact', '42'],
    ['a day that does not exist', 'day__greater=2026-02-30', 'day__greater', '2026-01-31'],
    ['an hour that does not exist', 'at__less=2026-02-01T25:00:00', 'at__less', '2026-01-31T08:30:00'],
    ['a sum of texts', '名称__sum', '名称__sum', '名称__count'],
    ['contains on a number', 'count__contains=1', 'count__contains', 'count__exact'],
    ['a direction that is none', 'count__sort=up', 'count__sort', 'asc'],
    ['an unknown sort', 'nothing__sort=asc', 'nothing__sort', '名称'],
    ['a sort that the groups do not have', 'ok__groupby&count__sort=asc', 'count__sort', 'ok'],
    ['columns together with groups', 'ok__groupby&columns=ok', 'columns', undefined],
    ['an unknown column', 'columns=名称,nothing', 'columns', '名称'],
    ['an open quote in a list', '名称__in=%22a,b', '名称__in', 'a,b,"c, with comma"'],
    ['a limit beyond the bound', 'limit=10001', 'limit', 'a whole number from 1 to 10000'],
    ['a limit that is no number', 'limit=1e3', 'limit', 'a whole number from 1 to 10000'],
    ['two limits', 'limit=1&limit=2', 'limit', undefined],
    ['a cursor that is none', 'cursor=abc', 'cursor', undefined],
    ['a NUL', '名称__exact=%00', '名称__exact', undefined],
  ])('%s is refused by name, with what exists', async (_case, query, field, allowed) => {
    const response = await platform.get(address(query));
    const body = (await response.json()) as { code: string; errors: { field: string; allowed?: string[] }[] };
    expect([response.status, body.code]).toEqual([400, 'invalid-request']);
    const error = body.errors.find((each) => each.field === field);
    expect(error).toBeDefined();
    if (allowed !== undefined) expect(error?.allowed).toContain(allowed);
  });

  it('tells every mistake at once', async () => {
    const response = await platform.get(address('a__exact=1&b__exact=2&count__exact=x&c__sort=asc'));
    const { errors } = (await response.json()) as { errors: unknown[] };
    expect(errors).toHaveLength(4);
  });
});

describe('what tries to be SQL', () => {
  const attacks = [
    "' OR 1=1 --",
    "'); DROP TABLE x; --",
    '"; SELECT 1',
    '1) UNION SELECT * FROM duckdb_settings() --',
    "read_text('/etc/passwd')",
    '$1',
    '?',
    '%',
    '_',
    '\\',
  ];

  it.each(attacks)('as a value finds nothing or the very text: %s', async (attack) => {
    for (const operator of ['exact', 'contains', 'greater', 'in', 'notin', 'differs']) {
      const value = operator === 'in' || operator === 'notin' ? `"${attack.replaceAll('"', '""')}"` : attack;
      const { data } = await page([[`名称__${operator}`, value]]);
      const cells = data.map((row) => row.名称);
      if (operator === 'exact' || operator === 'in')
        expect(cells.every((cell) => cell === attack)).toBe(true);
      if (operator === 'contains') expect(cells.every((cell) => String(cell).includes(attack))).toBe(true);
    }
  });

  it.each(attacks)('as a field, a column or a sort is an unknown name: %s', async (attack) => {
    for (const query of [
      [[`${attack}__exact`, '1']],
      [['columns', attack]],
      [[`${attack}__sort`, 'asc']],
      [[`${attack}__groupby`, '']],
    ] as const) {
      expect((await platform.get(address(query))).status).toBe(400);
    }
  });

  it('never reaches the engine’s error text', async () => {
    const body = await (await platform.get(address([['count__exact', "1'"]]))).text();
    expect(body).not.toMatch(/Binder|Parser|read_parquet|blobs/);
  });
});

describe('forged cursors', () => {
  const cursorOf = (text: string) => Buffer.from(text).toString('base64url');
  const question = async (query: string) => {
    const next = new URL((await page(`limit=5&${query}`)).links.next ?? '').searchParams.get('cursor') ?? '';
    return Buffer.from(next, 'base64url').toString().split('.')[1];
  };

  it('of another question are refused', async () => {
    const next = new URL((await page('limit=5&ok__exact=true')).links.next ?? '');
    const response = await platform.get(address(`limit=5&cursor=${next.searchParams.get('cursor')}`));
    expect([response.status, await response.text()]).toMatchObject([
      400,
      expect.stringContaining('another question'),
    ]);
  });

  it('that name a row outside the answer are refused', async () => {
    const hidden = platform.rows.findIndex(({ ok }) => ok !== true);
    const query = 'ok__exact=true&count__sort=asc';
    const cursor = cursorOf(`3.${await question(query)}.${hidden}`);
    expect((await platform.get(address(`${query}&cursor=${cursor}`))).status).toBe(400);
  });

  it.each([
    ['of a withdrawn version answer 410', '2', 410],
    ['of a version that never was answer 404', '9', 404],
    ['of no version are refused', 'x', 400],
    ['with SQL in them are refused', "3' OR 1=1", 400],
  ])('%s', async (_case, version, status) => {
    const cursor = cursorOf(`${version}.${await question('')}.3`);
    expect((await platform.get(address(`cursor=${encodeURIComponent(cursor)}`))).status).toBe(status);
  });

  it('with a huge row number give an empty page', async () => {
    const { data, links } = await page(`cursor=${cursorOf(`3.${await question('')}.999999999999999`)}`);
    expect([data, links.next]).toEqual([[], null]);
  });
});
