import { closeSync, fsyncSync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync, type SQLOutputValue, type StatementSync } from 'node:sqlite';
import type { AppendResult, IndexRow, Records, StoredEvent } from '../service/ports.ts';
import {
  checkDelta,
  checkIndex,
  checkName,
  decode,
  encode,
  type PreparedAppend,
  prepareAppend,
  readEvents,
} from './records-input.ts';
import { type Bounds, page, prefixBounds, queryBounds } from './records-page.ts';

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS streams (
    stream TEXT PRIMARY KEY, length INTEGER NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS events (
    stream TEXT, sequence INTEGER, type TEXT NOT NULL, at TEXT NOT NULL, actor TEXT NOT NULL, data TEXT NOT NULL,
    hash TEXT NOT NULL, PRIMARY KEY (stream, sequence)) STRICT;
  CREATE TABLE IF NOT EXISTS tokens (
    stream TEXT, token TEXT, length INTEGER NOT NULL, PRIMARY KEY (stream, token)) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS index_rows (
    "index" TEXT, key TEXT, sort TEXT, value TEXT NOT NULL, PRIMARY KEY ("index", key, sort)) STRICT;
  CREATE TABLE IF NOT EXISTS counters (
    counter TEXT PRIMARY KEY, value INTEGER NOT NULL, expires INTEGER) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS items (key TEXT PRIMARY KEY, value TEXT NOT NULL, expires INTEGER) STRICT;
  CREATE INDEX IF NOT EXISTS counters_by_expiry ON counters (expires) WHERE expires IS NOT NULL;
  CREATE INDEX IF NOT EXISTS items_by_expiry ON items (expires) WHERE expires IS NOT NULL;
`;

const SQL = {
  length: 'SELECT length FROM streams WHERE stream = ?',
  setLength: 'INSERT OR REPLACE INTO streams (stream, length) VALUES (?, ?)',
  token: 'SELECT length FROM tokens WHERE stream = ? AND token = ?',
  addToken: 'INSERT INTO tokens (stream, token, length) VALUES (?, ?, ?)',
  addEvent: 'INSERT INTO events (stream, sequence, type, at, actor, data, hash) VALUES (?, ?, ?, ?, ?, ?, ?)',
  load: 'SELECT * FROM events WHERE stream = ? AND sequence > ? ORDER BY sequence',
  putRow: 'INSERT OR REPLACE INTO index_rows ("index", key, sort, value) VALUES (?, ?, ?, ?)',
  removeRow: 'DELETE FROM index_rows WHERE "index" = ? AND key = ? AND sort = ?',
  streams: 'SELECT stream FROM streams WHERE stream >= ? AND stream < ? ORDER BY stream LIMIT ?',
  ascending: `SELECT * FROM index_rows WHERE "index" = ? AND key = ? AND sort >= ? AND sort < ?
    ORDER BY sort LIMIT ?`,
  descending: `SELECT * FROM index_rows WHERE "index" = ? AND key = ? AND sort >= ? AND sort < ?
    ORDER BY sort DESC LIMIT ?`,
  count: `INSERT INTO counters (counter, value, expires) VALUES (:counter, :delta, :expires)
    ON CONFLICT (counter) DO UPDATE SET
      value = CASE WHEN expires <= :now THEN excluded.value ELSE value + excluded.value END,
      expires = CASE WHEN expires > :now THEN expires ELSE excluded.expires END
    RETURNING value`,
  counter: 'SELECT value FROM counters WHERE counter = ? AND (expires IS NULL OR expires > ?)',
  putItem: 'INSERT OR REPLACE INTO items (key, value, expires) VALUES (?, ?, ?)',
  item: 'SELECT value FROM items WHERE key = ? AND (expires IS NULL OR expires > ?)',
  removeItem: 'DELETE FROM items WHERE key = ?',
  purgeItems: 'DELETE FROM items WHERE expires <= ?',
  purgeCounters: 'DELETE FROM counters WHERE expires <= ?',
};

/** Milliseconds a writer waits for another process to finish its transaction. */
const BUSY_TIMEOUT = 10_000;

/**
 * Records in one SQLite file: write-ahead log, synced at every commit. Several processes may share the file.
 * `path` may be `:memory:`, which promises nothing after `close`. A locked or full disk throws SQLite's error.
 */
export function openSqliteRecords(path: string, { now }: { now: () => Date }): Records {
  const database = openDatabase(path);
  const statements = mapValues(SQL, (sql) => database.prepare(sql));
  const store = { database, statements, time: () => now().getTime() };
  return { ...streams(store), ...index(store), ...values(store), close: async () => database.close() };
}

interface Store {
  readonly database: DatabaseSync;
  readonly statements: Record<keyof typeof SQL, StatementSync>;
  /** The time of the injected clock in milliseconds. */
  readonly time: () => number;
}

function streams({ database, statements }: Store): Pick<Records, 'append' | 'load' | 'streams'> {
  return {
    append: async (stream, expected, events, options = {}) => {
      const prepared = prepareAppend(stream, expected, events, options);
      return inTransaction(database, () => append(statements, stream, expected, prepared));
    },
    load: async (stream, after = 0) => {
      checkName('stream', stream);
      return readEvents(stream, after, statements.load.all(stream, after), toEvent);
    },
    streams: async (prefix, options = {}) => {
      const bounds = prefixBounds(prefix, options);
      const names = statements.streams.all(...range(bounds)).map((row) => String(row.stream));
      return page(names, bounds.limit, (name) => name);
    },
  };
}

function append(
  statements: Store['statements'],
  stream: string,
  expected: number,
  { events, rows, token }: PreparedAppend,
): AppendResult {
  const known = token === undefined ? undefined : statements.token.get(stream, token);
  if (known) return { outcome: 'repeated', length: Number(known.length) };
  const before = Number(statements.length.get(stream)?.length ?? 0);
  if (before !== expected) return { outcome: 'conflict', length: before };
  const length = before + events.length;
  if (length > before) statements.setLength.run(stream, length);
  if (token !== undefined) statements.addToken.run(stream, token, length);
  for (const [offset, { type, at, actor, data, hash }] of events.entries()) {
    statements.addEvent.run(stream, before + offset + 1, type, at, actor, data, hash);
  }
  for (const { index, key, sort, value } of rows) {
    if (value === undefined) statements.removeRow.run(index, key, sort);
    else statements.putRow.run(index, key, sort, value);
  }
  return { outcome: 'appended', length };
}

function index({ statements }: Store): Pick<Records, 'query'> {
  return {
    query: async (index, key, options = {}) => {
      checkIndex(index);
      checkName('index key', key);
      const bounds = queryBounds(options);
      const statement = bounds.descending ? statements.descending : statements.ascending;
      return page(statement.all(index, key, ...range(bounds)).map(toRow), bounds.limit, (row) => row.sort);
    },
  };
}

function values({
  database,
  statements,
  time,
}: Store): Pick<Records, 'add' | 'read' | 'put' | 'get' | 'remove'> {
  return {
    add: async (counter, delta, { expiresAt } = {}) => {
      checkName('counter', counter);
      checkDelta(delta);
      const parameters = { counter, delta, expires: expiresAt?.getTime() ?? null, now: time() };
      return inTransaction(database, () => {
        if (expiresAt) statements.purgeCounters.run(time());
        return Number(statements.count.get(parameters)?.value);
      });
    },
    read: async (counters) => {
      for (const counter of counters) checkName('counter', counter);
      return counters.map((counter) => Number(statements.counter.get(counter, time())?.value ?? 0));
    },
    put: async (key, value, { expiresAt, ifAbsent = false } = {}) => {
      checkName('item key', key);
      const text = encode('the item', value);
      return inTransaction(database, () => {
        if (ifAbsent && statements.item.get(key, time())) return false;
        if (expiresAt) statements.purgeItems.run(time());
        statements.putItem.run(key, text, expiresAt?.getTime() ?? null);
        return true;
      });
    },
    get: async (key) => {
      checkName('item key', key);
      const row = statements.item.get(key, time());
      return row && decode(String(row.value));
    },
    remove: async (key) => {
      checkName('item key', key);
      statements.removeItem.run(key);
    },
  };
}

function openDatabase(path: string): DatabaseSync {
  if (path !== ':memory:') mkdirSync(dirname(path), { recursive: true });
  const database = new DatabaseSync(path, { timeout: BUSY_TIMEOUT });
  // Words and addresses are removed when their time is over: what is removed is overwritten, not only left out.
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON;');
  inTransaction(database, () => database.exec(SCHEMA));
  if (path !== ':memory:') syncDirectory(dirname(path));
  return database;
}

/** `IMMEDIATE` takes the write lock first, so what is read inside is still true when it commits. */
function inTransaction<T>(database: DatabaseSync, work: () => T): T {
  database.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    database.exec('COMMIT');
    return result;
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK');
    throw error;
  }
}

/** A new file survives a power cut only once its directory is synced as well. */
function syncDirectory(directory: string): void {
  const handle = openSync(directory, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** One row more than the page holds tells whether another page follows. */
function range({ lower, upper, limit }: Bounds): [string, string, number] {
  return [lower, upper, limit + 1];
}

type Row = Record<string, SQLOutputValue>;

function toEvent(row: Row): StoredEvent {
  const { stream, type, at, actor, hash } = row;
  const text = { stream: String(stream), type: String(type), at: String(at), actor: String(actor) };
  return { ...text, sequence: Number(row.sequence), data: decode(String(row.data)), hash: String(hash) };
}

function toRow(row: Row): IndexRow {
  const { index, key, sort, value } = row;
  return { index: String(index), key: String(key), sort: String(sort), value: decode(String(value)) };
}

function mapValues<K extends string, A, B>(record: Record<K, A>, map: (value: A) => B): Record<K, B> {
  const entries = Object.entries<A>(record).map(([key, value]) => [key, map(value)]);
  return Object.fromEntries(entries);
}
