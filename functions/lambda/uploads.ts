/** Uploads in the cloud: files go to S3 itself, and a container publishes them. */
import type { Now } from '../service/clock.ts';
import type { Blobs, Records } from '../service/ports.ts';
import type { PublicationRunner } from '../service/ports-upload.ts';
import type { PublicationService } from '../service/publication/contract.ts';
import type { UploadService } from '../service/upload/contract.ts';
import { uploadPrefix } from '../service/upload/stream.ts';
import { createUploadService } from '../service/upload/uploads.ts';
import { openS3UploadDoor } from '../store/s3-upload-door.ts';
import { bucketFor, s3Client } from './base.ts';
import { environment } from './environment.ts';

export function openUploads(given: {
  readonly records: Records;
  readonly blobs: Blobs;
  readonly now: Now;
  readonly workDirectory: string;
  readonly publications: PublicationService;
}): UploadService {
  const door = openS3UploadDoor({ client: s3Client(), bucket: bucketFor(uploadPrefix), now: given.now });
  return createUploadService({ ...given, door, runner: openRunner() });
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
      const { ecsClient, openEcsRunner } = await import('../store/ecs-runner.ts');
      const client = ecsClient();
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
