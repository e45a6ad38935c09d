/**
 * What is about the person who objects: words, contact, account, files. It lies in rows beside the events, out of the
 * audit trail, the public catalogue and every message, and is removed when its time is over.
 */
import { randomBytes } from 'node:crypto';
import { type } from 'arktype';
import type { ObjectorContact } from '../../domain/objection-command.ts';
import { once } from '../../domain/once.ts';
import { allRows } from '../all-rows.ts';
import { sha256 } from '../event-log.ts';
import type { IndexRow, JsonObject, Records } from '../ports.ts';

const indexes = {
  words: 'objection-words',
  person: 'objection-person',
  files: 'objection-files',
  receipt: 'objection-receipts',
  account: 'objection-accounts',
} as const;

/** Who filed it, as far as that is known. */
const person = once(() =>
  type({
    receipt: 'string',
    'account?': 'string',
    'contact?': { 'name?': 'string', 'email?': 'string', 'phone?': 'string' },
  }),
);
export type ObjectionPerson = ReturnType<typeof person>['infer'];

const written = once(() => type({ text: 'string', at: 'string', salt: 'string' }));
export type Written = Omit<ReturnType<typeof written>['infer'], 'salt'>;

const evidence = once(() => type({ name: 'string', bytes: 'number', mediaType: 'string', sha256: 'string' }));
export type Evidence = ReturnType<typeof evidence>['infer'];

/** The row of what was written, and the salted hash of it that the event keeps: it proves, and gives nothing away. */
export function wordsRow(
  id: string,
  number: number,
  text: string,
  at: string,
): { readonly row: IndexRow; readonly hash: string } {
  const salt = randomBytes(16).toString('hex');
  const sort = String(number).padStart(4, '0');
  const row = { index: indexes.words, key: id, sort, value: { text, at, salt } };
  return { row, hash: sha256(`${salt}\n${text}`) };
}

/** The rows by which an objection is found again by whoever filed it. */
export function personRows(
  id: string,
  filed: { readonly receipt: string; readonly account?: string; readonly contact?: ObjectorContact },
): readonly IndexRow[] {
  const { receipt, account } = filed;
  return [
    { index: indexes.receipt, key: receipt, sort: 'id', value: { id } },
    {
      index: indexes.person,
      key: id,
      sort: 'person',
      value: JSON.parse(JSON.stringify(filed)) as JsonObject,
    },
    ...(account === undefined ? [] : [{ index: indexes.account, key: account, sort: id, value: { id } }]),
  ];
}

export const evidenceRow = (id: string, file: Evidence): IndexRow => {
  return { index: indexes.files, key: id, sort: file.sha256, value: { ...file } };
};

/** The objection that a receipt is of. */
export async function objectionOfReceipt(records: Records, hash: string): Promise<string | undefined> {
  const { rows } = await records.query(indexes.receipt, hash, { limit: 1 });
  return rows[0] && String(rows[0].value.id);
}

/** Those that an account has filed, newest first. */
export async function objectionsOfAccount(records: Records, account: string): Promise<readonly string[]> {
  const { rows } = await records.query(indexes.account, account, { descending: true, limit: 100 });
  return rows.map(({ sort }) => sort);
}

export async function readPerson(records: Records, id: string): Promise<ObjectionPerson | undefined> {
  const { rows } = await records.query(indexes.person, id, { limit: 1 });
  return rows[0] && person().assert(rows[0].value);
}

/** What was written, oldest first; nothing once it was removed. */
export async function readWords(records: Records, id: string): Promise<readonly Written[]> {
  const rows = await allRows(records, indexes.words, id);
  return rows.map(({ value }) => {
    const { text, at } = written().assert(value);
    return { text, at };
  });
}

export async function readEvidence(records: Records, id: string): Promise<readonly Evidence[]> {
  const rows = await allRows(records, indexes.files, id);
  return rows.map(({ value }) => evidence().assert(value));
}

/** Where files lie among the blobs: under no public prefix. */
export const evidencePrefix = (id: string): string => `attachments/${id}/`;
export const evidenceKey = (id: string, hash: string): string => evidencePrefix(id) + hash;

/** Everything but the receipt, by which the public part is still found. */
export async function rowsToErase(records: Records, id: string): Promise<readonly Omit<IndexRow, 'value'>[]> {
  const filed = await readPerson(records, id);
  const own = [
    ...(await allRows(records, indexes.words, id)),
    ...(await allRows(records, indexes.files, id)),
  ];
  return [
    ...own.map(({ index, key, sort }) => ({ index, key, sort })),
    { index: indexes.person, key: id, sort: 'person' },
    ...(filed?.account === undefined ? [] : [{ index: indexes.account, key: filed.account, sort: id }]),
  ];
}
