/** One DynamoDB- and one S3-compatible server for all files of the run through the functions. */
import type { TestProject } from 'vitest/node';
import { startDynamodb, startS3 } from '../aws-emulators.ts';
import type { Endpoints } from './chosen.ts';

declare module 'vitest' {
  interface ProvidedContext {
    endpoints: Endpoints;
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const [dynamodb, s3] = await Promise.all([startDynamodb({ isKept: false }), startS3()]);
  project.provide('endpoints', { dynamodb: dynamodb.endpoint, s3: s3.endpoint });
  return async () => {
    await Promise.all([dynamodb.stop(), s3.stop()]);
  };
}
