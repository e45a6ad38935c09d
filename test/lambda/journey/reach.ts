/** With the credentials of a function, past its program: what whoever took it over could reach. */
import {
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  ScanCommand,
} from '@aws-sdk/client-dynamodb';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { expect, it } from 'vitest';
import type { FunctionName } from '../../support/lambda/bundle.ts';
import type { Cloud } from '../../support/lambda/cloud.ts';
import { physicalBucket, roleOf, table } from '../../support/lambda/environment.ts';

type Clients = { readonly s3: S3Client; readonly dynamodb: DynamoDBClient };
type Attempt = (clients: Clients) => Promise<unknown>;

const object = (bucket: string, key: string) => ({ Bucket: physicalBucket(bucket), Key: key });
const partition = (pk: string) => ({
  TableName: table,
  KeyConditionExpression: 'pk = :pk',
  ExpressionAttributeValues: { ':pk': { S: pk } },
});
const item = (pk: string) => ({ pk: { S: pk }, sk: { S: 'value' } });

const readObject =
  (bucket: string, key: string): Attempt =>
  ({ s3 }) =>
    s3.send(new GetObjectCommand(object(bucket, key)));
const writeObject =
  (bucket: string, key: string): Attempt =>
  ({ s3 }) =>
    s3.send(new PutObjectCommand({ ...object(bucket, key), Body: 'x' }));
const removeObject =
  (bucket: string, key: string): Attempt =>
  ({ s3 }) =>
    s3.send(new DeleteObjectCommand(object(bucket, key)));
const list =
  (bucket: string): Attempt =>
  ({ s3 }) =>
    s3.send(new ListObjectsV2Command({ Bucket: physicalBucket(bucket) }));
const query =
  (pk: string): Attempt =>
  ({ dynamodb }) =>
    dynamodb.send(new QueryCommand(partition(pk)));
const getItem =
  (pk: string): Attempt =>
  ({ dynamodb }) =>
    dynamodb.send(new GetItemCommand({ TableName: table, Key: item(pk) }));
const putItem =
  (pk: string): Attempt =>
  ({ dynamodb }) =>
    dynamodb.send(new PutItemCommand({ TableName: table, Item: item(pk) }));
const scan: Attempt = ({ dynamodb }) => dynamodb.send(new ScanCommand({ TableName: table }));

const denied: readonly (readonly [FunctionName, string, Attempt])[] = [
  ['public', 'read protected data', readObject('Protected', 'archive/ab/abcd')],
  ['public', 'read what applicants sent', readObject('Protected', 'attachments/ab')],
  ['public', 'list protected data', list('Protected')],
  ['public', 'read what all records were', readObject('Log', 'heads/ab.jsonl')],
  ['public', 'write the signed log', writeObject('Log', 'log/checkpoints/1')],
  ['schedule', 'remove from the signed log', removeObject('Log', 'log/checkpoints/1')],
  ['public', 'write an open file', writeObject('Open', 'files/census/1/census.csv')],
  ['public', 'write a page', writeObject('Open', 'portal/index.html')],
  ['public', 'write a snapshot', writeObject('Snapshots', 'snapshots/x')],
  ['public', 'write a tombstone', writeObject('Snapshots', 'editions/gone/x')],
  ['public', 'remove an open file', removeObject('Open', 'files/census/1/census.csv')],
  ['public', 'read applications', query('index#applications#all')],
  ['public', 'read an event', query('stream#application/app_1')],
  ['public', 'read an item', getItem('item#session/1')],
  ['public', 'switch the snapshot', putItem('index#pointer#catalogue-snapshot')],
  ['public', 'read the whole table', scan],
  ['query', 'read what applicants sent', readObject('Protected', 'attachments/ab')],
  ['query', 'read applications', query('stream#application/app_1')],
  ['query', 'make a key', putItem('index#access-keys#x')],
  ['query', 'read the whole table', scan],
  ['workflow', 'read protected data', readObject('Protected', 'archive/ab/abcd')],
  ['workflow', 'write an open file', writeObject('Open', 'files/census/1/census.csv')],
  ['workflow', 'read the whole table', scan],
  ['schedule', 'read protected data', readObject('Protected', 'archive/ab/abcd')],
  ['render', 'read protected data', readObject('Protected', 'archive/ab/abcd')],
  ['render', 'write an open file', writeObject('Open', 'files/census/1/census.csv')],
  ['render', 'write a snapshot', writeObject('Snapshots', 'snapshots/x')],
  ['render', 'switch the snapshot', putItem('index#pointer#catalogue-snapshot')],
  ['render', 'read the whole table', scan],
  ['publication', 'read what applicants sent', readObject('Protected', 'attachments/ab')],
  ['publication', 'write a page', writeObject('Open', 'portal/index.html')],
  ['publication', 'remove from the archive', removeObject('Protected', 'archive/ab/abcd')],
];

export function checkReach(cloud: () => Cloud): void {
  it.each(denied)('%s may not %s', async (name, _what, attempt) => {
    const options = {
      endpoint: cloud().guard.endpoint,
      region: 'cn-north-1',
      maxAttempts: 1,
      credentials: { accessKeyId: roleOf(name), secretAccessKey: 'x' },
    };
    const s3 = new S3Client({ ...options, forcePathStyle: true });
    const dynamodb = new DynamoDBClient(options);
    await expect(attempt({ s3, dynamodb })).rejects.toThrow(/not authorized/);
    s3.destroy();
    dynamodb.destroy();
  });

  it('while what it is for, it may', async () => {
    expect(cloud().guard.asked.some(({ role, line }) => role === 'PublicRole' && line !== undefined)).toBe(
      true,
    );
  });
}
