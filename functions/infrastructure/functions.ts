/** The functions, as SST makes them; what each is for says `purposes.ts`. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Buckets, bucketOf, type Prefix } from './buckets.ts';
import { bundling } from './bundling.ts';
import { type Grantable, grant, type Statement } from './permissions.ts';
import { type Purpose, type PurposeName, purposes } from './purposes.ts';
import type { Stage } from './stages.ts';

export interface FunctionsIn extends Grantable {
  readonly stage: Stage;
  readonly environment: Readonly<Record<string, $util.Input<string>>>;
}

export interface Extra {
  readonly permissions?: Statement[];
  readonly environment?: Readonly<Record<string, $util.Input<string>>>;
}

/** The name of a function, known before it is made: some that are made before it call it. */
export const functionName = (name: PurposeName): string => `${$app.name}-${$app.stage}-${name}`;

export function makeFunction(name: PurposeName, given: FunctionsIn, extra: Extra = {}): sst.aws.Function {
  const purpose: Purpose = purposes[name];
  const { stage } = given;
  const logs = makeLogs(name, stage);
  const reserved = purpose.atOnce ?? stage.concurrency;
  return new sst.aws.Function(componentName(name), {
    name: functionName(name),
    handler: `functions/lambda/${name}.handler`,
    runtime: 'nodejs24.x',
    architecture: 'arm64',
    memory: purpose.memory,
    timeout: purpose.timeout,
    storage: purpose.storage ?? '512 MB',
    streaming: purpose.streams ?? false,
    ...(reserved !== undefined && { concurrency: { reserved } }),
    ...(purpose.isHttp && { url: { cors: false } }),
    logging: { logGroup: logs.name, format: 'json' },
    nodejs: { ...bundling, install: [...(purpose.install ?? [])] },
    environment: {
      ...given.environment,
      S3_BUCKETS: bucketsOf(purpose.blobs, given.buckets),
      ...extra.environment,
    },
    permissions: [
      { actions: ['logs:CreateLogStream', 'logs:PutLogEvents'], resources: [$interpolate`${logs.arn}:*`] },
      ...grant(given, purpose.may),
      ...(extra.permissions ?? []),
    ],
    ...(purpose.packs && { hook: { postbuild: pack(purpose.packs) } }),
    transform: { role: onlyFor('lambda.amazonaws.com') },
  });
}

/** Runs a program of this repository when SST has built the function. */
const pack = (program: string) => async (directory: string) => {
  await promisify(execFile)('node', [join($cli.paths.root, program), directory]);
};

export const componentName = (name: string): string => `${name.charAt(0).toUpperCase()}${name.slice(1)}`;

function makeLogs(name: string, { logs, keepsData }: Stage) {
  const days = { '1 month': 30, '3 months': 90, '1 year': 365 }[logs];
  const group = { name: `/aws/lambda/${$app.name}-${$app.stage}-${name}`, retentionInDays: days };
  return new aws.cloudwatch.LogGroup(`${componentName(name)}Logs`, group, { retainOnDelete: keepsData });
}

/** SST trusts the whole account beside the service and adds a managed policy for any log group: neither is needed. */
function onlyFor(service: string) {
  return (args: aws.iam.RoleArgs): undefined => {
    args.assumeRolePolicy = aws.iam.assumeRolePolicyForPrincipal({ Service: service });
    args.managedPolicyArns = [];
  };
}

/** `files/=name snapshots/=other`: which bucket holds the blobs whose key begins so. */
export const bucketsOf = (prefixes: readonly Prefix[], buckets: Buckets) =>
  $resolve(prefixes.map((prefix) => buckets[bucketOf(prefix)].name)).apply((names) =>
    prefixes.map((prefix, index) => `${prefix}=${names[index]}`).join(' '),
  );
