import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Dataset } from '../../functions/domain/dataset.ts';
import type { Uploads } from '../../functions/local/uploads.ts';
import {
  descriptor,
  openPublishing,
  type Publishing,
  publisher,
  reviewer,
  stranger,
} from '../service/publication/publishing.ts';
import { announcedFile, csv } from '../service/upload/uploading.ts';
import { type OpenPlatform, openOpenPlatform, portalUrl } from '../support/open-platform.ts';
import { endpoints } from '../support/path/chosen.ts';
import { openTestUploads } from '../support/path/stores.ts';
import { onOneMachine } from './one-machine.ts';

const tokens = { publisher, reviewer, stranger };
const address = '/api/v1/uploads';
let publishing: Publishing;
let platform: OpenPlatform;
let uploads: Pick<Uploads, 'service' | 'idle'>;
let count = 0;
/** Of the dataset that the test at hand publishes. */
let id: string;
beforeEach(() => {
  count += 1;
  id = `rivers-${count}`;
});
beforeAll(async () => {
  publishing = await openPublishing();
  const { service: publications, deps } = publishing;
  const show = async () => {};
  const given = { ...deps, portalUrl, publications, show, onFault: console.error };
  uploads = openTestUploads(given, publishing.stores.door);
  platform = await openOpenPlatform({ rows: 3, tokens, more: { uploads: uploads.service } });
});
afterAll(async () => {
  await uploads.idle();
  await platform.close();
  await publishing[Symbol.asyncDispose]();
});

interface Told {
  readonly status: number;
  readonly headers: Headers;
  readonly body: {
    readonly id: string;
    readonly files: readonly [{ readonly address?: { url: string; headers: Record<string, string> } }];
    readonly [name: string]: unknown;
  };
}
async function ask(path: string, token: string | undefined, init: RequestInit = {}): Promise<Told> {
  const headers = new Headers(init.headers);
  if (token !== undefined) headers.set('Authorization', `Bearer ${token}`);
  const response = await platform.get(path, { ...init, headers });
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text === '' ? {} : JSON.parse(text) };
}
const announcement = (changes: Partial<Dataset> = {}, text = csv) =>
  JSON.stringify({ descriptor: descriptor({ id, ...changes }), files: [announcedFile('rivers.csv', text)] });
const json = { 'Content-Type': 'application/json' };
const announce = (body = announcement(), token: string | undefined = 'publisher', more = {}) =>
  ask(address, token, { method: 'POST', headers: { ...json, ...more }, body });
const start = (upload: string, query = '', token = 'publisher', headers = {}) =>
  ask(`${address}/${upload}/publication${query}`, token, { method: 'POST', headers });
/** To the platform, or to S3. */
const send = async (told: Told, text = csv): Promise<number> => {
  const { url = '', headers } = told.body.files[0].address ?? {};
  const sending = { method: 'PUT', headers, body: text };
  if (!url.startsWith(portalUrl)) return (await fetch(url, sending)).status;
  return (await ask(url.slice(portalUrl.length), undefined, sending)).status;
};
const [sent, place] = endpoints() ? [200, endpoints()?.s3] : [204, portalUrl];

