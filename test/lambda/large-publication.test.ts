/**
 * Files too large for a function: announced to the function, sent to S3, published by the container that the function
 * has ECS start. The function is the bundle, the container what its Dockerfile copies, each a process of its own.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openFileKey } from '../../functions/domain/file-key.ts';
import { patience } from '../../functions/domain/upload.ts';
import { findAccount } from '../../functions/local/demo-accounts.ts';
import { signDemoToken } from '../../functions/local/demo-token.ts';
import { openOidcKeys } from '../../functions/local/oidc-keys.ts';
import { registerAgencies } from '../../functions/service/agencies.ts';
import { verifyAudit } from '../../functions/service/audit.ts';
import { openSnapshot, snapshotPointer } from '../../functions/service/catalogue/snapshot-pointer.ts';
import { createUploadService } from '../../functions/service/upload/uploads.ts';
import { openDynamodbRecords } from '../../functions/store/dynamodb-records.ts';
import { readBuckets, routeBlobs } from '../../functions/store/routed-blobs.ts';
import { openS3Blobs } from '../../functions/store/s3-blobs.ts';
import { openS3UploadDoor } from '../../functions/store/s3-upload-door.ts';
import { agencies, descriptor } from '../service/publication/publishing.ts';
import { announcedFile } from '../service/upload/uploading.ts';
import { dynamodbClient, s3Client } from '../support/aws-emulators.ts';
import { type Cloud, openCloud } from '../support/lambda/cloud.ts';
import { type Ecs, startContainer, startEcs } from '../support/lambda/container.ts';
import { environmentOf, physicalBucket } from '../support/lambda/environment.ts';
import { type Image, makeImage } from '../support/lambda/image.ts';
import { type WatchedS3, watchS3 } from '../support/lambda/watched-s3.ts';

const id = 'rivers-large';
const document = descriptor({ id, publisher: 'ecology', responsibleDepartment: 'ecology' });
const actor = { id: 'ecology-publisher', roles: ['publisher'], agency: 'ecology' } as const;
const csvOf = (year: number) =>
  `id,name\n${Array.from({ length: 200 }, (_, row) => `${row},断面${row}年${year}`).join('\n')}\n`;

let directory: string;
let cloud: Cloud;
let s3: WatchedS3;
let ecs: Ecs;
let image: Image;
let stores: ReturnType<typeof openStores>;
let token: string;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'large-'));
  ecs = await startEcs(startTask);
  cloud = await openCloud({ ecs: ecs.endpoint });
  s3 = await watchS3(cloud.guard.endpoint);
  image = await makeImage('functions/infrastructure/publication.Dockerfile', join(directory, 'image'));
  stores = openStores();
  const offices = agencies.map((agency, index) => (index === 0 ? agency : { ...agency, id: 'ecology' }));
  await registerAgencies(stores.records, offices, 'test', () => new Date());
  const account = findAccount(actor.id);
  if (!account) throw new Error(actor.id);
  token = await signDemoToken(cloud.config, await openOidcKeys(cloud.config.DATA_DIR), account, new Date());
}, 120_000);
afterAll(async () => {
  await stores.records.close();
  stores.client.destroy();
  await Promise.all([ecs.stop(), s3.stop(), cloud.close()]);
  await rm(directory, { recursive: true, force: true });
});

/** With the rights of its own role. */
function startTask(environment: Readonly<Record<string, string>>) {
  return startContainer(image, {
    ...environmentOf('publication', { endpoint: cloud.guard.endpoint, url: cloud.url }),
    AWS_ACCESS_KEY_ID: 'LargePublicationTaskRole',
    AWS_ENDPOINT_URL_S3: s3.endpoint,
    LAMBDA_SCRATCH: join(directory, `task-${environment.UPLOAD_RUN}`),
    ...environment,
  });
}

function openStores() {
  const { AWS_ENDPOINT_URL_DYNAMODB = '', AWS_ENDPOINT_URL_S3 = '', S3_BUCKETS = '' } = cloud.settings;
  const [database, client] = [dynamodbClient(AWS_ENDPOINT_URL_DYNAMODB), s3Client(AWS_ENDPOINT_URL_S3)];
  const buckets = Object.entries(readBuckets(S3_BUCKETS)).map(([start, bucket]) => {
    return [start, openS3Blobs({ client, bucket, cacheDirectory: join(directory, 'cache') })] as const;
  });
  const now = () => new Date();
  return {
    client,
    records: openDynamodbRecords({ client: database, table: cloud.config.DYNAMODB_TABLE, now }),
    blobs: routeBlobs(Object.fromEntries(buckets)),
  };
}

interface Told {
  readonly id: string;
  readonly files: readonly { readonly address: { url: string; headers: Record<string, string> } }[];
  readonly [name: string]: unknown;
}
async function ask(method: string, path: string, body?: object) {
  const headers = { Authorization: `Bearer ${token}`, 'Content-Type': 'application/json' };
  const init = { method, headers, ...(body && { body: JSON.stringify(body) }) };
  const response = await cloud.fetch(`/api/v1/uploads${path}`, init);
  return { status: response.status, body: (await response.json()) as Told };
}

/** Announced and sent to S3, as a client does it. */
async function sent(text: string): Promise<string> {
  const files = [announcedFile('rivers.csv', text)];
  const { status, body } = await ask('POST', '', { descriptor: document, files });
  expect([status, body.state]).toEqual([201, 'waiting']);
  const { url = '', headers = {} } = body.files[0]?.address ?? {};
  expect(new URL(url).origin).toBe(cloud.guard.endpoint);
  expect((await fetch(url, { method: 'PUT', headers, body: text })).status).toBe(200);
  return body.id;
}

