/** What an operator does before the first publication, and a history of snapshots as long as a month leaves. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { checkAgencies, registerAgencies } from '../../../functions/service/agencies.ts';
import { refreshSnapshot } from '../../../functions/service/catalogue/snapshot.ts';
import { openDynamodbRecords } from '../../../functions/store/dynamodb-records.ts';
import { readBuckets, routeBlobs } from '../../../functions/store/routed-blobs.ts';
import { openS3Blobs } from '../../../functions/store/s3-blobs.ts';
import { dynamodbClient, s3Client } from '../../support/aws-emulators.ts';
import type { Cloud } from '../../support/lambda/cloud.ts';
import { table } from '../../support/lambda/environment.ts';

const datasets = join(import.meta.dirname, '../../../datasets');

/** More than are kept, so that whoever makes the next one also removes one. */
const snapshots = 11;

export async function prepare({ settings }: Cloud, directory: string): Promise<void> {
  const now = () => new Date();
  const { AWS_ENDPOINT_URL_DYNAMODB = '', AWS_ENDPOINT_URL_S3 = '', S3_BUCKETS = '' } = settings;
  const records = openDynamodbRecords({ client: dynamodbClient(AWS_ENDPOINT_URL_DYNAMODB), table, now });
  const client = s3Client(AWS_ENDPOINT_URL_S3);
  const stores = Object.entries(readBuckets(S3_BUCKETS)).map(([prefix, bucket]) => {
    return [prefix, openS3Blobs({ client, bucket, cacheDirectory: join(directory, 'cache') })] as const;
  });
  const blobs = routeBlobs(Object.fromEntries(stores));
  const document = JSON.parse(await readFile(join(datasets, 'agencies.json'), 'utf8'));
  for (let number = 1; number <= snapshots; number += 1) {
    const phone = `0431-888800${10 + number}`;
    const [first, ...others] = document;
    const checked = checkAgencies([{ ...first, contact: { ...first.contact, phone } }, ...others]);
    if (checked.outcome === 'invalid') throw new Error(JSON.stringify(checked.defects));
    await registerAgencies(records, checked.agencies, 'operator', now);
    await refreshSnapshot({ records, blobs, now, workDirectory: directory });
  }
  await records.close();
}
