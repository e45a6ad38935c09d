import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { buildApp } from 'fauxqs';
import { dieTogether } from './child.ts';
import { addConditionalWrites } from './conditional-writes.ts';

/** Credentials the emulators accept; the words are looked for in error texts, so they are unmistakable. */
export const EMULATOR_CREDENTIALS = {
  accessKeyId: 'EMULATORACCESSKEY',
  secretAccessKey: 'emulator-secret-access-key',
};
const EMULATOR_REGION = 'cn-north-1';

export interface DynamodbEmulator {
  readonly endpoint: string;
  /** The directory that holds its data file; pass it to `startDynamodb` again to open the same data. */
  readonly directory: string;
  /** Ends the process as a power cut would (SIGKILL), keeping the data. */
  kill(): Promise<void>;
  /** Ends the process and, unless the directory was given by the caller, deletes the data. */
  stop(): Promise<void>;
}

/** The DynamoDB-compatible server of the npm package for this platform, a real process; its data file can be spared. */
export async function startDynamodb(
  options: { readonly directory?: string; readonly isKept?: boolean } = {},
): Promise<DynamodbEmulator> {
  const program = dynamodbProgram();
  const directory = options.directory ?? (await mkdtemp(join(tmpdir(), 'dynamodb-')));
  const { child, endpoint } = await launch(
    program,
    options.isKept === false ? [] : ['--db-path', join(directory, 'records.db')],
  );
  const kill = () => end(child, 'SIGKILL');
  return {
    endpoint,
    directory,
    kill,
    stop: async () => {
      await end(child, 'SIGTERM');
      if (options.directory === undefined) await rm(directory, { recursive: true, force: true });
    },
  };
}

/** An S3-compatible server in this process, its data in memory. */
export async function startS3(): Promise<{ endpoint: string; stop(): Promise<void> }> {
  const app = buildApp({ logger: false });
  addConditionalWrites(app);
  const endpoint = await app.listen({ port: 0, host: '127.0.0.1' });
  return { endpoint, stop: async () => app.close() };
}

export function dynamodbClient(endpoint: string, maxAttempts = 3): DynamoDBClient {
  return new DynamoDBClient({
    endpoint,
    maxAttempts,
    region: EMULATOR_REGION,
    credentials: EMULATOR_CREDENTIALS,
  });
}

export function s3Client(endpoint: string, maxAttempts = 3): S3Client {
  const options = { endpoint, maxAttempts, region: EMULATOR_REGION, credentials: EMULATOR_CREDENTIALS };
  return new S3Client({ ...options, forcePathStyle: true });
}

function dynamodbProgram(): string {
  const name = `@dynoxide/${process.platform}-${process.arch}`;
  try {
    const program = createRequire(import.meta.url).resolve(`${name}/dynoxide`);
    if (existsSync(program)) return program;
  } catch (error) {
    throw new Error(missing(name), { cause: error });
  }
  throw new Error(missing(name));
}

function missing(name: string): string {
  return `The tests of the DynamoDB adapter need the npm package ${name}: run "npm ci" without --omit=optional.`;
}

/** Tries a few free ports, because another process may take one between the choice and the start. */
async function launch(
  program: string,
  more: readonly string[],
): Promise<{ child: ChildProcess; endpoint: string }> {
  let said = '';
  for (let attempt = 0; attempt < 5; attempt += 1) {
    said = '';
    const port = await freePort();
    const arguments_ = ['serve', '--port', String(port), ...more];
    const child = spawn(program, arguments_, { stdio: ['ignore', 'pipe', 'pipe'] });
    dieTogether(child);
    const ready = await new Promise<boolean>((resolve) => {
      const hear = (chunk: Buffer) => {
        said += chunk.toString();
        if (said.includes(`listening on http://127.0.0.1:${port}`)) resolve(true);
      };
      child.stdout.on('data', hear);
      child.stderr.on('data', hear);
      child.once('error', () => resolve(false));
      child.once('exit', () => resolve(false));
    });
    if (ready) return { child, endpoint: `http://127.0.0.1:${port}` };
  }
  throw new Error(`The DynamoDB emulator did not start: ${said.trim()}`);
}

function freePort(): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  const server = createServer();
  server.once('error', reject);
  server.listen(0, '127.0.0.1', () => {
    const address = server.address();
    server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
  });
  return promise;
}

function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  const { promise, resolve } = Promise.withResolvers<void>();
  child.once('exit', () => resolve());
  child.kill(signal);
  return promise;
}
