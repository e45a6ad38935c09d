/** What every function opens at its cold start: records, blobs, the catalogue that it follows, and a log. */
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import packageDocument from '../../package.json' with { type: 'json' };
import type { CatalogueDeps } from '../routes/deps.ts';
import { followCatalogue } from '../service/catalogue/follow.ts';
import type { Blobs, JsonObject, Records } from '../service/ports.ts';
import { openDynamodbRecords } from '../store/dynamodb-records.ts';
import { openS3Blobs } from '../store/s3-blobs.ts';
import { environment, scratch } from './environment.ts';

export const now = (): Date => new Date();

/** One line of JSON on the standard output, where CloudWatch reads it. */
export const log = (line: JsonObject): void => console.log(JSON.stringify(line));

export interface Base extends CatalogueDeps {
  readonly records: Records;
  readonly blobs: Blobs;
  readonly before: () => Promise<void>;
}

/** The caller decides what to do with the stores; IAM decides what it may. */
export function openBase(): Base {
  const { PORTAL_URL, DYNAMODB_TABLE, S3_BUCKET } = environment('PORTAL_URL', 'DYNAMODB_TABLE', 'S3_BUCKET');
  const records = openDynamodbRecords({ client: new DynamoDBClient(), table: DYNAMODB_TABLE, now });
  const s3 = new S3Client({ forcePathStyle: Boolean(process.env.AWS_ENDPOINT_URL_S3) });
  const blobs = openS3Blobs({ client: s3, bucket: S3_BUCKET, cacheDirectory: join(scratch, 'cache') });
  const followed = followCatalogue({ records, blobs, now });
  return {
    records,
    blobs,
    catalogue: followed.current,
    before: followed.look,
    now,
    log,
    portalUrl: PORTAL_URL,
    version: packageDocument.version,
  };
}