describe('a large publication', () => {
  it('is announced, sent, started, looked after, and told as a direct one is', async () => {
    const told = await announce();
    const at = `${portalUrl}${address}/${told.body.id}`;
    expect([told.status, told.headers.get('Location')]).toEqual([201, at]);
    expect(told.body).toMatchObject({ dataset: id, state: 'waiting', missing: ['rivers.csv'] });
    expect(told.body.files[0].address).toMatchObject({
      method: 'PUT',
      url: expect.stringContaining(`${place}/`),
    });
    expect(await send(told)).toBe(sent);

    const ready = await ask(`${address}/${told.body.id}`, 'publisher');
    expect(ready.body).toMatchObject({ state: 'ready', files: [{ received: true }] });
    expect(ready.body.missing).toBeUndefined();
    expect(ready.headers.get('Cache-Control')).toBe('no-store');

    const started = await start(told.body.id);
    expect([started.status, started.headers.get('Location')]).toEqual([202, at]);
    await uploads.idle();
    const { body } = await ask(`${address}/${told.body.id}`, 'publisher');
    expect(body).toMatchObject({
      state: 'published',
      publication: { run: 1, dryRun: false, status: 201, report: { outcome: 'published', id, version: 1 } },
    });
    expect((await start(told.body.id)).status).toBe(202);
  });

  it('tells mistakes as the problem that a direct one would answer', async () => {
    const fields = [{ name: 'id', title: '编号', type: 'integer', sensitivity: 'public' } as const];
    const told = await announce(announcement({ fields }, 'id\nx\n'));
    await send(told, 'id\nx\n');
    const started = await start(told.body.id, '?dryRun=true');
    expect(started.body).toMatchObject({ state: 'running', publication: { dryRun: true } });
    expect(started.headers.get('Retry-After')).toBe('5');
    await uploads.idle();
    expect((await ask(`${address}/${told.body.id}`, 'publisher')).body).toMatchObject({
      state: 'invalid',
      publication: { status: 422, report: { code: 'descriptor-invalid', violations: [{ row: 1 }] } },
    });
  });

  it('waits for what is missing, and says what', async () => {
    const told = await announce();
    const started = await start(told.body.id);
    expect([started.status, started.body]).toMatchObject([
      409,
      { code: 'upload-incomplete', missing: ['rivers.csv'] },
    ]);
  });

  onOneMachine('files that are sent to the platform', () => {
    it('takes no other file than the one announced', async () => {
      const told = await announce();
      expect([await send(told, `${csv}3,`), await send(told, csv.slice(1))]).toEqual([422, 422]);
    });
  });
});

describe('an announcement', () => {
  it.each([
    ['no token', undefined, announcement, 401, 'unauthenticated'],
    ['another role', 'reviewer', announcement, 403, 'not-permitted'],
    ['another agency', 'stranger', announcement, 403, 'not-owner'],
    ['defects', 'publisher', () => announcement({ theme: '999' }), 422, 'descriptor-invalid'],
    ['no files', 'publisher', () => '{"descriptor":{},"files":[]}', 400, 'invalid-request'],
    ['other files', 'publisher', () => announcement({ data: { path: 'x.csv' } }), 400, 'invalid-request'],
    [
      'a file that no PUT takes',
      'publisher',
      () => announcement().replace(/"bytes":\d+/, '"bytes":5368709121'),
      400,
      'invalid-request',
    ],
  ])('with %s is refused', async (_case, token, body, status, code) => {
    // A default stands in for what is not given.
    const told =
      token === undefined ? await ask(address, token, { method: 'POST' }) : await announce(body(), token);
    expect([told.status, told.body.code]).toEqual([status, code]);
  });

  it('that is repeated is the same upload, with addresses of its own and none of them kept', async () => {
    const key = { 'Idempotency-Key': 'announce-once' };
    const first = await announce(announcement(), 'publisher', key);
    const again = await announce(announcement(), 'publisher', key);
    expect([again.status, again.body.id, again.headers.get('Location')]).toEqual([
      201,
      first.body.id,
      first.headers.get('Location'),
    ]);
    expect(again.headers.get('Idempotency-Replayed')).toBe('true');
    expect(await send(again)).toBe(sent);
    const kept = createHash('sha256')
      .update(JSON.stringify([publisher.id, 'announce-once']))
      .digest('hex');
    const { answer } = (await platform.deps.records.get(`idempotency/${kept}`)) ?? {};
    expect(answer).toEqual({ status: 201, body: { id: first.body.id } });
    const other = await announce(announcement({ title: '另一个数据集' }), 'publisher', key);
    expect([other.status, other.body.code]).toEqual([422, 'idempotency-key-reused']);
    const job = { 'Idempotency-Key': 'start-once' };
    expect((await start(first.body.id, '?dryRun=true', 'publisher', job)).status).toBe(202);
    expect((await start(first.body.id, '?dryRun=true', 'publisher', job)).status).toBe(202);
  });

  it('is nothing to anybody else', async () => {
    const { body } = await announce();
    for (const token of ['reviewer', 'stranger'])
      for (const told of [await ask(`${address}/${body.id}`, token), await start(body.id, '', token)])
        expect([told.status, told.body.code]).toEqual([404, 'unknown-upload']);
  });
});
