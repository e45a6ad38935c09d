import { writeSync } from 'node:fs';
import { flushCompileCache } from 'node:module';
import type { Blobs } from '../../functions/service/ports.ts';
import { childInput } from '../support/child.ts';
import { storeForever } from './blobs-workload.ts';

/** Where the store is: a directory, or a bucket `blobs` at an endpoint. `file` is for the child's own use. */
export type BlobsJob = { directory?: string; endpoint?: string; run: number; file: string };

const job = childInput() as BlobsJob;
const blobs = await open();
flushCompileCache(); // which the end of a process would do, that this one does not live to see
await storeForever(blobs, job.run, job.file, (key) => writeSync(1, `${key}\n`));

async function open(): Promise<Blobs> {
  if (job.directory !== undefined) {
    const { openFilesystemBlobs } = await import('../../functions/store/filesystem-blobs.ts');
    return openFilesystemBlobs(job.directory);
  }
  const { s3Client } = await import('../support/aws-emulators.ts');
  const { openS3Blobs } = await import('../../functions/store/s3-blobs.ts');
  return openS3Blobs({ client: s3Client(String(job.endpoint)), bucket: 'blobs', cacheDirectory: job.file });
}
