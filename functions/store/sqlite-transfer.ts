import { DatabaseSync, type SQLOutputValue } from 'node:sqlite';
import type { RecordsTransfer, StoredRecord } from '../service/ports-transfer.ts';
import { openSqliteRecords } from './sqlite-records.ts';

type Kind = StoredRecord['kind'];
type Row = Record<string, SQLOutputValue>;

/** Table and columns of each kind; a record's members have the names of the columns. */
const tables: Readonly<Record<Kind, { readonly table: string; readonly columns: readonly string[] }>> = {
  event: {
    table: 'events',
    columns: ['stream', 'sequence', 'type', 'at', 'actor', 'data', 'hash'],
  },
  stream: { table: 'streams', columns: ['stream', 'length'] },
  token: { table: 'tokens', columns: ['stream', 'token', 'length'] },
  row: { table: 'index_rows', columns: ['index', 'key', 'sort', 'value'] },
  counter: { table: 'counters', columns: ['counter', 'value', 'expires'] },
  item: { table: 'items', columns: ['key', 'value', 'expires'] },
};
const kinds = Object.keys(tables) as Kind[];
const listed = (columns: readonly string[]) => columns.map((column) => `"${column}"`).join(', ');

/** All records of one SQLite file, made when it does not exist. */
export async function openSqliteTransfer(path: string, clock: { now: () => Date }): Promise<RecordsTransfer> {
  // Whoever opens the records makes the tables.
  await openSqliteRecords(path, clock).close();
  const database = new DatabaseSync(path, { timeout: 10_000 });
  database.exec('PRAGMA synchronous = FULL');
  return {
    read: () => readAll(path),
    write: async (records) => write(database, records),
    close: async () => database.close(),
  };
}

/** A connection of its own, whose transaction sees one moment. */
async function* readAll(path: string): AsyncGenerator<StoredRecord> {
  const database = new DatabaseSync(path, { readOnly: true });
  try {
    database.exec('BEGIN');
    for (const kind of kinds) {
      const { table, columns } = tables[kind];
      for (const row of database.prepare(`SELECT ${listed(columns)} FROM ${table}`).iterate())
        yield { kind, ...(row as Row) } as unknown as StoredRecord;
    }
  } finally {
    database.close();
  }
}

function write(database: DatabaseSync, records: readonly StoredRecord[]): void {
  database.exec('BEGIN IMMEDIATE');
  try {
    for (const [kind, same] of Map.groupBy(records, ({ kind }) => kind)) {
      const { table, columns } = tables[kind];
      const places = columns.map(() => '?').join(', ');
      const statement = database.prepare(
        `INSERT OR REPLACE INTO ${table} (${listed(columns)}) VALUES (${places})`,
      );
      for (const record of same as unknown as Row[])
        statement.run(...columns.map((column) => record[column] ?? null));
    }
    database.exec('COMMIT');
  } catch (error) {
    if (database.isTransaction) database.exec('ROLLBACK');
    throw error;
  }
}
