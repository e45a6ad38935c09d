/** The words of the table of permissions in `functions.ts`: each names the fewest actions its purpose needs. */
import type { BucketName, Buckets } from './buckets.ts';

export type Statement =
  NonNullable<Exclude<sst.aws.FunctionArgs['permissions'], undefined>> extends infer P
    ? P extends readonly (infer S)[]
      ? S
      : never
    : never;

export interface Grantable {
  readonly buckets: Buckets;
  readonly table: sst.aws.Dynamo;
  readonly key: aws.kms.Key;
}

type Grant = (from: Grantable) => Statement[];

const objects = ({ buckets }: Grantable, name: BucketName, prefixes: readonly string[]) =>
  prefixes.map((prefix) => $interpolate`${buckets[name].arn}/${prefix}*`);

/** Reading; that a bucket may be listed makes an unknown key "not found" rather than "forbidden". */
export const read =
  (name: BucketName, ...prefixes: string[]): Grant =>
  (from) => [
    { actions: ['s3:GetObject'], resources: objects(from, name, prefixes) },
    { actions: ['s3:ListBucket'], resources: [from.buckets[name].arn] },
  ];

/** What lies in a bucket, without reading it. */
export const list =
  (name: BucketName): Grant =>
  (from) => [{ actions: ['s3:ListBucket'], resources: [from.buckets[name].arn] }];

export const write =
  (name: BucketName, ...prefixes: string[]): Grant =>
  (from) => [
    { actions: ['s3:AbortMultipartUpload', 's3:PutObject'], resources: objects(from, name, prefixes) },
  ];

/** Without `s3:DeleteObjectVersion`: what a function deletes can be brought back. */
export const remove =
  (name: BucketName, ...prefixes: string[]): Grant =>
  (from) => [{ actions: ['s3:DeleteObject'], resources: objects(from, name, prefixes) }];

export const useKey =
  (...actions: ('kms:Decrypt' | 'kms:GenerateDataKey')[]): Grant =>
  ({ key }) => [{ actions, resources: [key.arn] }];

/** Some actions on the items whose partition key is one of `partitions` (`*` stands for anything). */
export const items =
  (actions: readonly string[], partitions: readonly string[]): Grant =>
  ({ table }) => [
    {
      actions: actions.map((action) => `dynamodb:${action}`),
      resources: [table.arn],
      conditions: [
        { test: 'ForAllValues:StringLike', variable: 'dynamodb:LeadingKeys', values: [...partitions] },
        // "For all values" holds of none, too: a request that names no partition (a scan) must not pass.
        { test: 'Null', variable: 'dynamodb:LeadingKeys', values: ['false'] },
      ],
    },
  ];

/** Which snapshot is the public one. */
export const readPointer = items(['Query'], ['index#pointer#catalogue-snapshot']);

/** What the public log shows, and what it says of a dataset. */
export const readLog = items(['Query'], ['index#catalogue-log#entries', 'index#pointer#catalogue-log']);

/** All records, but events and what orders them are never deleted: nobody can rewrite the audit trail by omission. */
export const keepRecords: Grant = (from) => [
  {
    actions: ['BatchGetItem', 'ConditionCheckItem', 'GetItem', 'PutItem', 'Query', 'UpdateItem'].map(
      (action) => `dynamodb:${action}`,
    ),
    resources: [from.table.arn],
  },
  ...items(['DeleteItem'], ['counter#*', 'index#*', 'item#*'])(from),
];

export const grant = (from: Grantable, grants: readonly Grant[]): Statement[] =>
  grants.flatMap((each) => each(from));
