import {
  BatchWriteItemCommand,
  type BatchWriteItemCommandInput,
  type BatchWriteItemCommandOutput,
  type DynamoDBClient,
  ScanCommand,
} from '@aws-sdk/client-dynamodb';
import type { RecordsTransfer, StoredRecord } from '../service/ports-transfer.ts';
import { backOff } from './dynamodb-append.ts';
import { expiry, type Item, keys, text } from './dynamodb-table.ts';

/** DynamoDB takes at most this many items in one BatchWriteItem. */
const BATCH = 25;
/** How often items that a busy table did not take are sent again. */
const ATTEMPTS = 10;

/** All records of one DynamoDB table, laid out as `dynamodb-table.ts` says. The client is destroyed by `close`. */
export function openDynamodbTransfer(options: {
  readonly client: DynamoDBClient;
  readonly table: string;
}): RecordsTransfer {
  const { client, table } = options;
  return {
    read: () => readAll(client, table),
    write: async (records) => {
      const items = records.flatMap(toItems);
      for (let start = 0; start < items.length; start += BATCH)
        await writeBatch(client, table, items.slice(start, start + BATCH));
    },
    close: async () => client.destroy(),
  };
}

async function* readAll(client: DynamoDBClient, table: string): AsyncGenerator<StoredRecord> {
  let ExclusiveStartKey: Item | undefined;
  do {
    const page = await client.send(
      new ScanCommand({ TableName: table, ConsistentRead: true, ExclusiveStartKey }),
    );
    for (const item of page.Items ?? []) {
      const record = toRecord(item);
      if (record) yield record;
    }
    ExclusiveStartKey = page.LastEvaluatedKey;
  } while (ExclusiveStartKey);
}

async function writeBatch(client: DynamoDBClient, table: string, items: readonly Item[]): Promise<void> {
  let requests: BatchWriteItemCommandInput['RequestItems'] = {
    [table]: items.map((Item) => ({ PutRequest: { Item } })),
  };
  for (let attempt = 1; requests?.[table]?.length; attempt += 1) {
    if (attempt > ATTEMPTS) throw new Error(`the table ${table} is too busy to be written; try again later`);
    if (attempt > 1) await backOff(attempt);
    const answer: BatchWriteItemCommandOutput = await client.send(
      new BatchWriteItemCommand({ RequestItems: requests }),
    );
    requests = answer.UnprocessedItems;
  }
}

/** The items of a record; the length of a stream stands with it, and lists it. */
function toItems(record: StoredRecord): Item[] {
  switch (record.kind) {
    case 'event': {
      const { stream, sequence, type, at, actor, data, hash } = record;
      const texts = { type, at, actor, data, hash };
      const attributes = Object.entries(texts).map(([name, S]) => [name, { S }]);
      return [{ ...keys.event(stream, sequence), ...Object.fromEntries(attributes) }];
    }
    case 'stream': {
      const { stream, length } = record;
      return [{ ...keys.length(stream), length: { N: String(length) } }, keys.listing(stream)];
    }
    case 'token':
      return [{ ...keys.token(record.stream, record.token), length: { N: String(record.length) } }];
    case 'row':
      return [{ ...keys.row(record.index, record.key, record.sort), value: { S: record.value } }];
    case 'counter': {
      const { counter, value, expires } = record;
      return [{ ...keys.counter(counter), value: { N: String(value) }, ...until(expires) }];
    }
    case 'item': {
      const { key, value, expires } = record;
      return [{ ...keys.item(key), value: { S: value }, writer: { S: 'restored' }, ...until(expires) }];
    }
  }
}

const until = (expires: number | null): Item => (expires === null ? {} : expiry(new Date(expires)));

/** Undefined for what another item tells: the list of streams. */
function toRecord(item: Item): StoredRecord | undefined {
  const [pk, sk] = [text(item, 'pk'), text(item, 'sk')];
  if (pk === keys.streams) return undefined;
  const hash = pk.indexOf('#');
  const [kind, name] = [pk.slice(0, hash), pk.slice(hash + 1)];
  const expires = item.expires === undefined ? null : Number(item.expires.N);
  switch (kind) {
    case 'stream':
      return ofStream(item, name, sk);
    case 'index': {
      // The name of an index has no `#` in it; its key may.
      const end = name.indexOf('#');
      const place = { index: name.slice(0, end), key: name.slice(end + 1), sort: sk };
      return { kind: 'row', ...place, value: text(item, 'value') };
    }
    case 'counter':
      return { kind: 'counter', counter: name, value: Number(item.value?.N), expires };
    case 'item':
      return { kind: 'item', key: name, value: text(item, 'value'), expires };
    default:
      throw new Error(`the table holds an item that this platform did not write: ${pk}`);
  }
}

function ofStream(item: Item, stream: string, sort: string): StoredRecord {
  const length = Number(item.length?.N);
  if (sort === 'length') return { kind: 'stream', stream, length };
  if (sort.startsWith('t#')) return { kind: 'token', stream, token: sort.slice(2), length };
  const texts = { type: text(item, 'type'), at: text(item, 'at'), actor: text(item, 'actor') };
  const sequence = Number(sort.slice('e#'.length));
  return { kind: 'event', stream, sequence, ...texts, data: text(item, 'data'), hash: text(item, 'hash') };
}
