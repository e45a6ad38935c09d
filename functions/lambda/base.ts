/** What every function opens at its cold start: records, blobs, the catalogue that it follows, and a log. */
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import packageDocument from '../../package.json' with { type: 'json' };
import { once } from '../domain/once.ts';
import type { CatalogueDeps } from '../routes/deps.ts';
import { followCatalogue } from '../service/catalogue/follow.ts';
import type { Blobs, Records } from '../service/ports.ts';
import { openDynamodbRecords } from '../store/dynamodb-records.ts';
import { observeBlobs } from '../store/observed-blobs.ts';
import { observeRecords } from '../store/observed-records.ts';
import { readBuckets, routeBlobs } from '../store/routed-blobs.ts';
import { openS3Blobs } from '../store/s3-blobs.ts';
import { type OpenTelemetry, openTelemetry, telemetrySettings } from '../telemetry/open.ts';
import { environment, functionName, scratch } from './environment.ts';

export const now = (): Date => new Date();

/**
 * One line of JSON on the standard output, where CloudWatch reads it. Not by the console: Lambda's own puts what it is
 * given as text into a line of JSON of its own, where nobody finds its members.
 */
export const log = (line: object): void => void process.stdout.write(`${JSON.stringify(line)}\n`);

export interface Base extends CatalogueDeps {
  readonly records: Records;
  readonly blobs: Blobs;
  readonly before: () => Promise<void>;
  readonly telemetry: OpenTelemetry;
}

const { version } = packageDocument;

/** The stores of a function; what it may do with them, IAM decides. */
export async function openBase(): Promise<Base> {
  const settings = environment('PORTAL_URL', 'DYNAMODB_TABLE', ...telemetrySettings);
  const { PORTAL_URL, DYNAMODB_TABLE: table } = settings;
  const telemetry = await openTelemetry(settings, { service: functionName, version, now, log });
  const stored = openDynamodbRecords({ client: new DynamoDBClient(), table, now });
  const records = observeRecords(stored, telemetry);
  const blobs = observeBlobs(openBlobs(), telemetry);
  const followed = followCatalogue({ records, blobs, now });
  return {
    records,
    blobs,
    catalogue: followed.current,
    before: followed.look,
    now,
    log,
    telemetry,
    portalUrl: PORTAL_URL,
    version,
  };
}

/** One bucket for everything, or a bucket for each beginning of keys: others do not exist for this function. */
function openBlobs(): Blobs {
  const { S3_BUCKET, S3_BUCKETS } = environment('S3_BUCKET', 'S3_BUCKETS');
  const client = s3Client();
  const open = (bucket: string) => openS3Blobs({ client, bucket, cacheDirectory: join(scratch, 'cache') });
  if (S3_BUCKETS === '') return open(S3_BUCKET);
  const stores = Object.entries(readBuckets(S3_BUCKETS)).map(([start, name]) => [start, open(name)]);
  return routeBlobs(Object.fromEntries(stores));
}

/** One for the whole function. Path style works with every S3-compatible endpoint; virtual hosts need DNS of their own. */
export const s3Client = once(
  () => new S3Client({ forcePathStyle: Boolean(process.env.AWS_ENDPOINT_URL_S3) }),
);

/** The bucket for keys that begin with `prefix`. Throws where the settings name none. */
export function bucketFor(prefix: string): string {
  const { S3_BUCKET, S3_BUCKETS } = environment('S3_BUCKET', 'S3_BUCKETS');
  if (S3_BUCKETS === '') return S3_BUCKET;
  const bucket = readBuckets(S3_BUCKETS)[prefix];
  if (bucket === undefined) throw new Error(`configuration: S3_BUCKETS names no bucket for ${prefix}`);
  return bucket;
}
