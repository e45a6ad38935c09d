import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import {
  GetItemCommand,
  TransactionCanceledException,
  TransactionInProgressException,
  type TransactWriteItem,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import type { AppendResult } from '../service/ports.ts';
import { type Item, keys, type Table } from './dynamodb-table.ts';
import type { PreparedAppend } from './records-input.ts';

/** How often a transaction that met another one is tried again, and the first wait in milliseconds. */
const ATTEMPTS = 10;
const FIRST_WAIT = 10;

/** Reasons for which DynamoDB cancels a transaction that may succeed, or whose outcome a reading tells. */
const PASSING = new Set([
  'None',
  'ConditionalCheckFailed',
  'TransactionConflict',
  'ThrottlingError',
  'ProvisionedThroughputExceeded',
]);

interface Append {
  readonly table: Table;
  readonly stream: string;
  readonly expected: number;
  readonly prepared: PreparedAppend;
}

/**
 * One transaction: the length of the stream, its events, the token and the index rows.
 * A cancelled transaction is never interpreted by its reasons alone: the stream is read again, and only if
 * neither the token nor another writer explains it, the transaction is tried again.
 */
export async function transactAppend(append: Append): Promise<AppendResult> {
  const { table, expected, prepared } = append;
  const TransactItems = transactItems(append);
  // Sent again with the same token after a lost answer, DynamoDB reports the first success (10 minutes).
  let ClientRequestToken = randomUUID();
  for (let attempt = 1; ; attempt += 1) {
    try {
      await table.client.send(new TransactWriteItemsCommand({ TransactItems, ClientRequestToken }));
      return { outcome: 'appended', length: expected + prepared.events.length };
    } catch (error) {
      const cancelled = error instanceof TransactionCanceledException;
      if (!cancelled && !(error instanceof TransactionInProgressException)) throw error;
      const settled = cancelled && (await findOutcome(append));
      if (settled) return settled;
      if (attempt === ATTEMPTS || (cancelled && !mayPass(error))) throw error;
      if (cancelled) ClientRequestToken = randomUUID();
      await backOff(attempt);
    }
  }
}

/** Waits 10 ms, 20 ms, 40 ms … at most 1 s, of which half is random so that rivals part. */
export async function backOff(attempt: number): Promise<void> {
  const longest = Math.min(FIRST_WAIT * 2 ** attempt, 1000);
  await pause(longest * (0.5 + Math.random() / 2));
}

/** Why a transaction was cancelled, as the stream shows it: the token is known, or the length is another. */
async function findOutcome({ table, stream, expected, prepared }: Append): Promise<AppendResult | undefined> {
  const lengthAt = async (Key: Item) => {
    const { Item } = await table.client.send(
      new GetItemCommand({ TableName: table.name, Key, ConsistentRead: true }),
    );
    return Item && Number(Item.length?.N);
  };
  const { token } = prepared;
  const repeated = token === undefined ? undefined : await lengthAt(keys.token(stream, token));
  if (repeated !== undefined) return { outcome: 'repeated', length: repeated };
  const length = (await lengthAt(keys.length(stream))) ?? 0;
  return length === expected ? undefined : { outcome: 'conflict', length };
}

function mayPass(error: TransactionCanceledException): boolean {
  return (error.CancellationReasons ?? []).every(({ Code }) => Code === undefined || PASSING.has(Code));
}

function transactItems({ table: { name }, stream, expected, prepared }: Append): TransactWriteItem[] {
  const { events, rows, token } = prepared;
  const length = expected + events.length;
  const put = (Item: Item): TransactWriteItem => ({ Put: { TableName: name, Item } });
  const items = [lengthItem(name, stream, expected, length)];
  if (expected === 0 && length > 0) items.push(put(keys.listing(stream)));
  for (const [offset, { type, at, actor, data, hash }] of events.entries()) {
    const who = { type: { S: type }, at: { S: at }, actor: { S: actor } };
    const Key = keys.event(stream, expected + offset + 1);
    items.push(put({ ...Key, ...who, data: { S: data }, hash: { S: hash } }));
  }
  if (token !== undefined) {
    const Item = { ...keys.token(stream, token), length: { N: String(length) } };
    items.push({ Put: { TableName: name, Item, ConditionExpression: 'attribute_not_exists(pk)' } });
  }
  for (const { index, key, sort, value } of rows) {
    const Key = keys.row(index, key, sort);
    items.push(
      value === undefined ? { Delete: { TableName: name, Key } } : put({ ...Key, value: { S: value } }),
    );
  }
  return items;
}

/** The item all appends to a stream meet at: it changes only from the length that the writer expects. */
function lengthItem(table: string, stream: string, expected: number, length: number): TransactWriteItem {
  const condition = {
    TableName: table,
    Key: keys.length(stream),
    ConditionExpression: expected === 0 ? 'attribute_not_exists(#length)' : '#length = :expected',
    ExpressionAttributeNames: { '#length': 'length' },
  };
  const before = expected === 0 ? undefined : { ':expected': { N: String(expected) } };
  if (length === expected) return { ConditionCheck: { ...condition, ExpressionAttributeValues: before } };
  return {
    Update: {
      ...condition,
      UpdateExpression: 'SET #length = :length',
      ExpressionAttributeValues: { ...before, ':length': { N: String(length) } },
    },
  };
}
