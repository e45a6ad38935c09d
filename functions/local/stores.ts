/** Opens the two ports as configured: embedded by default, or the AWS services (endpoints and credentials by the SDK's own variables). */
import { join } from 'node:path';
import type { Now } from '../service/clock.ts';
import type { Blobs, Records } from '../service/ports.ts';
import type { RecordsTransfer } from '../service/ports-transfer.ts';
import { openFilesystemBlobs } from '../store/filesystem-blobs.ts';
import { openSqliteRecords } from '../store/sqlite-records.ts';
import type { Config } from './config.ts';

export interface Stores {
  readonly records: Records;
  readonly blobs: Blobs;
}

/** Whether table and buckets are those of a deployment, which alone makes them: encrypted, versioned, protected. */
const isDeployed = ({ S3_BUCKETS }: Config): boolean => S3_BUCKETS !== '';

export async function openStores(config: Config, now: Now): Promise<Stores> {
  return { records: await openRecords(config, now), blobs: await openBlobs(config) };
}

async function openRecords(config: Config, now: Now): Promise<Records> {
  if (config.RECORDS === 'sqlite') return openSqliteRecords(join(config.DATA_DIR, 'records.sqlite'), { now });
  // The AWS SDK is loaded only where it is used: it costs 150 ms of every start.
  const { DynamoDBClient } = await import('@aws-sdk/client-dynamodb');
  const { ensureTable, openDynamodbRecords } = await import('../store/dynamodb-records.ts');
  const client = new DynamoDBClient();
  if (!isDeployed(config)) await ensureTable(client, config.DYNAMODB_TABLE);
  return openDynamodbRecords({ client, table: config.DYNAMODB_TABLE, now });
}

/** The records as a whole, for backup and restore. */
export async function openTransfer(config: Config, now: Now): Promise<RecordsTransfer> {
  if (config.RECORDS === 'sqlite') {
    const { openSqliteTransfer } = await import('../store/sqlite-transfer.ts');
    return openSqliteTransfer(join(config.DATA_DIR, 'records.sqlite'), { now });
  }
  const { DynamoDBClient } = await import('@aws-sdk/client-dynamodb');
  const { openDynamodbTransfer } = await import('../store/dynamodb-transfer.ts');
  return openDynamodbTransfer({ client: new DynamoDBClient(), table: config.DYNAMODB_TABLE });
}

/** One bucket for everything, or those that `sst.config.ts` has made, a bucket for each beginning of keys. */
async function openBlobs(config: Config): Promise<Blobs> {
  if (config.BLOBS === 'filesystem') return openFilesystemBlobs(join(config.DATA_DIR, 'blobs'));
  const { S3Client } = await import('@aws-sdk/client-s3');
  const { ensureBucket, openS3Blobs } = await import('../store/s3-blobs.ts');
  // Path style works with every S3-compatible endpoint; virtual hosts need DNS of their own.
  const client = new S3Client({ forcePathStyle: Boolean(process.env.AWS_ENDPOINT_URL_S3) });
  const open = (bucket: string) =>
    openS3Blobs({ client, bucket, cacheDirectory: join(config.DATA_DIR, 'cache') });
  if (isDeployed(config)) {
    const { readBuckets, routeBlobs } = await import('../store/routed-blobs.ts');
    const stores = Object.entries(readBuckets(config.S3_BUCKETS)).map(([start, name]) => [start, open(name)]);
    return routeBlobs(Object.fromEntries(stores));
  }
  await ensureBucket(client, config.S3_BUCKET);
  return open(config.S3_BUCKET);
}
