import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { patience } from '../../../functions/domain/upload.ts';
import { mostOpenUploads } from '../../../functions/domain/upload-refusals.ts';
import type { PublishRequest } from '../../../functions/service/publication/contract.ts';
import { JobsUnavailable } from '../../../functions/service/upload/contract.ts';
import { appendUpload, loadUpload, openUploads } from '../../../functions/service/upload/stream.ts';
import { removeOldUploads } from '../../../functions/service/upload/sweep.ts';
import { descriptor, publisher, reviewer, stranger } from '../publication/publishing.ts';
import { announcedFile, csv, openUploading, type Uploading } from './uploading.ts';

const day = 86_400_000;
let uploading: Uploading;
let count = 0;
/** Of the dataset that the test at hand publishes. */
let id: string;
beforeAll(async () => {
  uploading = await openUploading();
});
afterAll(() => uploading[Symbol.asyncDispose]());
beforeEach(() => {
  count += 1;
  id = `rivers-${count}`;
  uploading.given.answer = 'started';
});

const blobsOf = async (upload: string) =>
  (await uploading.deps.blobs.list(`uploads/${upload}/`)).rows.map(({ sha256 }) => sha256);

describe('announcing files', () => {
  it('tells who may not publish, and what is wrong with the descriptor, before a byte is sent', async () => {
    expect(await uploading.announce({ id }, undefined, stranger)).toMatchObject({
      outcome: 'refused',
      refusal: { code: 'not-owner' },
    });
    expect(await uploading.announce({ id }, undefined, reviewer)).toMatchObject({
      refusal: { code: 'not-permitted' },
    });
    const invalid = await uploading.announce({ id, theme: '999' });
    expect(invalid).toMatchObject({ outcome: 'invalid', defects: [{ path: 'theme' }] });
    expect((await uploading.deps.blobs.list('uploads/')).rows).toEqual([]);
  });

  it('takes exactly the files that the descriptor names', async () => {
    const files = [announcedFile('other.csv', csv), announcedFile('other.csv', csv)];
    const result = await uploading.service.announce({
      document: descriptor({ id }),
      files,
      actor: publisher,
    });
    expect(result).toEqual({
      outcome: 'other-files',
      errors: [
        { field: 'files.0.name', message: 'the descriptor names no such file', allowed: ['rivers.csv'] },
        { field: 'files.1.name', message: '"other.csv" is announced twice' },
        { field: 'files', message: 'the descriptor names "rivers.csv", which is not announced' },
      ],
    });
  });

  it(`is for ${mostOpenUploads} uploads of an agency at a time; those that expired do not count`, async () => {
    await using other = await openUploading();
    const first = await other.ready();
    const loaded = await loadUpload(other.deps.records, first);
    if (!loaded) throw new Error(first);
    const row = { index: openUploads, key: loaded.upload.agency, value: {} };
    for (let from = 1; from < mostOpenUploads; from += 50) {
      const sorts = Array.from({ length: Math.min(50, mostOpenUploads - from) }, (_, index) => from + index);
      const put = sorts.map((number) => ({ ...row, sort: `${first}${number}` }));
      await appendUpload(other.deps.records, first, loaded, [], { put });
    }
    expect(await other.announce({ id })).toEqual({ outcome: 'too-many' });
    other.pass(6 * day + 1);
    expect(await other.announce({ id })).toMatchObject({ outcome: 'announced' });
  });
});

