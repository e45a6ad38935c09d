/** What a request to AWS wants to do, in the words of IAM. */
import type { Wanted } from './policy.ts';

export interface AwsRequest {
  readonly service: string;
  readonly method: string;
  /** With query. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
}

/** Throws for a request that nothing here knows: it would be let through unseen. */
export function wantedBy(request: AwsRequest): readonly Wanted[] {
  const read = services[request.service];
  if (!read) throw new Error(`nothing is known of the service ${request.service}`);
  return read(request);
}

const services: Readonly<Record<string, (request: AwsRequest) => readonly Wanted[]>> = {
  dynamodb: ofDynamodb,
  s3: ofS3,
  lambda: ({ url }) => [
    {
      action: 'lambda:InvokeFunction',
      resource: `function:${/\/functions\/([^/]+)\/invocations$/.exec(url)?.[1]}`,
    },
  ],
  ses: ofSes,
  ecs: ofEcs,
  ssm: (request) => [
    { action: 'ssm:GetParameter', resource: String(jsonOf<{ Name: string }>(request).Name) },
    { action: 'kms:Decrypt', resource: 'Key' },
  ],
};

const jsonOf = <T>({ body }: AwsRequest): T => JSON.parse(body.toString('utf8')) as T;

type Item = Readonly<Record<string, { readonly S?: string }>>;
interface DynamodbBody {
  readonly Key?: Item;
  readonly Item?: Item;
  readonly KeyConditionExpression?: string;
  readonly ExpressionAttributeValues?: Item;
  readonly RequestItems?: Readonly<Record<string, { readonly Keys: readonly Item[] }>>;
  readonly TransactItems?: readonly Readonly<Record<string, DynamodbBody>>[];
}
const ofTransaction: Readonly<Record<string, string>> = {
  Put: 'PutItem',
  Update: 'UpdateItem',
  Delete: 'DeleteItem',
  ConditionCheck: 'ConditionCheckItem',
};

function ofDynamodb(request: AwsRequest): readonly Wanted[] {
  const operation = String(request.headers['x-amz-target']).split('.')[1] ?? '';
  const body = jsonOf<DynamodbBody>(request);
  if (operation === 'TransactWriteItems')
    return (body.TransactItems ?? []).flatMap((each) =>
      Object.entries(each).map(([kind, part]) => onTable(ofTransaction[kind] ?? kind, partitionsOf(part))),
    );
  return [onTable(operation, partitionsOf(body))];
}

/** A request that names no partition has no such key: a scan. */
const onTable = (operation: string, partitions: readonly string[]): Wanted => ({
  action: `dynamodb:${operation}`,
  resource: 'table/RecordsTable',
  ...(partitions.length > 0 && { context: { 'dynamodb:LeadingKeys': partitions } }),
});

function partitionsOf(body: DynamodbBody): readonly string[] {
  const keys = [body.Key, body.Item, ...Object.values(body.RequestItems ?? {}).flatMap(({ Keys }) => Keys)];
  const [, name = ''] = /^pk = (:\w+)\b/.exec(body.KeyConditionExpression ?? '') ?? [];
  const asked = [...keys.map((key) => key?.pk?.S), body.ExpressionAttributeValues?.[name]?.S];
  return asked.filter((each) => each !== undefined);
}

/** Buckets bear their logical names in lower case behind a dash: `jilin-open`. */
function ofS3({ method, url }: AwsRequest): readonly Wanted[] {
  const { pathname, searchParams } = new URL(url, 'http://s3');
  const [, bucketName = '', ...rest] = pathname.split('/');
  const word = bucketName.slice(bucketName.lastIndexOf('-') + 1);
  const bucket = `${word.charAt(0).toUpperCase()}${word.slice(1)}`;
  const key = decodeURIComponent(rest.join('/'));
  if (key === '') return [{ action: bucketAction(method, searchParams), resource: bucket }];
  const action = objectAction(method, searchParams);
  return [{ action, resource: `${bucket}/${key}` }, ...ofKey(bucket, action, method, searchParams)];
}

const bucketAction = (method: string, query: URLSearchParams): string =>
  method === 'GET' && query.has('list-type') ? 's3:ListBucket' : `s3:${method} of a bucket`;

function objectAction(method: string, query: URLSearchParams): string {
  const isUpload = query.has('uploadId');
  if (method === 'GET' && [...query.keys()].every((name) => name === 'x-id')) return 's3:GetObject';
  if (method === 'HEAD') return 's3:GetObject';
  if (method === 'PUT' || (method === 'POST' && (isUpload || query.has('uploads')))) return 's3:PutObject';
  if (method === 'DELETE') return isUpload ? 's3:AbortMultipartUpload' : 's3:DeleteObject';
  return `s3:${method} of an object`;
}

/** What lies in the protected bucket is encrypted with the platform's key; parts of an upload are read again. */
function ofKey(bucket: string, action: string, method: string, query: URLSearchParams): readonly Wanted[] {
  if (bucket !== 'Protected') return [];
  const isMultipart = query.has('uploads') || query.has('uploadId');
  const names = [
    ...(action === 's3:GetObject' && method === 'GET' ? ['kms:Decrypt'] : []),
    ...(action === 's3:PutObject' ? ['kms:GenerateDataKey'] : []),
    ...(action === 's3:PutObject' && isMultipart ? ['kms:Decrypt'] : []),
  ];
  return names.map((name) => ({ action: name, resource: 'Key' }));
}

/** A task takes its roles along; the test calls its definition by the logical name. */
function ofEcs(request: AwsRequest): readonly Wanted[] {
  const operation = String(request.headers['x-amz-target']).split('.')[1] ?? '';
  const { taskDefinition } = jsonOf<{ taskDefinition: string }>(request);
  const roles = ['role/LargePublicationExecutionRole', 'role/LargePublicationTaskRole'];
  return [
    { action: `ecs:${operation}`, resource: taskDefinition },
    ...roles.map((resource) => ({ action: 'iam:PassRole', resource })),
  ];
}

interface SesBody {
  readonly FromEmailAddress: string;
  readonly ConfigurationSetName?: string;
  readonly Content: { readonly Raw?: object };
}

/** Mail that comes as it is to be sent takes another leave than mail that SES writes. */
function ofSes(request: AwsRequest): readonly Wanted[] {
  const { FromEmailAddress: from, ConfigurationSetName, Content } = jsonOf<SesBody>(request);
  const action = Content.Raw ? 'ses:SendRawEmail' : 'ses:SendEmail';
  const context = { 'ses:FromAddress': [from] };
  return [
    { action, resource: `identity/${from.split('@')[1]}`, context },
    ...(ConfigurationSetName
      ? [{ action, resource: `configuration-set/${ConfigurationSetName}`, context }]
      : []),
  ];
}