/** The same service with a clock that has run ahead, so that nobody has to wait until a job counts as lost. */
function later() {
  const now = () => new Date(Date.now() + patience);
  const publications = { admit: () => Promise.reject(new Error('nothing is announced here')) };
  const door = openS3UploadDoor({ client: stores.client, bucket: physicalBucket('Protected'), now });
  const containers: ReturnType<typeof startTask>[] = [];
  const runner = {
    start: async ({ upload, run }: { upload: string; run: number }) => {
      containers.push(startTask({ UPLOAD_ID: upload, UPLOAD_RUN: String(run) }));
      return 'started' as const;
    },
  };
  const deps = { ...stores, now, workDirectory: directory, publications, door, runner };
  return { ...createUploadService(deps), containers };
}

/** The number of versions that the public sees, each with all of its files. */
async function publicVersions(): Promise<number> {
  const pointer = await snapshotPointer(stores.records);
  if (!pointer) return 0;
  const catalogue = await openSnapshot(stores.blobs, pointer);
  const versions = catalogue.entry(id)?.versions ?? [];
  catalogue.close();
  for (const { number, distributions } of versions)
    for (const { name, sha256 } of distributions)
      expect((await stores.blobs.head(openFileKey(id, number, name)))?.sha256).toBe(sha256);
  return versions.length;
}

describe('a large publication', () => {
  it('goes to S3 and through a container; killed before it is recorded, the next one publishes it', async () => {
    const upload = await sent(csvOf(2025));
    expect((await ask('GET', `/${upload}`)).body.state).toBe('ready');
    s3.once(/^PUT \/[^/]+\/archive\//, () => ecs.containers[0]?.child.kill('SIGKILL'));
    const started = await ask('POST', `/${upload}/publication`);
    expect([started.status, started.body.state]).toEqual([202, 'running']);
    expect((await ask('POST', `/${upload}/publication`)).status).toBe(202);
    expect(ecs.requests).toHaveLength(1);
    expect(ecs.requests[0]).toMatchObject({
      cluster: 'cluster',
      taskDefinition: 'LargePublicationTask',
      launchType: 'FARGATE',
      networkConfiguration: {
        awsvpcConfiguration: {
          subnets: ['subnet-a', 'subnet-b'],
          securityGroups: ['sg-a'],
          assignPublicIp: 'ENABLED',
        },
      },
      overrides: { containerOverrides: [{ name: 'LargePublication' }] },
    });
    expect(await ecs.containers[0]?.ended).toBe('SIGKILL');
    expect(await publicVersions()).toBe(0);

    const service = later();
    expect(await service.read(upload, actor)).toMatchObject({ state: 'lost' });
    await service.start({ id: upload, actor, dryRun: false });
    const [container] = service.containers;
    expect(await container?.ended).toBe(0);
    const line = container?.printed().trimEnd().split('\n').at(-1) ?? '';
    expect(JSON.parse(line)).toMatchObject({ level: 'info', upload, run: 2, outcome: 'published' });
    expect(container?.printed()).not.toMatch(/secret|eyJ/);
    expect(await publicVersions()).toBe(1);
    expect((await ask('GET', `/${upload}`)).body).toMatchObject({
      state: 'published',
      publication: { run: 2, status: 201, report: { version: 1, table: { rows: 200 } } },
    });
  }, 60_000);

  it('killed after it is recorded and before anybody sees it, is shown whole by the next one', async () => {
    const upload = await sent(csvOf(2026));
    s3.once(/^PUT \/[^/]+\/snapshots\//, () => ecs.containers[1]?.child.kill('SIGKILL'));
    await ask('POST', `/${upload}/publication`);
    expect(await ecs.containers[1]?.ended).toBe('SIGKILL');
    expect(await publicVersions()).toBe(1);
    const service = later();
    await service.start({ id: upload, actor, dryRun: false });
    expect(await service.containers[0]?.ended).toBe(0);
    expect(await service.read(upload, actor)).toMatchObject({ state: 'unchanged' });
    expect(await publicVersions()).toBe(2);
    expect((await verifyAudit(stores.records)).broken).toEqual([]);
    const { rows } = await stores.blobs.list(`uploads/${upload}/`);
    expect(rows.map(({ mediaType }) => mediaType)).toEqual(['application/json']);
  }, 60_000);

  it('signs length, hash and type into the address, so that S3 takes no other file', async () => {
    const files = [announcedFile('rivers.csv', csvOf(2027))];
    const { body } = await ask('POST', '', { descriptor: document, files });
    const { searchParams, pathname } = new URL(body.files[0]?.address.url ?? '');
    expect(pathname).toBe(`/${physicalBucket('Protected')}/uploads/${body.id}/${files[0]?.sha256}`);
    expect(searchParams.get('X-Amz-SignedHeaders')).toBe(
      'content-length;content-type;host;x-amz-checksum-sha256;x-amz-meta-sha256',
    );
    expect(Number(searchParams.get('X-Amz-Expires'))).toBe(3600);
    const here = await ask('PUT', `/${body.id}/files/rivers.csv`, {});
    expect([here.status, here.body.code]).toEqual([403, 'upload-address-refused']);
  });
});
