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

export async function openStores(config: Config, now: Now): Promise<Stores> {
  return { records: await openRecords(config, now), blobs: await openBlobs(config) };
}

async function openRecords(config: Config, now: Now): Promise<Records> {
  if (config.RECORDS === 'sqlite') return openSqliteRecords(join(config.DATA_DIR, 'records.sqlite'), { now });
  // The AWS SDK is loaded only where it is used: it costs 150 ms of every start.
  const { DynamoDBClient } = await import('@aws-sdk/client-dynamodb');
  const { ensureTable, openDynamodbRecords } = await import('../store/dynamodb-records.ts');
  const client = new DynamoDBClient();
  await ensureTable(client, config.DYNAMODB_TABLE);
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

async function openBlobs(config: Config): Promise<Blobs> {
  if (config.BLOBS === 'filesystem') return openFilesystemBlobs(join(config.DATA_DIR, 'blobs'));
  const { S3Client } = await import('@aws-sdk/client-s3');
  const { ensureBucket, openS3Blobs } = await import('../store/s3-blobs.ts');
  // Path style works with every S3-compatible endpoint; virtual hosts need DNS of their own.
  const client = new S3Client({ forcePathStyle: Boolean(process.env.AWS_ENDPOINT_URL_S3) });
  await ensureBucket(client, config.S3_BUCKET);
  return openS3Blobs({ client, bucket: config.S3_BUCKET, cacheDirectory: join(config.DATA_DIR, 'cache') });
}
