import { rm } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { type DynamoDBClient, TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ensureTable, openDynamodbRecords } from '../../functions/store/dynamodb-records.ts';
import { type DynamodbEmulator, dynamodbClient, startDynamodb } from '../support/aws-emulators.ts';
import { secretsIn } from '../support/secrets.ts';
import { between, seeded } from '../support/seeded.ts';
import { event } from './append-contract.ts';
import { recordsContract } from './records-contract.ts';
import { rivalProcesses } from './records-processes.ts';
import {
  type Acknowledged,
  findDamage,
  finishInterrupted,
  NOTHING,
  writeForever,
} from './records-workload.ts';

const now = () => new Date('2099-01-01T00:00:00.000Z');
const openWith = (client: DynamoDBClient, table = 'records') => openDynamodbRecords({ client, table, now });

describe('records in DynamoDB', async () => {
  const { endpoint, stop } = await startDynamodb();
  const open = () => openWith(dynamodbClient(endpoint));
  afterAll(() => stop());
  beforeAll(async () => {
    const clients = [dynamodbClient(endpoint), dynamodbClient(endpoint)];
    await Promise.all(clients.map((client) => ensureTable(client, 'records')));
    for (const client of clients) client.destroy();
  });

  recordsContract((options) =>
    openDynamodbRecords({ client: dynamodbClient(endpoint), table: 'records', ...options }),
  );
  rivalProcesses({ endpoint }, open);

  test('a transaction that meets another one is tried again', async () => {
    const client = dynamodbClient(endpoint);
    const asked = failFirst(client, 2, 'before', () => cancelled('TransactionConflict'));
    const records = openWith(client);
    expect(await records.append('busy', 0, [event()])).toEqual({ outcome: 'appended', length: 1 });
    expect(asked()).toBe(3);
    await records.close();
  });

  test('a transaction that can never succeed is not tried again', async () => {
    const client = dynamodbClient(endpoint);
    const asked = failFirst(client, 9, 'before', () => cancelled('ItemCollectionSizeLimitExceeded'));
    const records = openWith(client);
    await expect(records.append('full', 0, [event()])).rejects.toThrow(TransactionCanceledException);
    expect(asked()).toBe(1);
    await records.close();
  });

  test('an append or a first put whose answer is lost on the way is recognised as done', async () => {
    const client = dynamodbClient(endpoint);
    const records = openWith(client);
    const lose = () =>
      failFirst(client, 1, 'after', () => Object.assign(new Error('lost'), { name: 'TimeoutError' }));
    lose();
    expect(await records.append('lost', 0, [event()])).toEqual({ outcome: 'appended', length: 1 });
    expect(await records.load('lost')).toHaveLength(1);
    lose();
    expect(await records.put('lost', { n: 1 }, { ifAbsent: true })).toBe(true);
    expect(await records.put('lost', { n: 2 }, { ifAbsent: true })).toBe(false);
    await records.close();
  });

  test('no error text shows the credentials', async () => {
    const failures = [
      openWith(dynamodbClient(endpoint), 'missing').append('a', 0, [event()]),
      openWith(dynamodbClient(endpoint), 'missing').get('a'),
      openWith(dynamodbClient('http://127.0.0.1:1', 1)).get('a'),
    ].map((answer) => answer.then(() => 'no error', secretsIn));
    expect(await Promise.all(failures)).toEqual([[], [], []]);
  });
});

test('a DynamoDB killed at any moment loses nothing that was acknowledged and tears nothing', async () => {
  const random = seeded(20260302);
  const runs = new Map<string, Acknowledged>();
  let emulator: DynamodbEmulator = await startDynamodb();
  const { directory } = emulator;
  const first = dynamodbClient(emulator.endpoint);
  await ensureTable(first, 'records');
  first.destroy();
  for (let round = 0; round < 10; round += 1) {
    const run = `run ${round}`;
    runs.set(run, await writeAndKill(emulator, run, between(random, 1, 60), random() * 15));
    emulator = await startDynamodb({ directory });
    const records = openWith(dynamodbClient(emulator.endpoint));
    for (const [name, acknowledged] of runs)
      expect(await findDamage(records, name, acknowledged)).toEqual([]);
    expect(await finishInterrupted(records, run, runs.get(run) ?? NOTHING)).toMatch(
      /^(appended|repeated) 3$/,
    );
    await records.close();
  }
  await emulator.stop();
  await rm(directory, { recursive: true });
}, 120_000);

/** Writes to the emulator and kills it some milliseconds after so many writes; its last answer never comes. */
async function writeAndKill(emulator: DynamodbEmulator, run: string, writes: number, milliseconds: number) {
  const acknowledged = { ...NOTHING };
  const records = openWith(dynamodbClient(emulator.endpoint, 1));
  let heard = 0;
  let killed: Promise<void> | undefined;
  const writing = writeForever(records, run, (what) => {
    acknowledged[what] += 1;
    heard += 1;
    if (heard === writes) killed = pause(milliseconds).then(() => emulator.kill());
  });
  await expect(writing).rejects.toThrow(/ECONNRE|EPIPE|socket hang up/);
  await killed;
  await records.close();
  return acknowledged;
}

/** Makes the first writes of a client fail on their way there, or on the way back; answers how many were made. */
function failFirst(client: DynamoDBClient, failures: number, when: 'before' | 'after', error: () => Error) {
  let asked = 0;
  client.middlewareStack.add(
    (next, { commandName }) =>
      async (request) => {
        if (commandName === 'GetItemCommand') return next(request);
        asked += 1;
        const failing = asked <= failures;
        if (failing && when === 'before') throw error();
        const answer = await next(request);
        if (failing) throw error();
        return answer;
      },
    { step: 'finalizeRequest', priority: 'low', name: `fail-${Math.random()}` },
  );
  return () => asked;
}

function cancelled(code: string): TransactionCanceledException {
  const CancellationReasons = [{ Code: code }];
  return new TransactionCanceledException({ message: 'cancelled', $metadata: {}, CancellationReasons });
}
