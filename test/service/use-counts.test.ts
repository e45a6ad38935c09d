import { gzipSync } from 'node:zlib';
import { Hono } from 'hono';
import { describe, expect, it } from 'vitest';
import type { CatalogueEntry } from '../../functions/domain/version.ts';
import { counted } from '../../functions/routes/counted.ts';
import type { Env, QueryDeps } from '../../functions/routes/deps.ts';
import { countAccess } from '../../functions/service/access-log.ts';
import { createUseCounts, readUse, type Used, useCount } from '../../functions/service/use-counts.ts';

/** Counters in memory that can be made to fail. */
function counters() {
  const values = new Map<string, number>();
  const state = { failsAfter: Number.POSITIVE_INFINITY };
  return {
    values,
    state,
    add: async (name: string, delta: number) => {
      if (state.failsAfter <= 0) throw new Error('the store is away');
      state.failsAfter -= 1;
      const value = (values.get(name) ?? 0) + delta;
      values.set(name, value);
      return value;
    },
    read: async (names: readonly string[]) => names.map((name) => values.get(name) ?? 0),
  };
}
const rivers = { dataset: 'rivers', agency: 'ecology' } as const;

describe('counts of use', () => {
  it('stand under the day and the year of China, and nothing is lost or counted twice when a write fails', async () => {
    const records = counters();
    const failures: unknown[] = [];
    let now = '2026-12-31T15:59:59.000Z';
    const counts = createUseCounts({
      records,
      now: () => new Date(now),
      onFailure: (error) => failures.push(error),
    });
    counts.note({ ...rivers, kind: 'downloads' });
    now = '2026-12-31T16:00:00.000Z';
    counts.note({ ...rivers, kind: 'downloads' });
    counts.note({ ...rivers, kind: 'queries' });
    records.state.failsAfter = 2;
    const first = counts.flush();
    counts.note({ ...rivers, kind: 'downloads' });
    await first;
    expect(failures).toHaveLength(1);
    records.state.failsAfter = Number.POSITIVE_INFINITY;
    await counts.flush();
    const owners = ['dataset/rivers', 'agency/ecology'] as const;
    expect(await readUse(records, owners, '2026')).toEqual(Array(2).fill({ downloads: 1, queries: 0 }));
    expect(await readUse(records, owners, '2027')).toEqual(Array(2).fill({ downloads: 2, queries: 1 }));
    expect(records.values.get(useCount('dataset/rivers', '2027-01-01', 'downloads'))).toBe(2);
    expect(records.values.size).toBe(9);
  });

  it.each([
    ['GET', 200, {}, 1],
    ['HEAD', 200, {}, 0],
    ['GET', 304, {}, 0],
    ['GET', 307, {}, 0],
    ['GET', 404, {}, 0],
    ['GET', 206, { 'Content-Range': 'bytes 0-99/1000' }, 1],
    ['GET', 206, { 'Content-Range': 'bytes 100-199/1000' }, 0],
  ] as const)('%s answered by %i %o counts %i', async (method, status, headers, times) => {
    const noted: Used[] = [];
    const catalogue = () => ({ entry: () => ({ dataset: { publisher: 'ecology' } }) });
    const deps = { useCounts: { note: (used: Used) => noted.push(used) }, catalogue } as unknown as QueryDeps;
    const app = new Hono<Env>();
    app.get('/files/:id/:version/:name', (c) =>
      counted(deps, c, () => new Response(null, { status, headers })),
    );
    expect((await app.request('/files/rivers/1/rivers.csv', { method })).status).toBe(status);
    expect(noted).toEqual(Array(times).fill({ ...rivers, kind: 'downloads' }));
  });

  it('are those of the log of requests in the cloud, each file of it once, whoever comes second', async () => {
    const records = counters();
    const marked = new Set<string>();
    const line = (path: string, more: object = {}) =>
      JSON.stringify({
        date: '2026-12-31',
        time: '15:59:59',
        'cs-method': 'GET',
        'cs-uri-stem': path,
        'sc-status': '200',
        'sc-range-start': '-',
        ...more,
      });
    const lines = [
      line('/files/rivers/1/rivers.csv'),
      line('/datasets/rivers/1/datapackage.zip', { time: '16:00:00' }),
      line('/api/v1/datasets/rivers/export/csv', { 'sc-status': 206, 'sc-range-start': '0' }),
      line('/files/rivers/1/rivers.csv', { 'sc-status': '206', 'sc-range-start': '1' }),
      line('/api/v1/datasets/rivers/records'),
      line('/api/v1/datasets/rivers/records', { 'sc-status': '403' }),
      line('/api/v1/datasets/rivers/records', { 'cs-method': 'HEAD' }),
      line('/files/unknown/1/rivers.csv'),
      line('/datasets/rivers/'),
    ];
    const text = `${lines.join('\n')}\n`;
    const files = new Map([
      ['one.gz', gzipSync(text)],
      ['two', Buffer.from(text)],
    ]);
    const deps = {
      records: {
        ...records,
        put: async (key: string) => !marked.has(key) && Boolean(marked.add(key)),
      },
      accessLog: {
        list: async () => new Map([...files.keys()].map((name) => [name, ''])),
        get: async (name: string) => files.get(name),
        remove: async (name: string) => void files.delete(name),
      },
      catalogue: () => ({
        entry: (id: string) =>
          id === 'rivers' ? ({ dataset: { publisher: 'ecology' } } as CatalogueEntry) : undefined,
      }),
      now: () => new Date('2027-01-01T00:00:00Z'),
    };
    expect(await countAccess(deps, new AbortController().signal)).toEqual({ files: 2, uses: 8 });
    expect(files.size).toBe(0);
    files.set('one.gz', gzipSync(text)); // another call marked it, and was killed
    expect(await countAccess(deps, new AbortController().signal)).toEqual({ files: 1, uses: 0 });
    const owners = ['dataset/rivers', 'agency/ecology'] as const;
    expect(await readUse(records, owners, '2026')).toEqual(Array(2).fill({ downloads: 4, queries: 2 }));
    expect(await readUse(records, owners, '2027')).toEqual(Array(2).fill({ downloads: 2, queries: 0 }));
    expect(await countAccess(deps, AbortSignal.abort())).toEqual({ files: 0, uses: 0 });
  });
});
