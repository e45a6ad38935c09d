/**
 * The cloud on this machine: DynamoDB- and S3-compatible services behind a guard that lets each function do what its
 * role may, each part of the surface as a bundled function in a process of its own, and before them a router that does
 * what CloudFront does. The issuer is the embedded provider, on the same origin, so that the demo accounts' tokens are good.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { getRequestListener } from '@hono/node-server';
import { type Config, readConfig } from '../../../functions/local/config.ts';
import { openProvider } from '../../../functions/local/oidc.ts';
import { dispatch } from '../../../functions/local/server.ts';
import { partOf } from '../../../functions/parts/addresses.ts';
import { makeKey } from '../../../functions/service/log/signers.ts';
import { ensureTable } from '../../../functions/store/dynamodb-records.ts';
import { ensureBucket } from '../../../functions/store/s3-blobs.ts';
import { dynamodbClient, EMULATOR_CREDENTIALS, s3Client, startDynamodb, startS3 } from '../aws-emulators.ts';
import { eventOf, responseOf } from './api-event.ts';
import { type Bundle, bundleFunction, type FunctionName } from './bundle.ts';
import { pageOf } from './edge.ts';
import { buckets, bucketsOf, environmentOf, table } from './environment.ts';
import { type FunctionProcess, startFunction } from './function-process.ts';
import { type Guard, startGuard } from './iam/guard.ts';
import { bucketOfPrefix } from './iam/policy.ts';

export interface Cloud {
  readonly url: string;
  /** The settings with which commands of this machine work on the same stores, and print tokens that are good here. */
  readonly settings: Readonly<Record<string, string>>;
  readonly config: Config;
  /** What stands before the services. */
  readonly guard: Guard;
  /** Sends a request through the router. */
  fetch(path: string, init?: RequestInit): Promise<Response>;
  /** What the clock sends to a function. Rejects with what it says when it fails. */
  task(name: FunctionName, task: string): Promise<void>;
  /** A fresh process of a function, beside the one that the router uses. */
  start(name: FunctionName, more?: Readonly<Record<string, string>>): Promise<FunctionProcess>;
  bundle(name: FunctionName): Promise<Bundle>;
  /** Everything that the functions printed. */
  printed(): string;
  close(): Promise<void>;
}

/** Of the portal at the embedded provider; the functions read it where SSM keeps it. */
const clientSecret = 'secret-of-the-portal';

/** `more`: endpoints of further services that the functions reach, by their names in signatures. */
export async function openCloud(more: Readonly<Record<string, string>> = {}): Promise<Cloud> {
  const directory = await mkdtemp(join(tmpdir(), 'cloud-'));
  const [dynamodb, s3] = await Promise.all([startDynamodb(), startS3()]);
  const services = { dynamodb: dynamodb.endpoint, s3: s3.endpoint, ...more };
  const guard = await startGuard({
    services,
    secrets: { OidcClientSecretParameter: clientSecret, LogKeyParameter: makeKey() },
  });
  let listener: RequestListener = (_request, response) => response.writeHead(503).end();
  const server = createServer((request, response) => listener(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const settings = {
    RECORDS: 'dynamodb',
    BLOBS: 's3',
    AWS_ENDPOINT_URL_DYNAMODB: dynamodb.endpoint,
    AWS_ENDPOINT_URL_S3: s3.endpoint,
    AWS_REGION: 'cn-north-1',
    AWS_ACCESS_KEY_ID: EMULATOR_CREDENTIALS.accessKeyId,
    AWS_SECRET_ACCESS_KEY: EMULATOR_CREDENTIALS.secretAccessKey,
    DYNAMODB_TABLE: table,
    S3_BUCKETS: bucketsOf(Object.keys(bucketOfPrefix)),
    PORTAL_URL: url,
    DATA_DIR: join(directory, 'machine'),
  };
  const read = readConfig({ ...settings, OIDC_CLIENT_SECRET: clientSecret });
  if (read.outcome === 'invalid') throw new Error(read.problems.join());
  const { config } = read;
  await ensureTable(dynamodbClient(dynamodb.endpoint), table);
  const client = s3Client(s3.endpoint);
  await Promise.all(buckets.map((bucket) => ensureBucket(client, bucket)));

  const bundles = new Map<FunctionName, Promise<Bundle>>();
  const bundle = (name: FunctionName): Promise<Bundle> => {
    const made = bundles.get(name) ?? bundleFunction(name, join(directory, 'bundles'));
    bundles.set(name, made);
    return made;
  };
  const processes: FunctionProcess[] = [];
  const start = async (name: FunctionName, more = {}): Promise<FunctionProcess> => {
    const LAMBDA_SCRATCH = join(directory, `scratch-${processes.length}-${name}`);
    const { entry } = await bundle(name);
    const environment = {
      ...environmentOf(name, { ...guard, url }),
      LAMBDA_SCRATCH,
      LAMBDA_TASK_ROOT: dirname(entry),
      ...more,
    };
    const started = await startFunction(entry, environment);
    processes.push(started);
    return started;
  };
  const warm = new Map<FunctionName, Promise<FunctionProcess>>();
  const running = (name: FunctionName): Promise<FunctionProcess> => {
    const started = warm.get(name) ?? start(name);
    warm.set(name, started);
    return started;
  };
  const answer = async (request: Request): Promise<Response> => {
    const { part: name, isAfterBucket } = partOf(new URL(request.url).pathname);
    const stored = isAfterBucket && name === 'public' ? await pageOf(client, request) : undefined;
    if (stored) return stored;
    return responseOf(
      await (await running(name)).invoke(await eventOf(request, '192.0.2.7')),
      request.method,
    );
  };
  const provider = await openProvider(config);
  listener = dispatch(getRequestListener(answer), provider) as RequestListener;
  return {
    url,
    settings,
    config,
    guard,
    fetch: (path, init) => fetch(url + path, init),
    task: async (name, task) => {
      const { message } = await (await running(name)).invoke({ task });
      await buffer(message);
    },
    start,
    bundle,
    printed: () => processes.map(({ printed }) => printed()).join(''),
    close: async () => {
      await Promise.all(processes.map((each) => each.stop()));
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await Promise.all([guard.close(), dynamodb.stop(), s3.stop()]);
      await rm(directory, { recursive: true, force: true, maxRetries: 10 });
    },
  };
}
