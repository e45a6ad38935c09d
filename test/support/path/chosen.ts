/**
 * Which way the requests of this run go: to the whole surface in one process, on the stores of one machine; or, where
 * there are endpoints, as events to the functions of the cloud, on DynamoDB and S3.
 */
export interface Endpoints {
  readonly dynamodb: string;
  readonly s3: string;
}

let chosen: Endpoints | undefined;

/** Undefined on one machine. */
export const endpoints = (): Endpoints | undefined => chosen;

/** Called before the first test of a file, by the projects of `test/vitest.config.ts`. */
export function choosePath(given: Endpoints | undefined): void {
  chosen = given;
}
