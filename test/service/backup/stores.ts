/** Stores of either kind, empty, with the transfer beside them. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Blobs, Records } from '../../../functions/service/ports.ts';
import type { RecordsTransfer } from '../../../functions/service/ports-transfer.ts';
import { ensureTable, openDynamodbRecords } from '../../../functions/store/dynamodb-records.ts';
import { openDynamodbTransfer } from '../../../functions/store/dynamodb-transfer.ts';
import { openFilesystemBlobs } from '../../../functions/store/filesystem-blobs.ts';
import { ensureBucket, openS3Blobs } from '../../../functions/store/s3-blobs.ts';
import { openSqliteRecords } from '../../../functions/store/sqlite-records.ts';
import { openSqliteTransfer } from '../../../functions/store/sqlite-transfer.ts';
import { dynamodbClient, s3Client, startDynamodb, startS3 } from '../../support/aws-emulators.ts';

export const now = () => new Date('2026-11-23T01:00:00Z');

export interface Stores {
  readonly records: Records;
  readonly blobs: Blobs;
  readonly transfer: RecordsTransfer;
  readonly directory: string;
  close(): Promise<void>;
}

export async function openEmbedded(): Promise<Stores> {
  const directory = await mkdtemp(join(tmpdir(), 'stores-'));
  const path = join(directory, 'records.sqlite');
  const transfer = await openSqliteTransfer(path, { now });
  const records = openSqliteRecords(path, { now });
  return {
    records,
    blobs: openFilesystemBlobs(join(directory, 'blobs')),
    transfer,
    directory,
    close: async () => {
      await Promise.all([records.close(), transfer.close()]);
      await rm(directory, { recursive: true, force: true });
    },
  };
}

export async function openAws(): Promise<Stores> {
  const directory = await mkdtemp(join(tmpdir(), 'stores-'));
  const [dynamodb, s3] = await Promise.all([startDynamodb(), startS3()]);
  const client = dynamodbClient(dynamodb.endpoint);
  const blobsClient = s3Client(s3.endpoint);
  await Promise.all([ensureTable(client, 'records'), ensureBucket(blobsClient, 'blobs')]);
  const records = openDynamodbRecords({ client, table: 'records', now });
  const transfer = openDynamodbTransfer({ client: dynamodbClient(dynamodb.endpoint), table: 'records' });
  return {
    records,
    blobs: openS3Blobs({ client: blobsClient, bucket: 'blobs', cacheDirectory: join(directory, 'cache') }),
    transfer,
    directory,
    close: async () => {
      await Promise.all([records.close(), transfer.close()]);
      blobsClient.destroy();
      await Promise.all([dynamodb.stop(), s3.stop()]);
      await rm(directory, { recursive: true, force: true });
    },
  };
}