describe('a file', () => {
  it('is waited for until it is there, as it was announced', async () => {
    const result = await uploading.announce({ id });
    const upload = result.outcome === 'announced' ? result.id : '';
    expect(await uploading.read(upload)).toMatchObject({ state: 'waiting', files: [{ received: false }] });
    expect(await uploading.start(upload)).toMatchObject({
      refusal: { code: 'upload-incomplete' },
      missing: ['rivers.csv'],
    });
    for (const text of [`${csv}3,`, csv.slice(1), csv.replace('松', '杉')])
      expect(await uploading.send(upload, { 'rivers.csv': text })).toMatchObject([
        { refusal: { code: 'upload-differs' } },
      ]);
    expect(await uploading.send(upload, { 'rivers.csv': csv })).toEqual([{ outcome: 'received' }]);
    expect(await uploading.read(upload)).toMatchObject({ state: 'ready', files: [{ received: true }] });
  });

  it('that breaks off can be sent again', async () => {
    const result = await uploading.announce({ id });
    const upload = result.outcome === 'announced' ? result.id : '';
    const [file] = (await uploading.read(upload)).files;
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => {
        controller.enqueue(Buffer.from(csv.slice(0, 5)));
        controller.error(new Error('the client is gone'));
      },
    });
    const token = file?.address?.headers['X-Upload-Token'] ?? '';
    const sending = { id: upload, name: 'rivers.csv', token };
    expect(await uploading.service.receive({ ...sending, body })).toMatchObject({
      refusal: { code: 'upload-differs' },
    });
    const whole = { ...sending, body: new Blob([csv]).stream() };
    expect(await uploading.service.receive(whole)).toEqual({ outcome: 'received' });
  });

  it('comes in by its own address only, and for an hour', async () => {
    const [one, other] = [await uploading.announce({ id }), await uploading.announce({ id })];
    if (one.outcome !== 'announced' || other.outcome !== 'announced') throw new Error('not announced');
    const [file] = (await uploading.read(one.id)).files;
    const token = file?.address?.headers['X-Upload-Token'] ?? '';
    const refused = { refusal: { code: 'upload-address-refused' } };
    const sent = (to: string, name: string, by: string) =>
      uploading.service.receive({ id: to, name, token: by, body: new Blob([csv]).stream() });
    for (const attempt of [
      sent(other.id, 'rivers.csv', token),
      sent(one.id, 'other.csv', token),
      sent(one.id, 'rivers.csv', ''),
      sent(one.id, 'rivers.csv', token.replace('T', 'U')),
      sent(one.id, 'rivers.csv', token.replace(/^\d{4}/, '2099')),
    ])
      expect(await attempt).toMatchObject(refused);
    uploading.pass(3_600_000);
    expect(await sent(one.id, 'rivers.csv', token)).toMatchObject(refused);
  });
});

describe('a publication', () => {
  it('runs once, is told with the answer of a direct one, and keeps nothing but that', async () => {
    const upload = await uploading.ready({ id });
    expect(await uploading.start(upload)).toEqual({ outcome: 'accepted' });
    const jobs = uploading.started.length;
    expect(await uploading.start(upload)).toEqual({ outcome: 'accepted' });
    expect(uploading.started).toHaveLength(jobs);
    expect(await uploading.start(upload, true)).toMatchObject({ refusal: { code: 'upload-running' } });
    expect(await uploading.run()).toBe('published');
    const view = await uploading.read(upload);
    expect(view).toMatchObject({
      state: 'published',
      run: { number: 1, report: { outcome: 'published', version: 1, table: { rows: 2 } } },
    });
    expect((await uploading.catalogue()).entry(id)?.versions).toHaveLength(1);
    expect(await blobsOf(upload)).toHaveLength(1);
    expect(await uploading.start(upload)).toEqual({ outcome: 'accepted' });
    expect(await uploading.run({ upload, run: 1 })).toBeUndefined();
    const history = await uploading.publications.history(id, publisher);
    expect(history).toMatchObject({ events: [{ actor: publisher.id }, { actor: publisher.id }] });
  });

  it('tells how far it is', async () => {
    const upload = await uploading.ready({ id });
    await uploading.start(upload);
    const steps: (string | undefined)[] = [];
    const publications = {
      publish: async (request: PublishRequest) => {
        request.onProgress?.(0.4, 'parquet');
        await new Promise(setImmediate);
        const view = await uploading.read(upload);
        steps.push(view.state, view.run?.progress?.step);
        return uploading.publications.publish(request);
      },
    };
    await uploading.run(undefined, { publications });
    expect(steps).toEqual(['running', 'parquet']);
  });

  it('checks without publishing, and then publishes', async () => {
    const upload = await uploading.ready({ id });
    await uploading.start(upload, true);
    await uploading.run();
    expect(await uploading.read(upload)).toMatchObject({
      state: 'checked',
      run: { dryRun: true, report: { outcome: 'published', dryRun: true } },
    });
    expect((await uploading.catalogue()).entry(id)).toBeUndefined();
    await uploading.start(upload);
    expect(await uploading.run()).toBe('published');
  });

  it('that finds mistakes in the content tells them, and nothing of it is published', async () => {
    const fields = [{ name: 'id', title: '编号', type: 'integer', sensitivity: 'public' } as const];
    const upload = await uploading.ready({ id, fields }, 'id\n1\nx\n');
    await uploading.start(upload);
    expect(await uploading.run()).toBe('invalid');
    const { run } = await uploading.read(upload);
    expect(run?.report).toMatchObject({ outcome: 'invalid', violations: [{ row: 2 }] });
    expect((await uploading.catalogue()).entry(id)).toBeUndefined();
  });

  it('that the privacy gate held back goes on once two persons have overruled', async () => {
    const upload = await uploading.ready({ id }, 'id,phone\n1,13800138000\n2,13900139000\n3,13700137000\n');
    await uploading.start(upload);
    expect(await uploading.run()).toBe('blocked');
    const { run } = await uploading.read(upload);
    const contentHash = run?.report?.outcome === 'blocked' ? run.report.contentHash : '';
    const { publications } = uploading;
    const why = { reason: '均为公开的服务热线', legalBasis: '《办法》第二十八条' };
    await publications.requestOverride({ id, contentHash, actor: publisher, ...why });
    await publications.approveOverride({ id, contentHash, actor: reviewer });
    await uploading.start(upload);
    expect(await uploading.run()).toBe('published');
  });
});

