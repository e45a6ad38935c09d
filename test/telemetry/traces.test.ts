import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../../functions/app.ts';
import { observeEngine } from '../../functions/service/query/observed-engine.ts';
import { observeBlobs } from '../../functions/store/observed-blobs.ts';
import { observeRecords } from '../../functions/store/observed-records.ts';
import { type OpenTelemetry, openTelemetry } from '../../functions/telemetry/open.ts';
import { type OpenPlatform, openOpenPlatform } from '../support/open-platform.ts';
import { openTraceReceiver, type SentSpan, type TraceReceiver } from './receiver.ts';

let platform: OpenPlatform;
let receiver: TraceReceiver;
let telemetry: OpenTelemetry;
let app: ReturnType<typeof createApp>;
beforeAll(async () => {
  [platform, receiver] = await Promise.all([openOpenPlatform(), openTraceReceiver()]);
  telemetry = await openTelemetry(
    { METRICS: 'none', OTEL_EXPORTER_OTLP_ENDPOINT: receiver.endpoint },
    { service: 'the-platform', version: '1.2.3', now: () => new Date(), log: () => {} },
  );
  const { deps } = platform;
  app = createApp({
    ...deps,
    telemetry,
    records: observeRecords(deps.records, telemetry),
    blobs: observeBlobs(deps.blobs, telemetry),
    engine: observeEngine(deps.engine, telemetry),
  });
});
afterAll(async () => {
  await platform.close();
  await receiver[Symbol.asyncDispose]();
});

/** The spans of one request, which is read to its end. */
async function traced(path: string, headers: Record<string, string> = {}) {
  const response = await app.request(path, { headers });
  await response.arrayBuffer();
  await telemetry.flush();
  const request = response.headers.get('X-Request-Id');
  const spans = receiver.spans();
  const root = spans.find(({ facts }) => facts.request === request) as SentSpan;
  return { root, below: spans.filter(({ parent }) => parent === root?.id) };
}

describe('the trace of a request', () => {
  it('has its route, status and id, and below it what was asked of the stores and of DuckDB', async () => {
    const { root, below } = await traced('/api/v1/datasets/stations/records?limit=1');
    expect(root).toMatchObject({ service: 'the-platform', name: 'GET', parent: undefined, isFailed: false });
    expect(root.facts).toMatchObject({
      'http.request.method': 'GET',
      'http.route': '/api/v1/datasets/:id/records',
      'http.response.status_code': 200,
    });
    expect(below.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['blobs.local-file', 'duckdb.rows']),
    );
  });

  it('lasts until the last byte of an export, and knows the rows', async () => {
    const { root, below } = await traced('/api/v1/datasets/stations/export/jsonl');
    expect(Number(root.facts.bytes)).toBeGreaterThan(100);
    expect(below.find(({ name }) => name === 'duckdb.lines')?.facts.rows).toBeGreaterThan(1);
  });

  it('continues that of whoever called, and begins one where the header is none', async () => {
    const trace = '0af7651916cd43dd8448eb211c80319c';
    const called = await traced('/api/health', { traceparent: `00-${trace}-b7ad6b7169203331-01` });
    expect(called.root).toMatchObject({ trace, parent: 'b7ad6b7169203331' });
    expect((await traced('/api/health', { traceparent: 'nonsense' })).root.parent).toBeUndefined();
  });

  it('says nothing of what was searched for, of values, addresses or tokens', async () => {
    await traced('/api/v1/datasets?q=私密的查询', { Authorization: 'Bearer my-token', 'X-API-Key': 'k' });
    await traced('/api/v1/datasets/stations/records?name__exact=私密的值');
    await traced('/files/stations/1/nothing-of-mine');
    expect(receiver.text()).not.toMatch(/私密|my-token|nothing-of-mine|SELECT|stations/);
  });
});

describe('tracing', () => {
  it('marks what failed, and lets it fail', async () => {
    const work = () => Promise.reject(new Error('with details'));
    await expect(telemetry.tracing?.task('mail', work)).rejects.toThrow('with details');
    await telemetry.flush();
    expect(receiver.spans().find(({ name }) => name === 'mail')).toMatchObject({ isFailed: true });
    expect(receiver.text()).not.toContain('with details');
  });

  it('costs no answer more than a moment when nobody receives', async () => {
    const settings = { METRICS: 'none', OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:9' };
    const given = { service: 'x', version: '1', now: () => new Date(), log: () => {} };
    const lonely = await openTelemetry(settings, given);
    await lonely.tracing?.task('mail', async () => {});
    await expect(lonely.flush()).resolves.toBeUndefined();
  });

  it('is not there where no address is configured', async () => {
    const settings = { METRICS: 'none', OTEL_EXPORTER_OTLP_ENDPOINT: '' };
    const none = await openTelemetry(settings, {
      service: 'x',
      version: '1',
      now: () => new Date(),
      log: () => {},
    });
    expect([none.tracing, none.metrics]).toEqual([undefined, undefined]);
  });
});
