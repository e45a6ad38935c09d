/** The stores of a platform under test: of one machine, or behind the endpoints of the cloud. */
import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { openBackground } from '../../../functions/local/background.ts';
import { openUploads, type Uploads } from '../../../functions/local/uploads.ts';
import type { Blobs, Records } from '../../../functions/service/ports.ts';
import type { UploadDoor } from '../../../functions/service/ports-upload.ts';
import { runPublication } from '../../../functions/service/upload/run.ts';
import { createUploadService } from '../../../functions/service/upload/uploads.ts';
import { ensureTable, openDynamodbRecords } from '../../../functions/store/dynamodb-records.ts';
import { openFilesystemBlobs } from '../../../functions/store/filesystem-blobs.ts';
import { ensureBucket, openS3Blobs } from '../../../functions/store/s3-blobs.ts';
import { openS3UploadDoor } from '../../../functions/store/s3-upload-door.ts';
import { openSqliteRecords } from '../../../functions/store/sqlite-records.ts';
import { dynamodbClient, s3Client } from '../aws-emulators.ts';
import { type Endpoints, endpoints } from './chosen.ts';

export interface Stores {
  readonly records: Records;
  readonly blobs: Blobs;
  /** What the engines may read, of open and of conditional data. */
  readonly open: readonly string[];
  readonly gated: readonly string[];
  /** Where announced files are sent; without it, to the platform itself. */
  readonly door?: UploadDoor;
  close(): Promise<void>;
}

/** Opens stores of its own below `directory`. */
export async function openStores(directory: string, now: () => Date): Promise<Stores> {
  const given = endpoints();
  return given ? openCloud(given, directory, now) : openEmbedded(directory, now);
}

function openEmbedded(directory: string, now: () => Date): Stores {
  const records = openSqliteRecords(join(directory, 'records.sqlite'), { now });
  const blobs = join(directory, 'blobs');
  return {
    records,
    blobs: openFilesystemBlobs(blobs),
    open: [join(blobs, 'files')],
    gated: [join(blobs, 'archive')],
    close: () => records.close(),
  };
}

async function openCloud({ dynamodb, s3 }: Endpoints, directory: string, now: () => Date): Promise<Stores> {
  const name = `platform-${randomUUID()}`;
  const [database, client] = [dynamodbClient(dynamodb), s3Client(s3)];
  await Promise.all([ensureTable(database, name), ensureBucket(client, name)]);
  const records = openDynamodbRecords({ client: database, table: name, now });
  // As in the function: both engines read what was downloaded to be read.
  const cacheDirectory = join(directory, 'cache');
  mkdirSync(cacheDirectory, { recursive: true });
  return {
    records,
    blobs: openS3Blobs({ client, bucket: name, cacheDirectory }),
    open: [cacheDirectory],
    gated: [cacheDirectory],
    door: openS3UploadDoor({ client, bucket: name, now }),
    close: async () => {
      await records.close();
      client.destroy();
    },
  };
}

/** Uploads, published in this process. In the cloud a container does that: `test/lambda/large-publication.test.ts`. */
export function openTestUploads(
  given: Parameters<typeof openUploads>[0],
  door: UploadDoor | undefined,
): Pick<Uploads, 'service' | 'idle'> {
  if (!door) return openUploads(given);
  const runner = openBackground((job) => runPublication(given, job).catch(given.onFault));
  return { service: createUploadService({ ...given, door, runner }), idle: runner.idle };
}
