import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Entry, fromBuffer, type Options, type ZipFile } from 'yauzl';
import { openDuckdb, rowsOf } from '../../functions/service/duckdb.ts';
import { type OpenPlatform, openOpenPlatform } from '../support/open-platform.ts';
import { onOneMachine } from './one-machine.ts';

let platform: OpenPlatform;

/** The one sheet of a workbook. */
async function sheetXml(workbook: Buffer): Promise<string> {
  const zip = await promisify<Buffer, Options, ZipFile>(fromBuffer)(workbook, { lazyEntries: false });
  const found = Promise.withResolvers<Readable>();
  zip.on('entry', (entry: Entry) => {
    if (entry.fileName !== 'xl/worksheets/sheet1.xml') return;
    zip.openReadStream(entry, (error, stream) => (error ? found.reject(error) : found.resolve(stream)));
  });
  return text(await found.promise);
}

/** Where requests come from. */
const from = { address: '192.0.2.7' };
beforeAll(async () => {
  platform = await openOpenPlatform({ rows: 9000, more: { remoteAddress: () => from.address } });
});
afterAll(() => platform.close());

const exported = (format: string, query = '') =>
  platform.get(`/api/v1/datasets/stations/export/${format}${query && `?${query}`}`);
const wanted = () => platform.rows.filter(({ ok }) => ok === true);

