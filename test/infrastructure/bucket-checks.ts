import { uploadDays } from '../../functions/domain/upload.ts';
import { accessDays } from '../../functions/parts/access-log.ts';
import type { Evaluation } from './evaluate.ts';
import { expectedOfStage, type StageName } from './expected.ts';
import { account } from './mock-aws.ts';
import { line, naming, ofType, statementsOf } from './readable.ts';
import type { Resource } from './resource.ts';

const names = ['Access', 'Log', 'Open', 'Protected', 'Snapshots'];
const tls = (name: string) => [
  `DENY s3:* | ${name} ${name}/* | aws:SecureTransport Bool false`,
  `DENY s3:* | ${name} ${name}/* | s3:TlsVersion NumericLessThan 1.2`,
];
const policies: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries(names.map((name) => [name, tls(name)])),
  Access: [
    ...tls('Access'),
    `s3:PutObject | Access/access/* | aws:SourceArn ArnLike arn:aws:logs:us-east-1:${account}:delivery-source:*`,
  ],
  Open: [
    ...tls('Open'),
    `s3:GetObject | Open/files/* Open/portal/* | aws:SourceArn ArnLike arn:aws:cloudfront::${account}:distribution/*`,
  ],
};
const blocks = ['blockPublicAcls', 'blockPublicPolicy', 'ignorePublicAcls', 'restrictPublicBuckets'];
/** Each of these would open a bucket in its own way. */
const forbidden = ['Acl', 'WebsiteConfiguration', 'CorsConfiguration', 'ObjectAcl'];

/** Gone for good a day after their last: uploads not before the last moment to publish them has passed. */
const passing: Readonly<Record<string, object>> = Object.fromEntries(
  [
    ['Protected', 'uploads/', uploadDays + 1],
    ['Access', 'access/', accessDays],
  ].map(([bucket, prefix, days]) => [
    bucket,
    {
      status: 'Enabled',
      filter: { prefix },
      expiration: { days },
      noncurrentVersionExpiration: { noncurrentDays: 1 },
    },
  ]),
);

/** No bucket is public; all are encrypted, versioned, cleaned up, refuse old TLS; the log is locked. */
export function bucketProblems({ resources, stage }: Evaluation): readonly string[] {
  const buckets = ofType(resources, 'aws:s3/bucket:Bucket');
  const found = buckets.map(({ name }) => name.replace(/Bucket$/, '')).toSorted();
  const extra = resources.filter(({ type }) => forbidden.some((kind) => type.endsWith(`:Bucket${kind}`)));
  return [
    ...(String(found) === String(names) ? [] : [`the buckets are ${found}`]),
    ...extra.map(({ name, type }) => `${name} is a ${type.split(':').at(-1)}`),
    ...buckets.flatMap((bucket) => problemsOfBucket(bucket, resources, stage)),
  ];
}

function problemsOfBucket(bucket: Resource, resources: readonly Resource[], stage: string): string[] {
  const name = bucket.name.replace(/Bucket$/, '');
  const { keepsData, lock } = expectedOfStage[stage as StageName];
  const own = (type: string) =>
    resources.filter(
      (each) =>
        each.type.endsWith(`:${type}`) && each.inputs.bucket === bucket.inputs.bucket && each !== bucket,
    );
  const has = (type: string, values: unknown) => own(type).some(({ inputs }) => includes(inputs, values));
  const [policy] = own('BucketPolicy');
  const lines = policy
    ? statementsOf(policy.inputs.policy).map((each) => line(each, naming(resources, stage)))
    : [];
  const encryption =
    name === 'Protected'
      ? { sseAlgorithm: 'aws:kms', kmsMasterKeyId: /:kms:.*Key$/ }
      : { sseAlgorithm: 'AES256' };
  const rules: readonly (readonly [string, boolean])[] = [
    [
      'is public',
      own('BucketPublicAccessBlock').some(({ inputs }) => blocks.every((block) => inputs[block] === true)),
    ],
    [`has the policy ${lines.join('; ')}`, String(lines.toSorted()) === String(policies[name]?.toSorted())],
    ['lets somebody else in', isOnlyFor(name, policy)],
    [
      'is not encrypted as it should be',
      has('BucketServerSideEncryptionConfiguration', {
        rules: [{ applyServerSideEncryptionByDefault: encryption }],
      }),
    ],
    ['has no versions', has('BucketVersioning', { versioningConfiguration: { status: 'Enabled' } })],
    [
      'keeps what was deleted',
      has('BucketLifecycleConfiguration', {
        rules: [{ status: 'Enabled', abortIncompleteMultipartUpload: { daysAfterInitiation: 7 } }],
      }),
    ],
    [
      'keeps what should pass',
      !(name in passing) || has('BucketLifecycleConfiguration', { rules: [passing[name]] }),
    ],
    ['may be deleted with its content', bucket.inputs.forceDestroy === !keepsData],
    ['is not retained', bucket.retainOnDelete === keepsData && bucket.protect === keepsData],
    ['has the wrong object lock', bucket.inputs.objectLockEnabled === (name === 'Log')],
  ];
  const locked = name !== 'Log' || has('BucketObjectLockConfiguration', { rule: { defaultRetention: lock } });
  return [...rules, ['is not locked', locked] as const]
    .filter(([, holds]) => !holds)
    .map(([what]) => `${name} ${what}`);
}

/** Who is allowed anything at all by a bucket's policy. */
function isOnlyFor(name: string, policy: Resource | undefined): boolean {
  const service = name === 'Access' ? 'delivery.logs' : 'cloudfront';
  return statementsOf(policy?.inputs.policy ?? '{"Statement":[]}').every(
    ({ Effect, Principal }) =>
      Effect === 'Deny' || JSON.stringify(Principal) === `{"Service":["${service}.amazonaws.com"]}`,
  );
}

/** Whether `value` has everything that `part` has; a pattern stands for the texts that fit it. */
export function includes(value: unknown, part: unknown): boolean {
  if (part instanceof RegExp) return typeof value === 'string' && part.test(value);
  if (Array.isArray(part))
    return Array.isArray(value) && part.every((each) => value.some((one) => includes(one, each)));
  if (typeof part !== 'object' || part === null) return value === part;
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(part).every(([key, each]) => includes((value as Record<string, unknown>)[key], each));
}
