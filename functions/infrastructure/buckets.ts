import { accessDays } from '../parts/access-log.ts';
import { deliveryRegion } from './access-log.ts';
import { arnOf } from './here.ts';
import type { Stage } from './stages.ts';

type Key = aws.kms.Key;

interface Layout {
  /** The keys of blobs that lie in the bucket, by how they begin. */
  readonly prefixes: readonly string[];
  /** Encrypted with the platform's key rather than with S3's own. */
  readonly isProtected?: boolean;
  /** May be read through CloudFront. */
  readonly isOpen?: boolean;
  /** Written by CloudWatch, which delivers CloudFront's log. */
  readonly takesLogs?: boolean;
  /** Nothing written can be changed or deleted until its time has passed. */
  readonly isLocked?: boolean;
  /** Days that what was deleted or replaced can be brought back. */
  readonly keptDays: number;
  /** What is deleted so many days after it came, for good on the day after; by how keys begin. */
  readonly passing?: Readonly<Record<string, number>>;
}

/** Every bucket is private; `Open` is read by CloudFront, and by nobody else without leave. */
export const bucketLayout = {
  // What was withdrawn lives on in the archive; its public copy should be gone (Art. 37).
  Open: { prefixes: ['files/', 'portal/'], isOpen: true, keptDays: 1 },
  Protected: {
    prefixes: ['archive/', 'attachments/', 'documents/', 'uploads/'],
    isProtected: true,
    keptDays: 90,
    // A day longer than an upload can be published, so that a job of the last minute still finds it.
    passing: { 'uploads/': 7 },
  },
  // What belongs to the pages and is not theirs to read: tombstones, which no bucket tells with 410, and what stands.
  Snapshots: { prefixes: ['snapshots/', 'editions/'], keptDays: 30 },
  // The public log, and what its leaves over all records speak of, which is not public.
  Log: { prefixes: ['log/', 'heads/'], isLocked: true, keptDays: 30 },
  // Which addresses were asked for, and not by whom: counted each hour, and removed.
  Access: { prefixes: ['access/'], takesLogs: true, keptDays: 1, passing: { 'access/': accessDays } },
} as const satisfies Record<string, Layout>;

export type BucketName = keyof typeof bucketLayout;
export type Buckets = Readonly<Record<BucketName, sst.aws.Bucket>>;

export type Prefix = (typeof bucketLayout)[BucketName]['prefixes'][number];

export function bucketOf(prefix: Prefix): BucketName {
  const names = Object.keys(bucketLayout) as BucketName[];
  const found = names.find((name) => (bucketLayout[name].prefixes as readonly string[]).includes(prefix));
  if (!found) throw new Error(`no bucket holds ${prefix}`);
  return found;
}

export function makeBuckets(stage: Stage, key: Key): Buckets {
  const bucket = (name: BucketName) => makeBucket(name, bucketLayout[name], stage, key);
  return {
    Open: bucket('Open'),
    Protected: bucket('Protected'),
    Snapshots: bucket('Snapshots'),
    Log: bucket('Log'),
    Access: bucket('Access'),
  };
}

function makeBucket(name: BucketName, layout: Layout, stage: Stage, key: Key): sst.aws.Bucket {
  const bucket = new sst.aws.Bucket(name, {
    versioning: true,
    cors: false,
    policy: [
      oldTls,
      ...(layout.isOpen ? [readByCloudFront(layout.prefixes)] : []),
      ...(layout.takesLogs ? [writtenByDelivery(layout.prefixes)] : []),
    ],
    lifecycle: [{ id: 'leftovers' }],
    transform: {
      bucket: (args, opts) => {
        args.forceDestroy = !stage.keepsData;
        args.objectLockEnabled = layout.isLocked ?? false;
        opts.protect = stage.keepsData;
      },
      lifecycle: (args) => {
        args.rules = [leftovers(layout.keptDays), ...Object.entries(layout.passing ?? {}).map(passing)];
      },
    },
  });
  encrypt(name, bucket, layout.isProtected ? key : undefined);
  if (layout.isLocked) lock(name, bucket, stage);
  return bucket;
}

const leftovers = (keptDays: number) => ({
  id: 'leftovers',
  status: 'Enabled',
  filter: { prefix: '' },
  abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
  noncurrentVersionExpiration: { noncurrentDays: keptDays },
  expiration: { expiredObjectDeleteMarker: true },
});

/** Where two rules fit, S3 does what comes first. */
const passing = ([prefix, days]: readonly [string, number]) => ({
  id: `passing-${prefix.replace('/', '')}`,
  status: 'Enabled',
  filter: { prefix },
  expiration: { days },
  noncurrentVersionExpiration: { noncurrentDays: 1 },
});

function encrypt(name: string, bucket: sst.aws.Bucket, key: Key | undefined) {
  new aws.s3.BucketServerSideEncryptionConfiguration(`${name}Encryption`, {
    bucket: bucket.name,
    rules: [
      {
        applyServerSideEncryptionByDefault: key
          ? { sseAlgorithm: 'aws:kms', kmsMasterKeyId: key.arn }
          : { sseAlgorithm: 'AES256' },
        bucketKeyEnabled: key !== undefined,
      },
    ],
  });
}

function lock(name: string, bucket: sst.aws.Bucket, stage: Stage) {
  new aws.s3.BucketObjectLockConfiguration(`${name}Lock`, {
    bucket: bucket.name,
    rule: { defaultRetention: stage.lock },
  });
}

/** Besides plain HTTP, which SST refuses already. */
const oldTls = {
  effect: 'deny' as const,
  principals: '*' as const,
  actions: ['s3:*'],
  conditions: [{ test: 'NumericLessThan', variable: 's3:TlsVersion', values: ['1.2'] }],
};

/** What a service may do to blobs of these prefixes, for `source` of this account. */
const byService = (
  service: string,
  action: string,
  source: $util.Input<string>,
  prefixes: readonly string[],
) => ({
  principals: [{ type: 'service' as const, identifiers: [service] }],
  actions: [action],
  paths: prefixes.map((prefix) => `${prefix}*`),
  conditions: [{ test: 'ArnLike', variable: 'aws:SourceArn', values: [source] }],
});

/** By the distributions of this account only: SST's own `access: "cloudfront"` would let in those of any account. */
const readByCloudFront = (prefixes: readonly string[]) =>
  byService('cloudfront.amazonaws.com', 's3:GetObject', arnOf('cloudfront', '', 'distribution/*'), prefixes);

/** By the deliveries of this account only. */
const writtenByDelivery = (prefixes: readonly string[]) => {
  const source = arnOf('logs', deliveryRegion, 'delivery-source:*');
  return byService('delivery.logs.amazonaws.com', 's3:PutObject', source, prefixes);
};