describe('a job that breaks', () => {
  it('is told as failed, and can be started again', async () => {
    const upload = await uploading.ready({ id });
    await uploading.start(upload);
    const publications = { publish: () => Promise.reject(new Error('the disk is full')) };
    await expect(uploading.run(undefined, { publications })).rejects.toThrow('the disk is full');
    expect(await uploading.read(upload)).toMatchObject({ state: 'failed', run: { because: 'error' } });
    await uploading.start(upload);
    expect(uploading.started.at(-1)).toEqual({ upload, run: 2 });
    expect(await uploading.run()).toBe('published');
  });

  it('without a word counts as lost after a while; the one that comes after it publishes, the first does no harm', async () => {
    const upload = await uploading.ready({ id });
    await uploading.start(upload);
    const lost = uploading.started.at(-1);
    uploading.pass(patience);
    expect(await uploading.read(upload)).toMatchObject({ state: 'lost', run: { because: 'lost' } });
    await uploading.start(upload);
    expect(await uploading.run(lost)).toBeUndefined();
    expect(await uploading.run()).toBe('published');
    expect((await uploading.catalogue()).entry(id)?.versions).toHaveLength(1);
  });

  it('breaks off at its next step when it is to stop', async () => {
    const upload = await uploading.ready({ id });
    await uploading.start(upload);
    const stopping = AbortSignal.abort(new Error('the process ends'));
    await expect(uploading.run(undefined, { stopping })).rejects.toThrow('the process ends');
    expect((await uploading.catalogue()).entry(id)).toBeUndefined();
  });

  it('before it begins is told to whoever asked', async () => {
    const upload = await uploading.ready({ id });
    uploading.given.answer = 'no-capacity';
    await expect(uploading.start(upload)).rejects.toThrow(JobsUnavailable);
    uploading.given.answer = new Error('ECS cannot be reached');
    await expect(uploading.start(upload)).rejects.toThrow('ECS cannot be reached');
    expect(await uploading.read(upload)).toMatchObject({ state: 'failed', run: { because: 'not-started' } });
    uploading.given.answer = 'started';
    expect(await uploading.start(upload)).toEqual({ outcome: 'accepted' });
  });
});

describe('what nobody publishes', () => {
  it('expires, and is deleted on the day after', async () => {
    const upload = await uploading.ready({ id });
    uploading.pass(6 * day);
    expect(await uploading.read(upload)).toMatchObject({ state: 'expired' });
    expect(await uploading.start(upload)).toMatchObject({ refusal: { code: 'upload-expired' } });
    await removeOldUploads(uploading.deps);
    expect(await blobsOf(upload)).toHaveLength(2);
    uploading.pass(day);
    await removeOldUploads(uploading.deps);
    expect(await blobsOf(upload)).toEqual([]);
    expect(await uploading.read(upload)).toMatchObject({ state: 'expired' });
  });
});
