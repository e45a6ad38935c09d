import { DeleteItemCommand, type DynamoDBClient, QueryCommand } from '@aws-sdk/client-dynamodb';
import type { IndexRow, Records, StoredEvent } from '../service/ports.ts';
import { transactAppend } from './dynamodb-append.ts';
import { eventSort, type Item, keys, type Table, text } from './dynamodb-table.ts';
import { addToCounter, getItem, putItem, readCounters } from './dynamodb-values.ts';
import {
  checkDelta,
  checkIndex,
  checkName,
  decode,
  encode,
  prepareAppend,
  readEvents,
} from './records-input.ts';
import { type Bounds, isEmpty, page, prefixBounds, queryBounds } from './records-page.ts';

export { ensureTable } from './dynamodb-table.ts';

/**
 * Records in one DynamoDB table (`dynamodb-table.ts` has the layout, `ensureTable` creates it). All reads are
 * strongly consistent. The client belongs to the store from now on: `close` destroys it. What the service
 * answers besides the outcomes of the port (throttled, unreachable, denied) is thrown as the SDK's error.
 */
export function openDynamodbRecords(options: {
  readonly client: DynamoDBClient;
  readonly table: string;
  readonly now: () => Date;
}): Records {
  const table: Table = { client: options.client, name: options.table, now: options.now };
  return {
    append: async (stream, expected, events, options = {}) => {
      const prepared = prepareAppend(stream, expected, events, options);
      return transactAppend({ table, stream, expected, prepared });
    },
    load: async (stream, after = 0) => {
      checkName('stream', stream);
      const [lower, upper] = [eventSort(after + 1), 'e#~'];
      const all = { lower, upper, descending: false, limit: Number.POSITIVE_INFINITY };
      const items = await readRange(table, keys.stream(stream), all);
      return readEvents(stream, after, items, (item) => toEvent(stream, item));
    },
    query: async (index, key, options = {}) => {
      checkIndex(index);
      checkName('index key', key);
      const bounds = queryBounds(options);
      const items = await readRange(table, keys.index(index, key), bounds);
      return page(
        items.map((item) => toRow(index, key, item)),
        bounds.limit,
        (row) => row.sort,
      );
    },
    streams: async (prefix, options = {}) => {
      const bounds = prefixBounds(prefix, options);
      const items = await readRange(table, keys.streams, bounds);
      return page(
        items.map((item) => text(item, 'sk')),
        bounds.limit,
        (name) => name,
      );
    },
    add: async (counter, delta, { expiresAt } = {}) => {
      checkName('counter', counter);
      checkDelta(delta);
      return addToCounter(table, counter, delta, expiresAt);
    },
    read: async (counters) => {
      for (const counter of counters) checkName('counter', counter);
      return readCounters(table, counters);
    },
    put: async (key, value, options = {}) => {
      checkName('item key', key);
      return putItem(table, key, encode('the item', value), options);
    },
    get: async (key) => {
      checkName('item key', key);
      const value = await getItem(table, key);
      return value === undefined ? undefined : decode(value);
    },
    remove: async (key) => {
      checkName('item key', key);
      await table.client.send(new DeleteItemCommand({ TableName: table.name, Key: keys.item(key) }));
    },
    close: async () => table.client.destroy(),
  };
}

/**
 * The items of a partition within the bounds, and one more than `limit` if there are more. Reads on until
 * enough are there, because DynamoDB ends an answer after 1 MB. `BETWEEN` includes `upper`, so that is dropped.
 */
async function readRange({ client, name }: Table, partition: string, bounds: Bounds): Promise<Item[]> {
  if (isEmpty(bounds)) return [];
  const { lower, upper, descending, limit } = bounds;
  const found: Item[] = [];
  let ExclusiveStartKey: Item | undefined;
  do {
    const missing = limit + 1 - found.length;
    const answer = await client.send(
      new QueryCommand({
        TableName: name,
        ConsistentRead: true,
        KeyConditionExpression: 'pk = :partition AND sk BETWEEN :lower AND :upper',
        ExpressionAttributeValues: {
          ':partition': { S: partition },
          ':lower': { S: lower },
          ':upper': { S: upper },
        },
        ScanIndexForward: !descending,
        Limit: Number.isFinite(missing) ? missing : undefined,
        ExclusiveStartKey,
      }),
    );
    found.push(...(answer.Items ?? []).filter((item) => text(item, 'sk') !== upper));
    ExclusiveStartKey = answer.LastEvaluatedKey;
  } while (ExclusiveStartKey && found.length <= limit);
  return found;
}

function toEvent(stream: string, item: Item): StoredEvent {
  const sequence = Number(text(item, 'sk').slice('e#'.length));
  const texts = { type: text(item, 'type'), at: text(item, 'at'), actor: text(item, 'actor') };
  return { stream, sequence, ...texts, data: decode(text(item, 'data')), hash: text(item, 'hash') };
}

function toRow(index: string, key: string, item: Item): IndexRow {
  return { index, key, sort: text(item, 'sk'), value: decode(text(item, 'value')) };
}
