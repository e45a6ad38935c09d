/** A row a dataset: what the log says of it. */
import type { LoggedEntry } from '../../domain/catalogue-log.ts';
import type { IndexRow, Records } from '../ports.ts';
import { logStream } from './contract.ts';

export const entriesIndex = { index: logStream, key: 'entries' } as const;

export interface EntryRow {
  /** Of the entry that was looked at; empty while there is more to say of it. */
  readonly digest: string;
  /** How long its stream was then. */
  readonly sequence: number;
  readonly logged: LoggedEntry;
}

export const readEntryRow = ({ sort, value }: IndexRow) => [sort, value as unknown as EntryRow] as const;

/** What the log says of a dataset; undefined for nothing. One read of one row. */
export async function loggedEntry(
  records: Pick<Records, 'query'>,
  id: string,
): Promise<LoggedEntry | undefined> {
  const { rows } = await records.query(entriesIndex.index, entriesIndex.key, { from: id, limit: 1 });
  const [row] = rows;
  return row?.sort === id ? readEntryRow(row)[1].logged : undefined;
}
