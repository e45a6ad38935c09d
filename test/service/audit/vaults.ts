/** Stores whose content can be changed behind the platform's back, by the store's own means. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import {
  DeleteItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { headRow } from '../../../functions/service/event-log.ts';
import type { Records } from '../../../functions/service/ports.ts';
import { ensureTable, openDynamodbRecords } from '../../../functions/store/dynamodb-records.ts';
import { type Item, keys } from '../../../functions/store/dynamodb-table.ts';
import { openSqliteRecords } from '../../../functions/store/sqlite-records.ts';
import { dynamodbClient, startDynamodb } from '../../support/aws-emulators.ts';

export const fields = ['type', 'at', 'actor', 'data', 'hash'] as const;
export type Field = (typeof fields)[number];

/** Every handle opens the same store. */
export interface Vault {
  open(): Records;
  change(stream: string, sequence: number, field: Field, value: string): Promise<void>;
  remove(stream: string, sequence: number): Promise<void>;
  /** Gives an event another number, which must be free. */
  renumber(stream: string, from: number, to: number): Promise<void>;
  changeLength(stream: string, length: number): Promise<void>;
  changeHead(stream: string, value: string): Promise<void>;
  removeHead(stream: string): Promise<void>;
  /** Takes the stream out of the list of streams. */
  unlist(stream: string): Promise<void>;
}

/** Opens new, empty vaults of one kind. */
export interface VaultKind {
  vault(): Promise<Vault>;
  close(): Promise<void>;
}

const now = () => new Date('2099-01-01T00:00:00.000Z');

export async function sqliteVaults(): Promise<VaultKind> {
  const directory = await mkdtemp(join(tmpdir(), 'vaults-'));
  const handles: { close(): unknown }[] = [];
  const keep = <T extends { close(): unknown }>(handle: T): T => {
    handles.push(handle);
    return handle;
  };
  return {
    async vault() {
      const path = join(directory, `${handles.length}.sqlite`);
      const open = () => keep(openSqliteRecords(path, { now }));
      open();
      return { open, ...sqliteTampering(keep(new DatabaseSync(path, { timeout: 5000 }))) };
    },
    async close() {
      for (const handle of handles) await handle.close();
      await rm(directory, { recursive: true });
    },
  };
}

function sqliteTampering(database: DatabaseSync): Omit<Vault, 'open'> {
  const run = async (sql: string, ...values: (string | number)[]) => {
    database.prepare(sql).run(...values);
  };
  const head = (stream: string) => Object.values(headRow(stream));
  const isHead = '"index" = ? AND key = ? AND sort = ?';
  return {
    change: (stream, sequence, field, value) =>
      run(`UPDATE events SET ${field} = ? WHERE stream = ? AND sequence = ?`, value, stream, sequence),
    remove: (stream, sequence) =>
      run('DELETE FROM events WHERE stream = ? AND sequence = ?', stream, sequence),
    renumber: (stream, from, to) =>
      run('UPDATE events SET sequence = ? WHERE stream = ? AND sequence = ?', to, stream, from),
    changeLength: (stream, length) => run('UPDATE streams SET length = ? WHERE stream = ?', length, stream),
    changeHead: (stream, value) =>
      run(`UPDATE index_rows SET value = ? WHERE ${isHead}`, value, ...head(stream)),
    removeHead: (stream) => run(`DELETE FROM index_rows WHERE ${isHead}`, ...head(stream)),
    unlist: (stream) => run('DELETE FROM streams WHERE stream = ?', stream),
  };
}

export async function dynamodbVaults(): Promise<VaultKind> {
  const { endpoint, stop } = await startDynamodb();
  const client = dynamodbClient(endpoint);
  const handles: Records[] = [];
  let tables = 0;
  return {
    async vault() {
      tables += 1;
      const table = `vault-${tables}`;
      await ensureTable(client, table);
      const open = () => {
        const records = openDynamodbRecords({ client: dynamodbClient(endpoint), table, now });
        handles.push(records);
        return records;
      };
      return { open, ...dynamodbTampering(client, table) };
    },
    async close() {
      for (const handle of handles) await handle.close();
      client.destroy();
      await stop();
    },
  };
}

function dynamodbTampering(client: DynamoDBClient, TableName: string): Omit<Vault, 'open'> {
  const set = async (Key: Item, attribute: string, value: { S: string } | { N: string }) => {
    const update = {
      UpdateExpression: 'SET #attribute = :value',
      ExpressionAttributeNames: { '#attribute': attribute },
      ExpressionAttributeValues: { ':value': value },
    };
    await client.send(new UpdateItemCommand({ TableName, Key, ...update }));
  };
  const drop = async (Key: Item) => {
    await client.send(new DeleteItemCommand({ TableName, Key }));
  };
  const head = (stream: string) => {
    const { index, key, sort } = headRow(stream);
    return keys.row(index, key, sort);
  };
  return {
    change: (stream, sequence, field, value) => set(keys.event(stream, sequence), field, { S: value }),
    remove: (stream, sequence) => drop(keys.event(stream, sequence)),
    async renumber(stream, from, to) {
      const Key = keys.event(stream, from);
      const { Item } = await client.send(new GetItemCommand({ TableName, Key, ConsistentRead: true }));
      await client.send(new PutItemCommand({ TableName, Item: { ...Item, ...keys.event(stream, to) } }));
      await drop(Key);
    },
    changeLength: (stream, length) => set(keys.length(stream), 'length', { N: String(length) }),
    changeHead: (stream, value) => set(head(stream), 'value', { S: value }),
    removeHead: (stream) => drop(head(stream)),
    unlist: (stream) => drop(keys.listing(stream)),
  };
}