describe('an export', () => {
  it.each(['json', 'jsonl'])('as %s holds every row of the answer, beyond any page', async (format) => {
    const text = await (await exported(format, 'ok__exact=true')).text();
    const rows =
      format === 'json'
        ? JSON.parse(text)
        : text
            .trimEnd()
            .split('\n')
            .map((line) => JSON.parse(line));
    expect(rows).toEqual(wanted());
  });

  it('as csv reads back as the same table: empty cells empty, empty texts quoted', async () => {
    const response = await exported('csv', 'ok__exact=true&columns=名称,code,count,value,at');
    expect(response.headers.get('Content-Disposition')).toBe('attachment; filename="stations-v3.csv"');
    const path = join(platform.directory, 'back.csv');
    writeFileSync(path, await response.text());
    const duckdb = await openDuckdb({ memoryMiB: 256, threads: 1, tempDirectory: platform.directory });
    const rows = await rowsOf(
      duckdb.connection,
      `SELECT * REPLACE (CAST(count AS DOUBLE) AS count) FROM read_csv(?, header=true, nullstr='', allow_quoted_nulls=false,
        types={'名称': 'VARCHAR', 'code': 'VARCHAR', 'count': 'BIGINT', 'value': 'DOUBLE', 'at': 'VARCHAR'})`,
      [path],
    );
    duckdb.close();
    expect(rows).toEqual(
      wanted().map(({ 名称, code, count, value, at }) => ({ 名称, code, count, value, at })),
    );
  });

  it('as parquet is a typed table', async () => {
    const response = await exported('parquet', 'ok__exact=true&columns=day,count');
    const path = join(platform.directory, 'back.parquet');
    writeFileSync(path, Buffer.from(await response.arrayBuffer()));
    expect(Number(response.headers.get('Content-Length'))).toBeGreaterThan(0);
    const duckdb = await openDuckdb({ memoryMiB: 256, threads: 1, tempDirectory: platform.directory });
    const [row] = await rowsOf(
      duckdb.connection,
      'SELECT count(*)::DOUBLE AS n, any_value(typeof(day)) AS day, any_value(typeof(count)) AS count FROM read_parquet(?)',
      [path],
    );
    duckdb.close();
    expect(row).toEqual({ n: wanted().length, day: 'DATE', count: 'BIGINT' });
  });

  it('as xlsx is a typed sheet in which nothing runs', async () => {
    const sheet = await exported('xlsx', 'columns=名称,count,ok,day&名称__exact==1%2B1');
    const rows = (await sheetXml(Buffer.from(await sheet.arrayBuffer()))).split('<row>').slice(1);
    const asked = platform.rows.filter((row) => row.名称 === '=1+1');
    expect(rows).toHaveLength(asked.length + 1);
    expect(rows[0]).toContain('名称');
    for (const [index, row] of asked.entries()) {
      const cells = rows[index + 1] ?? '';
      expect(cells).toContain('<t xml:space="preserve">=1+1</t>');
      expect(cells).not.toContain('<f>');
      if (row.count !== null) expect(cells).toContain(`<v>${row.count}</v>`);
      if (row.ok !== null) expect(cells).toContain(`<c t="b"><v>${Number(row.ok)}</v></c>`);
    }
  });

  it('begins with a byte order mark when asked', async () => {
    const marked = Buffer.from(await (await exported('csv', 'bom=true')).arrayBuffer());
    expect([...marked.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  });

  it('makes formulas harmless when asked, and leaves the data alone otherwise', async () => {
    const query = 'columns=名称&名称__in==1%2B1,@cmd,-3';
    const [plain, escaped] = await Promise.all([
      exported('csv', query).then((response) => response.text()),
      exported('csv', `${query}&formulas=escape`).then((response) => response.text()),
    ]);
    expect(new Set(plain.trim().split('\n').slice(1))).toEqual(new Set(['=1+1', '@cmd', '-3']));
    expect(new Set(escaped.trim().split('\n').slice(1))).toEqual(new Set(["'=1+1", "'@cmd", "'-3"]));
  });

  it.each(['csv', 'parquet'])('of everything as %s is the published file itself', async (format) => {
    const response = await exported(format);
    expect([response.status, response.headers.get('Location')]).toEqual([
      307,
      `https://data.example.cn/files/stations/3/stations.${format}`,
    ]);
  });

  it('of everything in a format that was not published is made', async () => {
    const text = await (await exported('jsonl')).text();
    expect(text.trimEnd().split('\n')).toHaveLength(9000);
  });

  it('of groups holds the groups', async () => {
    const text = await (await exported('csv', 'ok__groupby&count__count')).text();
    expect(text.split('\n')[0]).toBe('ok,count__count');
    expect(text.trimEnd().split('\n')).toHaveLength(4);
  });

  it('of nothing is an empty document', async () => {
    const query = '名称__exact=nowhere';
    expect(await (await exported('json', query)).json()).toEqual([]);
    expect(await (await exported('jsonl', query)).text()).toBe('');
    expect(await (await exported('csv', `${query}&columns=code`)).text()).toBe('code\n');
  });

  it('sorts like the records do', async () => {
    const lines = (await (await exported('jsonl', 'columns=count&count__sort=desc')).text())
      .trimEnd()
      .split('\n');
    const counts = lines.map((line) => JSON.parse(line).count).filter((count) => count !== null);
    expect(counts).toEqual(counts.toSorted((a, b) => b - a));
  });

  it('is told by HEAD without being made', async () => {
    const response = await platform.get('/api/v1/datasets/stations/export/jsonl', { method: 'HEAD' });
    expect([response.status, response.headers.get('Content-Type')]).toEqual([200, 'application/jsonl']);
  });

  it.each([
    ['an unknown format', 'doc', '', 404],
    ['an unknown field', 'csv', 'x__exact=1', 400],
    ['an unknown way with formulas', 'csv', 'formulas=run', 400],
  ])('refuses %s', async (_case, format, query, status) => {
    expect((await exported(format, query)).status).toBe(status);
  });
});

describe('an export that its reader leaves', () => {
  it('gives its connection back, so that many such leave room for the next', async () => {
    for (let count = 0; count < 20; count += 1) {
      const response = await exported('jsonl', 'count__sort=asc');
      const reader = response.body?.getReader();
      await reader?.read();
      await reader?.cancel();
    }
    expect((await exported('jsonl', 'columns=code')).status).toBe(200);
  });

  onOneMachine('a reader who has left before the answer', () => {
    it('is refused before it begins when its reader has left already', async () => {
      const controller = new AbortController();
      controller.abort();
      const response = await platform.get('/api/v1/datasets/stations/export/jsonl?columns=code', {
        signal: controller.signal,
      });
      expect(response.status).toBe(500);
      expect(platform.logged.filter(({ level }) => level === 'error')).toEqual([]);
    });
  });

  it('leaves no file behind', async () => {
    const response = await exported('parquet', 'ok__exact=true');
    await response.body?.cancel();
    const left = readdirSync(join(platform.directory, 'work', 'queries'));
    expect(left).toEqual([]);
  });
});

it('answers 503 with a time to wait when too many exports are under way, of one address or of all', async () => {
  const slowly = async () => (await exported('jsonl', 'count__sort=asc')).body?.getReader();
  const readers = [];
  const refused = async () => {
    const response = await exported('jsonl', 'count__sort=asc');
    return [response.status, response.headers.get('Retry-After'), (await response.json()).code];
  };
  for (const address of ['192.0.2.1', '192.0.2.2']) {
    from.address = address;
    for (let count = 0; count < 4; count += 1) readers.push(await slowly());
    expect(await refused()).toEqual([503, '5', 'busy']);
  }
  from.address = '192.0.2.3';
  expect(await refused()).toEqual([503, '5', 'busy']);
  for (const reader of readers) await reader?.cancel();
  from.address = '192.0.2.1';
  for (let count = 0; count < 9; count += 1) await (await exported('csv', 'columns=code')).arrayBuffer();
});
