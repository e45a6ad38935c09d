import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApp } from '../../functions/app.ts';
import { appendEvents, loadHead } from '../../functions/service/event-log.ts';
import type { JsonObject } from '../../functions/service/ports.ts';
import { observeRecords } from '../../functions/store/observed-records.ts';
import { countsOf } from '../../functions/telemetry/counts.ts';
import { type OpenTelemetry, openTelemetry } from '../../functions/telemetry/open.ts';
import { type OpenPlatform, openOpenPlatform } from '../support/open-platform.ts';

const at = '2026-03-10T02:00:00.000Z';
const now = () => new Date(at);
let platform: OpenPlatform;
let telemetry: OpenTelemetry;
const lines: object[] = [];
const log = (line: object) => void lines.push(line);
beforeAll(async () => {
  platform = await openOpenPlatform();
  const settings = { METRICS: 'emf', OTEL_EXPORTER_OTLP_ENDPOINT: '' };
  telemetry = await openTelemetry(settings, { service: 'public', version: '1', now, log });
});
afterAll(() => platform.close());

/** What one request leaves in the log. */
async function requestLine(path: string, init?: RequestInit) {
  const told: JsonObject[] = [];
  const app = createApp({ ...platform.deps, telemetry, now, log: (line) => void told.push(line) });
  const body = await (await app.request(path, init)).arrayBuffer();
  return { line: told.at(-1), bytes: body.byteLength };
}

describe('the line of a request', () => {
  it('is one that CloudWatch counts: milliseconds and bytes by service and class of status', async () => {
    const { line, bytes } = await requestLine('/api/v1/datasets');
    expect(line).toMatchObject({
      service: 'public',
      route: '/api/v1/datasets',
      status: 200,
      statusClass: '2xx',
      bytes,
      milliseconds: expect.any(Number),
      _aws: {
        Timestamp: now().getTime(),
        CloudWatchMetrics: [
          {
            Namespace: 'JilinOpenData',
            Dimensions: [['service', 'statusClass']],
            Metrics: [
              { Name: 'milliseconds', Unit: 'Milliseconds' },
              { Name: 'bytes', Unit: 'Bytes' },
            ],
          },
        ],
      },
    });
    expect(bytes).toBeGreaterThan(100);
  });

  it('counts the bytes of an answer whose length nobody knew before', async () => {
    const { line, bytes } = await requestLine('/api/v1/datasets/stations/export/jsonl');
    expect(line).toMatchObject({ route: '/api/v1/datasets/:id/export/:format', bytes });
    expect(bytes).toBeGreaterThan(100);
  });

  it('counts none for HEAD, and errors among their own', async () => {
    expect((await requestLine('/api/v1/datasets', { method: 'HEAD' })).line).toMatchObject({ bytes: 0 });
    expect((await requestLine('/api/v1/datasets/none')).line).toMatchObject({ statusClass: '4xx' });
  });
});

describe('the numbers of the platform itself', () => {
  it.each([
    ['dataset/rivers', 'version-published', {}, { publications: 1 }],
    ['dataset/rivers', 'dataset-withdrawn', {}, { withdrawals: 1 }],
    ['application/app_1', 'submitted', {}, { applicationsSubmitted: 1 }],
    ['application/app_1', 'rejected', {}, { applicationsDecided: 1 }],
    ['application/app_1', 'revoked', {}, { revocations: 1 }],
    ['use/app_1/2026-03-10', 'data-used', { lines: [{}, { times: 3 }] }, { keyUses: 4 }],
    ['mail/2026-03-10', 'mail-failed', {}, { mailsFailed: 1 }],
    ['webhook-deliveries/whk_1/2026-03', 'delivery-failed', {}, { webhooksFailed: 1 }],
    ['mail/2026-03-10', 'mail-sent', {}, {}],
    ['dataset/rivers', 'approved', {}, {}],
  ])('in %s, %s counts', (stream, type, data, counted) => {
    expect(countsOf(stream, [{ type, data }])).toEqual(counted);
  });

  it('are told when the events are written, once, and without what is in them', async () => {
    const records = observeRecords(platform.deps.records, telemetry);
    const event = { type: 'revoked', at, actor: 'wang', data: { reason: '私密的理由' } };
    const known = await loadHead(records, 'application/app_x');
    await appendEvents(records, 'application/app_x', known, [event], { token: 't' });
    await appendEvents(records, 'application/app_x', known, [event], { token: 't' });
    expect(lines).toMatchObject([
      { event: 'counted', service: 'public', revocations: 1, _aws: expect.any(Object) },
    ]);
    expect(JSON.stringify(lines)).not.toMatch(/私密|wang|app_x/);
  });
});
