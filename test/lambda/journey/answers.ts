/** What each function answers, through function-URL events. */
import { describe, expect, it } from 'vitest';
import { eventOf, responseOf } from '../../support/lambda/api-event.ts';
import type { Cloud } from '../../support/lambda/cloud.ts';
import { startFunction } from '../../support/lambda/function-process.ts';
import { openTraceReceiver } from '../../telemetry/receiver.ts';
import { as, tokenOf } from './people.ts';

/** A conditional dataset and the open `reservoirs` are published. */
export function checkAnswers(cloud: () => Cloud, conditional: string): void {
  const json = async (path: string, init?: RequestInit) => (await cloud().fetch(path, init)).json();

  describe('the function of public reads', () => {
    it('lists the catalogue and describes an entry', async () => {
      const { data } = await json('/api/v1/datasets');
      expect(data.map(({ id }: { id: string }) => id).sort()).toEqual([conditional, 'reservoirs']);
      expect((await json('/datasets/reservoirs.json')).id).toBe('reservoirs');
    });

    it('hands out the snapshot itself, in ranges too', async () => {
      const whole = await (await cloud().fetch('/catalog.sqlite')).bytes();
      const part = await cloud().fetch('/catalog.sqlite', { headers: { Range: 'bytes=0-15' } });
      expect(part.status).toBe(206);
      expect(await part.text()).toBe('SQLite format 3\0');
      expect(whole.length).toBeGreaterThan(4096);
    });

    it('answers errors as problems, HEAD without a body, and conditional requests with 304', async () => {
      const missing = await cloud().fetch('/api/v1/datasets/nothing');
      expect(missing.status).toBe(404);
      expect(missing.headers.get('Content-Type')).toContain('application/problem+json');
      const head = await cloud().fetch('/datasets/reservoirs.json', { method: 'HEAD' });
      expect([head.status, await head.text()]).toEqual([200, '']);
      const etag = (await cloud().fetch('/datasets/reservoirs.json')).headers.get('ETag') ?? '';
      const again = await cloud().fetch('/datasets/reservoirs.json', { headers: { 'If-None-Match': etag } });
      expect(again.status).toBe(304);
    });
  });

  describe('the function of queries', () => {
    it('filters, aggregates and exports', async () => {
      const found = await json('/api/v1/datasets/reservoirs/records?county__exact=敦化市&limit=2');
      expect(found.data).toHaveLength(2);
      const text = await (await cloud().fetch('/api/v1/datasets/reservoirs/export/csv?columns=code')).text();
      expect(text.trimEnd().split(/\r?\n/)).toHaveLength(121);
    });

    it('serves files, and refuses conditional data without a key', async () => {
      const sums = await (await cloud().fetch('/files/reservoirs/1/SHA256SUMS')).text();
      expect(sums).toContain('reservoirs.parquet');
      expect((await cloud().fetch(`/api/v1/datasets/${conditional}/records`)).status).toBe(403);
    });
  });

  describe('the function of publication', () => {
    it('refuses what is no dataset, and describes the whole interface', async () => {
      const dryRun = new FormData();
      dryRun.set('descriptor', new Blob(['{}'], { type: 'application/json' }), 'dataset.json');
      const refused = await as(cloud(), 'ecology-publisher', '/api/v1/publications?dryRun=true', dryRun);
      expect(refused.status).toBe(422);
      expect((await json('/openapi.json')).paths['/api/v1/publications']).toBeDefined();
    });
  });

  describe('the function of workflows', () => {
    it('knows who asks by the tokens of the issuer, and nobody else', async () => {
      const Authorization = `Bearer ${await tokenOf(cloud(), 'enterprise-a')}`;
      expect(await json('/api/v1/me', { headers: { Authorization } })).toMatchObject({ signedIn: true });
      expect((await cloud().fetch('/api/v1/applications')).status).toBe(401);
    });

    it('sends people to sign in, and keeps what they bring back in a cookie of its own', async () => {
      const login = await cloud().fetch('/auth/login?return=/my/', { redirect: 'manual' });
      expect(login.status).toBe(303);
      expect(login.headers.get('Location')).toContain(`${cloud().url}/oidc/auth?`);
      expect(login.headers.getSetCookie().join()).toContain('HttpOnly');
    });
  });

  describe('the function of rights and oversight', () => {
    it('takes an objection with its evidence, and gives it back to whoever has the receipt', async () => {
      const Authorization = `Bearer ${await tokenOf(cloud(), 'enterprise-a')}`;
      const headers = { Authorization, 'Content-Type': 'application/json' };
      const body = JSON.stringify({ kind: 'error', dataset: 'reservoirs', text: '库容的单位写错了。' });
      const filed = await json('/api/v1/objections', { method: 'POST', headers, body });
      const evidence = new FormData();
      evidence.set('file', new Blob(['%PDF-1.4\n%%EOF\n']), 'evidence.pdf');
      const path = `/api/v1/objections/${filed.id}/attachments`;
      const { sha256 } = JSON.parse((await as(cloud(), 'enterprise-a', path, evidence)).text);
      expect((await cloud().fetch(`${path}/${sha256}`)).status).toBe(404);
      const receipt = { 'Receipt-Code': filed.receiptCode };
      const found = await cloud().fetch(`${path}/${sha256}`, { headers: receipt });
      expect(await found.text()).toBe('%PDF-1.4\n%%EOF\n');
    });

    it('lists what is public', async () => {
      expect(await json('/api/v1/questions')).toMatchObject({ data: [], links: { next: null } });
    });
  });

  describe('every function', () => {
    it('prints one line of JSON for each request, and no address, token or secret', async () => {
      await cloud().fetch('/api/v1/datasets?q=私密的查询');
      const lines = cloud().printed().trimEnd().split('\n');
      for (const line of lines) expect(JSON.parse(line)).toMatchObject({ level: expect.any(String) });
      const counted = lines.map((line) => JSON.parse(line)).filter(({ _aws }) => _aws);
      expect(counted.find(({ publications }) => publications === 1)).toMatchObject({
        service: 'jilin-open-data-test-publication',
      });
      expect(cloud().printed()).not.toMatch(/私密|eyJ|secret-of|192\.0\.2|刘松|0431|@/);
    });

    it('sends its traces where there is a receiver, before its process is frozen', async () => {
      await using receiver = await openTraceReceiver();
      const traced = await cloud().start('public', { OTEL_EXPORTER_OTLP_ENDPOINT: receiver.endpoint });
      const event = await eventOf(new Request(`${cloud().url}/api/v1/datasets`), '192.0.2.7');
      await (await responseOf(await traced.invoke(event))).text();
      const names = receiver.spans().map(({ service, name }) => `${service} ${name}`);
      for (const name of ['GET', 'records.query', 'blobs.local-file'])
        expect(names).toContain(`jilin-open-data-test-public ${name}`);
    });

    it('ends its start with every wrong setting told', async () => {
      const wrong = { ...cloud().settings, PORTAL_URL: 'https://x/', S3_BUCKET: 'A' };
      const { entry } = await cloud().bundle('public');
      const started = await startFunction(entry, wrong);
      const failure = started.invoke({}).catch(String);
      expect(await failure).toContain(
        'configuration: PORTAL_URL must be a http(s) URL without a slash at the end; S3_BUCKET must be a bucket name',
      );
      await started.stop();
    });
  });
}
