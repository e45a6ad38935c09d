/** Uploads in the cloud: files go to S3 itself, and a container publishes them. */
import { S3Client } from '@aws-sdk/client-s3';
import type { Now } from '../service/clock.ts';
import type { Blobs, Records } from '../service/ports.ts';
import type { PublicationRunner } from '../service/ports-upload.ts';
import type { PublicationService } from '../service/publication/contract.ts';
import type { UploadService } from '../service/upload/contract.ts';
import { uploadPrefix } from '../service/upload/stream.ts';
import { createUploadService } from '../service/upload/uploads.ts';
import { readBuckets } from '../store/routed-blobs.ts';
import { openS3UploadDoor } from '../store/s3-upload-door.ts';
import { environment } from './environment.ts';

export function openUploads(given: {
  readonly records: Records;
  readonly blobs: Blobs;
  readonly now: Now;
  readonly workDirectory: string;
  readonly publications: PublicationService;
}): UploadService {
  const client = new S3Client({ forcePathStyle: Boolean(process.env.AWS_ENDPOINT_URL_S3) });
  const door = openS3UploadDoor({ client, bucket: bucketOfUploads(), now: given.now });
  return createUploadService({ ...given, door, runner: openRunner() });
}

function bucketOfUploads(): string {
  const { S3_BUCKET, S3_BUCKETS } = environment('S3_BUCKET', 'S3_BUCKETS');
  if (S3_BUCKETS === '') return S3_BUCKET;
  const bucket = readBuckets(S3_BUCKETS)[uploadPrefix];
  if (bucket === undefined) throw new Error(`configuration: S3_BUCKETS names no bucket for ${uploadPrefix}`);
  return bucket;
}

/** The SDK is loaded with the first job. Where the settings name no cluster, no job can be started. */
function openRunner(): PublicationRunner {
  const place = environment(
    'TASK_CLUSTER',
    'TASK_DEFINITION',
    'TASK_CONTAINER',
    'TASK_SUBNETS',
    'TASK_SECURITY_GROUPS',
  );
  return {
    async start(job) {
      if (place.TASK_CLUSTER === '') return 'no-capacity';
      const [{ ECSClient }, { openEcsRunner }] = await Promise.all([
        import('@aws-sdk/client-ecs'),
        import('../store/ecs-runner.ts'),
      ]);
      const client = new ECSClient();
      const runner = openEcsRunner(client, {
        cluster: place.TASK_CLUSTER,
        definition: place.TASK_DEFINITION,
        container: place.TASK_CONTAINER,
        subnets: place.TASK_SUBNETS.split(','),
        securityGroups: place.TASK_SECURITY_GROUPS.split(','),
      });
      return runner.start(job).finally(() => client.destroy());
    },
  };
}
