import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { afterAll, describe, expect, test } from 'vitest';
import { ChecksumMismatch } from '../../functions/service/ports.ts';
import { ensureBucket, openS3Blobs } from '../../functions/store/s3-blobs.ts';
import { s3Client, startS3 } from '../support/aws-emulators.ts';
import { metaOf } from '../support/blob-content.ts';
import { secretsIn } from '../support/secrets.ts';
import { seededBytes } from '../support/seeded.ts';
import { blobsContract } from './blobs-contract.ts';
import { writersAreKilled } from './blobs-kill.ts';

const CONTENT = Buffer.from('content');

describe('blobs in S3', async () => {
  const { endpoint, stop } = await startS3();
  const directory = await mkdtemp(join(tmpdir(), 'blobs-'));
  const client = s3Client(endpoint);
  const cacheDirectory = join(directory, 'cache');
  const openWith = (own: S3Client, bucket = 'blobs') => openS3Blobs({ client: own, bucket, cacheDirectory });
  await Promise.all([ensureBucket(client, 'blobs'), ensureBucket(s3Client(endpoint), 'blobs')]);
  afterAll(async () => {
    client.destroy();
    await stop();
    await rm(directory, { recursive: true });
  });

  blobsContract({ blobs: openWith(client), rival: openWith(s3Client(endpoint)), directory });
  writersAreKilled({ endpoint, file: join(directory, 'child') }, () => openWith(client));

  test('an object is created only if no other writer has created it, also in parts', async () => {
    const own = s3Client(endpoint);
    const sent = record(own);
    const large = seededBytes(7, 9_000_000);
    await openWith(own).putBytes('conditional/small', CONTENT, metaOf(CONTENT));
    await openWith(own).putBytes('conditional/large', large, metaOf(large));
    const conditional = sent.filter(({ condition }) => condition === '*').map(({ command }) => command);
    expect(conditional).toEqual(['PutObjectCommand', 'CompleteMultipartUploadCommand']);
  });

  test('no request has more than 8 MiB of content, and an upload that fails is aborted', async () => {
    const own = s3Client(endpoint);
    const sent = record(own);
    const large = seededBytes(8, 20_000_000);
    await expect(openWith(own).putBytes('aborted', large, metaOf(CONTENT))).rejects.toThrow(ChecksumMismatch);
    expect(Math.max(...sent.map(({ bytes }) => bytes))).toBe(8_388_608);
    expect(sent.at(-1)?.command).toBe('AbortMultipartUploadCommand');
  });

  test('a local file is downloaded once, whoever asks', async () => {
    const own = s3Client(endpoint);
    const blobs = openWith(own);
    const content = seededBytes(9, 3_000_000);
    await blobs.putBytes('cached/a', content, metaOf(content));
    await blobs.putBytes('cached/b', content, metaOf(content));
    const sent = record(own);
    const asked = ['cached/a', 'cached/b', 'cached/a', 'cached/a'].map((key) => blobs.localFile(key));
    expect(new Set(await Promise.all(asked)).size).toBe(1);
    await openWith(own).localFile('cached/a');
    expect(sent.filter(({ command }) => command === 'GetObjectCommand')).toHaveLength(1);
  });

  test('a local file whose hash is known is asked for with one request, and once', async () => {
    const own = s3Client(endpoint);
    const content = seededBytes(10, 1000);
    const { sha256 } = metaOf(content);
    await openWith(own).putBytes('known', content, metaOf(content));
    const sent = record(own);
    for (let count = 0; count < 2; count += 1)
      expect(await readFile(String(await openWith(own).localFile('known', sha256)))).toEqual(
        Buffer.from(content),
      );
    expect(sent.map(({ command }) => command)).toEqual(['GetObjectCommand']);
  });

  test('a download that is not what its hash says is refused and not kept', async () => {
    const { sha256 } = metaOf(Buffer.from('something else'));
    const object = { Bucket: 'blobs', Key: 'damaged', Body: CONTENT, Metadata: { sha256 } };
    await client.send(new PutObjectCommand(object));
    await expect(openWith(client).localFile('damaged')).rejects.toThrow(ChecksumMismatch);
    expect(await readdir(cacheDirectory)).not.toContain(sha256);
    expect(await readdir(join(cacheDirectory, '.temporary'))).toEqual([]);
  });

  test('an object that this platform did not store is an error that says so', async () => {
    await client.send(new PutObjectCommand({ Bucket: 'blobs', Key: 'foreign', Body: CONTENT }));
    await expect(openWith(client).head('foreign')).rejects.toThrow('foreign has no sha256 in its metadata');
    await openWith(client).remove('foreign');
  });

  test('no error text shows the credentials, and a missing bucket is an error', async () => {
    const failures = [
      openWith(client, 'missing').putBytes('a', CONTENT, metaOf(CONTENT)),
      openWith(client, 'missing').get('a'),
      openWith(client, 'missing').list(''),
      openWith(s3Client('http://127.0.0.1:1', 1)).get('a'),
    ].map((answer) => answer.then(() => 'no error', secretsIn));
    expect(await Promise.all(failures)).toEqual([[], [], [], []]);
  });
});

interface Sent {
  command: string;
  condition: string | undefined;
  bytes: number;
}

/** Notes what a client sends from now on. */
function record(client: S3Client): Sent[] {
  const sent: Sent[] = [];
  client.middlewareStack.add(
    (next, { commandName }) =>
      (call) => {
        const { headers } = call.request as { headers: Record<string, string> };
        const bytes = Number(headers['content-length'] ?? 0);
        sent.push({ command: String(commandName), condition: headers['if-none-match'], bytes });
        return next(call);
      },
    { step: 'finalizeRequest', priority: 'low' },
  );
  return sent;
}
