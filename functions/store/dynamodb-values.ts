import { randomUUID } from 'node:crypto';
import {
  BatchGetItemCommand,
  type BatchGetItemCommandInput,
  type BatchGetItemCommandOutput,
  ConditionalCheckFailedException,
  DeleteItemCommand,
  GetItemCommand,
  PutItemCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { backOff } from './dynamodb-append.ts';
import { expiry, type Item, keys, type Table, text } from './dynamodb-table.ts';

/** DynamoDB takes at most this many keys in one BatchGetItem. */
const BATCH = 100;
/** How often keys that a busy table left unread are asked for again. */
const ATTEMPTS = 10;

/** Adds in one step unless the counter has expired; an expired one is deleted first, by whoever comes first. */
export async function addToCounter(
  table: Table,
  counter: string,
  delta: number,
  expiresAt?: Date,
): Promise<number> {
  const { client, name: TableName } = table;
  const until = expiresAt && expiry(expiresAt);
  const keepFirst = ' SET expires = if_not_exists(expires, :expires), #ttl = if_not_exists(#ttl, :ttl)';
  for (;;) {
    const now = { ':now': { N: String(table.now().getTime()) } };
    const add = new UpdateItemCommand({
      TableName,
      Key: keys.counter(counter),
      UpdateExpression: `ADD #value :delta${until ? keepFirst : ''}`,
      ConditionExpression: 'attribute_not_exists(expires) OR expires > :now',
      ExpressionAttributeNames: until ? { '#value': 'value', '#ttl': 'ttl' } : { '#value': 'value' },
      ExpressionAttributeValues: {
        ...now,
        ':delta': { N: String(delta) },
        ...(until && { ':expires': until.expires, ':ttl': until.ttl }),
      },
      ReturnValues: 'UPDATED_NEW',
    });
    const answer = await unlessRefused(client.send(add));
    if (answer !== 'refused') return Number(answer.Attributes?.value?.N);
    const condition = { ConditionExpression: 'expires <= :now', ExpressionAttributeValues: now };
    await unlessRefused(
      client.send(new DeleteItemCommand({ TableName, Key: keys.counter(counter), ...condition })),
    );
  }
}

/** The values in the order asked for; 0 for what does not exist or has expired. */
export async function readCounters(table: Table, counters: readonly string[]): Promise<number[]> {
  const values = new Map<string, number>();
  const names = [...new Set(counters)];
  for (let start = 0; start < names.length; start += BATCH) {
    const wanted = names.slice(start, start + BATCH).map(keys.counter);
    for (const item of await readBatch(table, wanted)) {
      if (isLive(item, table.now())) values.set(text(item, 'pk'), Number(item.value?.N));
    }
  }
  return counters.map((counter) => values.get(keys.counter(counter).pk.S) ?? 0);
}

/** False when `ifAbsent` met a live item of somebody else. */
export async function putItem(
  table: Table,
  key: string,
  value: string,
  options: { expiresAt?: Date; ifAbsent?: boolean },
): Promise<boolean> {
  // Tells our own item from another's when the SDK had to send the request twice.
  const writer = randomUUID();
  const item = { ...keys.item(key), value: { S: value }, writer: { S: writer } };
  const put = {
    TableName: table.name,
    Item: options.expiresAt ? { ...item, ...expiry(options.expiresAt) } : item,
  };
  if (!options.ifAbsent) {
    await table.client.send(new PutItemCommand(put));
    return true;
  }
  const conditional = new PutItemCommand({
    ...put,
    ConditionExpression: 'attribute_not_exists(pk) OR expires <= :now',
    ExpressionAttributeValues: { ':now': { N: String(table.now().getTime()) } },
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  });
  try {
    await table.client.send(conditional);
    return true;
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
    return error.Item?.writer?.S === writer;
  }
}

/** The JSON text of a live item. */
export async function getItem({ client, name, now }: Table, key: string): Promise<string | undefined> {
  const get = new GetItemCommand({ TableName: name, Key: keys.item(key), ConsistentRead: true });
  const { Item } = await client.send(get);
  return Item && isLive(Item, now()) ? text(Item, 'value') : undefined;
}

/** DynamoDB deletes an expired item only within days, so every read checks. */
function isLive(item: Item, now: Date): boolean {
  return item.expires === undefined || Number(item.expires.N) > now.getTime();
}

async function readBatch({ client, name }: Table, requested: Item[]): Promise<Item[]> {
  const found: Item[] = [];
  let wanted: Item[] | undefined = requested;
  for (let attempt = 1; wanted !== undefined && wanted.length > 0; attempt += 1) {
    if (attempt > ATTEMPTS) throw new Error(`the table ${name} is too busy to be read; try again later`);
    if (attempt > 1) await backOff(attempt);
    const RequestItems: BatchGetItemCommandInput['RequestItems'] = {
      [name]: { Keys: wanted, ConsistentRead: true },
    };
    const answer: BatchGetItemCommandOutput = await client.send(new BatchGetItemCommand({ RequestItems }));
    found.push(...(answer.Responses?.[name] ?? []));
    wanted = answer.UnprocessedKeys?.[name]?.Keys;
  }
  return found;
}

async function unlessRefused<T>(answer: Promise<T>): Promise<T | 'refused'> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return 'refused';
    throw error;
  }
}
