/** What each function of the cloud is given, as `sst.config.ts` gives it, with credentials of its own. */
import { expectedOfFunction } from '../../infrastructure/expected.ts';
import type { FunctionName } from './bundle.ts';
import { bucketOfPrefix } from './iam/policy.ts';

export const table = 'jilin-open-data';
/** Buckets by their logical names. */
export const physicalBucket = (name: string): string => `jilin-${name.toLowerCase()}`;
export const buckets: readonly string[] = [...new Set(Object.values(bucketOfPrefix))].map(physicalBucket);

/** `files/=jilin-open …`: as the setting S3_BUCKETS has it. */
export const bucketsOf = (prefixes: readonly string[]): string =>
  prefixes.map((prefix) => `${prefix}=${physicalBucket(bucketOfPrefix[prefix] ?? '')}`).join(' ');

/** As `sst.config.ts` calls it. */
export const componentOf = (name: string): string => `${name.charAt(0).toUpperCase()}${name.slice(1)}`;

/** The access key of a function is the name of its role. */
export const roleOf = (name: FunctionName): string => `${componentOf(name)}Role`;

const more: Readonly<Partial<Record<FunctionName, Readonly<Record<string, string>>>>> = {
  workflow: { OIDC_CLIENT_SECRET_PARAMETER: 'OidcClientSecretParameter' },
  publication: {
    RENDER_FUNCTION: 'render',
    TASK_CLUSTER: 'cluster',
    TASK_DEFINITION: 'LargePublicationTask',
    TASK_CONTAINER: 'LargePublication',
    TASK_SUBNETS: 'subnet-a,subnet-b',
    TASK_SECURITY_GROUPS: 'sg-a',
  },
  render: { SITE_SPONSOR: '', SITE_CODE: '', SITE_RECORD: '' },
  schedule: {
    MAIL: 'ses',
    MAIL_FROM: 'open-data@mail.example.cn',
    SES_CONFIGURATION_SET: 'MailConfig',
    LOG_KEY_PARAMETER: 'LogKeyParameter',
  },
};

/** `endpoint` is the guard's: of all services. */
export function environmentOf(
  name: FunctionName,
  { endpoint, url }: { readonly endpoint: string; readonly url: string },
): Readonly<Record<string, string>> {
  const prefixes = expectedOfFunction[componentOf(name)]?.prefixes.split(' ') ?? [];
  return {
    AWS_REGION: 'cn-north-1',
    AWS_ENDPOINT_URL: endpoint,
    AWS_ENDPOINT_URL_S3: endpoint,
    AWS_ACCESS_KEY_ID: roleOf(name),
    AWS_SECRET_ACCESS_KEY: `secret-of-${name}`,
    AWS_LAMBDA_FUNCTION_NAME: `jilin-open-data-test-${name}`,
    METRICS: 'emf',
    PORTAL_URL: url,
    RECORDS: 'dynamodb',
    DYNAMODB_TABLE: table,
    BLOBS: 's3',
    S3_BUCKETS: bucketsOf(prefixes.map((prefix) => `${prefix}/`)),
    ...more[name],
  };
}
