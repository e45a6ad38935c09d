/** The same program on DynamoDB and S3, through the real SDK against emulators that speak their protocols. */
import { join } from 'node:path';
import { ListObjectsV2Command } from '@aws-sdk/client-s3';
import { beforeAll, expect, it } from 'vitest';
import { ensureTable } from '../../functions/store/dynamodb-records.ts';
import { ensureBucket } from '../../functions/store/s3-blobs.ts';
import {
  dynamodbClient,
  EMULATOR_CREDENTIALS,
  s3Client,
  startDynamodb,
  startS3,
} from '../support/aws-emulators.ts';
import { launch, type Platform, smallDatasets, startPlatform, temporaryDirectory } from './platform.ts';
import { freePort, runProgram } from './process.ts';
import { checksumsOf, expectWhole, sha256 } from './whole.ts';

const published = { 'flood-plan': [1], 'heating-plants': [1], reservoirs: [1], 'case-files': [] };

let scratch: Awaited<ReturnType<typeof temporaryDirectory>>;
let services: Record<string, string>;
let platform: Platform;

/** The settings of a machine with a disk of its own, which holds no state. */
const machine = (name: string) => ({ ...services, DATA_DIR: join(scratch.path, name) });

beforeAll(async () => {
  scratch = await temporaryDirectory();
  const [dynamodb, s3] = await Promise.all([startDynamodb(), startS3()]);
  services = {
    RECORDS: 'dynamodb',
    BLOBS: 's3',
    AWS_ENDPOINT_URL_DYNAMODB: dynamodb.endpoint,
    AWS_ENDPOINT_URL_S3: s3.endpoint,
    AWS_REGION: 'cn-north-1',
    AWS_ACCESS_KEY_ID: EMULATOR_CREDENTIALS.accessKeyId,
    AWS_SECRET_ACCESS_KEY: EMULATOR_CREDENTIALS.secretAccessKey,
  };
  platform = await startPlatform(machine('first'));
  return async () => {
    await platform.stop();
    await Promise.all([dynamodb.stop(), s3.stop()]);
    await scratch.remove();
  };
}, 120_000);

const json = async (path: string) => (await platform.get(path)).json();

it('publishes, and serves every page and every file as its checksum says', async () => {
  expect(platform.process.output()).toContain('+ reservoirs: version 1, 120 rows published');
  expect(await expectWhole(platform)).toEqual(published);
  expect(await (await platform.get('/datasets/reservoirs/')).text()).toContain('大中型水库（示例数据）');
});

it('answers questions about records, and exports the very rows of the file', async () => {
  const found = await json(
    '/api/v1/datasets/reservoirs/records?county__exact=敦化市&height__greater=60&limit=3',
  );
  expect(found.meta.total).toBeGreaterThan(0);
  for (const row of found.data) expect(row).toMatchObject({ county: '敦化市' });
  const exported = await (await platform.get('/api/v1/datasets/reservoirs/export/csv?columns=code')).text();
  expect(exported.trimEnd().split(/\r?\n/)).toHaveLength(121);
  expect((await platform.get('/api/v1/datasets/heating-plants/records')).status).toBe(403);
});

it('lets a download be taken up again where it broke off', async () => {
  const path = '/files/reservoirs/1/reservoirs.parquet';
  const whole = await platform.get(path);
  const bytes = await whole.bytes();
  const etag = whole.headers.get('ETag') ?? '';
  const half = Math.floor(bytes.length / 2);
  const parts = await Promise.all(
    [`bytes=0-${half - 1}`, `bytes=${half}-`].map((Range) =>
      platform.get(path, { headers: { Range, 'If-Range': etag } }),
    ),
  );
  expect(parts.map(({ status }) => status)).toEqual([206, 206]);
  const joined = Buffer.concat(await Promise.all(parts.map((part) => part.bytes())));
  const sums = await (await platform.get('/files/reservoirs/1/SHA256SUMS')).text();
  expect(sha256(joined)).toBe(checksumsOf(sums).get('reservoirs.parquet'));
  expect((await platform.get(path, { headers: { 'If-None-Match': etag } })).status).toBe(304);
});

it('is one platform on several machines: the second publishes nothing, and each follows the other', async () => {
  const second = await startPlatform(machine('second'));
  expect(second.process.output()).not.toMatch(/^[+x!] |: inspect$/m);
  expect(await expectWhole(second)).toEqual(published);

  const command = ['flood-plan', '--reason', '预案已经废止'];
  const withdrawn = await runProgram('withdraw', command, {
    ...machine('third'),
    DATASETS_DIR: smallDatasets,
  }).ended;
  expect(withdrawn).toMatchObject({ code: 0, output: '- flood-plan: withdrawn\n' });
  for (const { get } of [platform, second])
    await expect
      .poll(async () => (await get(`/files/flood-plan/1/${encodeURIComponent('防汛预案.txt')}`)).status, {
        timeout: 5000,
      })
      .toBe(410);
  expect(await second.stop()).toMatchObject({ code: 0 });
}, 60_000);

it('is restored into the table and the buckets of a deployment, which no command makes, each blob where it belongs', async () => {
  const saved = join(scratch.path, 'saved');
  const deployed = {
    ...machine('mover'),
    DYNAMODB_TABLE: 'deployed',
    S3_BUCKETS:
      'archive/=protected attachments/=protected documents/=protected files/=open heads/=log log/=log snapshots/=shots',
  };
  expect(await runProgram('backup', [saved], machine('mover')).ended).toMatchObject({ code: 0 });
  const early = await runProgram('restore', [saved], deployed).ended;
  expect(early).toMatchObject({ code: 1, output: expect.stringMatching(/^there is no such [^\n]*\n$/) });

  const s3 = s3Client(services.AWS_ENDPOINT_URL_S3 ?? '');
  const dynamodb = dynamodbClient(services.AWS_ENDPOINT_URL_DYNAMODB ?? '');
  await ensureTable(dynamodb, 'deployed');
  for (const bucket of ['open', 'protected', 'shots', 'log']) await ensureBucket(s3, bucket);
  const { code, output } = await runProgram('restore', [saved], deployed).ended;
  expect(code, output).toBe(0);
  expect(output).toContain('all chains intact');
  const beginnings = async (Bucket: string) => {
    const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket }));
    return [...new Set(Contents.map(({ Key = '' }) => Key.replace(/\/.*/s, '/')))];
  };
  expect(await beginnings('open')).toEqual(['files/']);
  expect(await beginnings('protected')).toEqual(['archive/']);
  expect(await beginnings('shots')).toEqual(['snapshots/']);
  expect(await beginnings('log')).toEqual(['heads/', 'log/']);
  dynamodb.destroy();
  s3.destroy();
}, 60_000);

it.each(['AWS_ENDPOINT_URL_DYNAMODB', 'AWS_ENDPOINT_URL_S3'])(
  'tells in one line that nothing answers at %s',
  async (name) => {
    const [port, nobody] = [await freePort(), await freePort()];
    const settings = { ...machine('lost'), [name]: `http://127.0.0.1:${nobody}`, PORT: String(port) };
    const { code, output } = await launch(settings).ended;
    expect(code, output).toBe(1);
    expect(output).toBe(`nothing answers at 127.0.0.1:${nobody}: check the AWS_ENDPOINT_URL_… settings\n`);
  },
  60_000,
);
