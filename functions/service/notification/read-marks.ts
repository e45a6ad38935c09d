/**
 * What a person has read of their notifications: one mark up to which everything is read, and single ones after it.
 * Marks are rows that are only ever added, and swept once a later mark covers them: whatever happens twice or at the
 * same time, what was read stays read, and nothing else becomes so. Others who share a mailbox have marks of their own.
 */
import { encodeTime } from 'ulidx';
import { chainOrigin } from '../../domain/hash-chain.ts';
import { allRows } from '../all-rows.ts';
import { appendEvents } from '../event-log.ts';
import type { IndexRow, Records } from '../ports.ts';

const index = 'notifications-read';
const [single, all] = ['one/', 'until/'] as const;
/** Of the rows of one append, with one to spare for the log. */
const rowsAtOnce = 50;
/**
 * Milliseconds. Ids are times: a notification of a moment ago may still be on its way into the records, before the
 * latest that anybody has seen. So young ones are marked one by one.
 */
const settling = 60_000;

export interface ReadMarks {
  /** Everything up to this id is read; empty before the first mark. */
  readonly until: string;
  readonly isRead: (id: string) => boolean;
  /** The sorts of all rows. */
  readonly rows: readonly string[];
}

export async function loadReadMarks(records: Records, person: string): Promise<ReadMarks> {
  const rows = (await allRows(records, index, person)).map(({ sort }) => sort);
  const last = rows.at(-1);
  const until = last?.startsWith(all) ? last.slice(all.length) : '';
  const singles = new Set(rows.flatMap((row) => (row.startsWith(single) ? [row.slice(single.length)] : [])));
  return { until, isRead: (id) => id <= until || singles.has(id), rows };
}

/** The greatest id up to which everything may be marked at once at this moment. */
export const settledBefore = (now: Date): string =>
  `${encodeTime(now.getTime() - settling, 10)}${'0'.repeat(16)}`;

/** Adds marks: of single notifications, and up to one where `until` is given. Adding them again changes nothing. */
export async function addReadMarks(
  records: Records,
  person: string,
  marks: ReadMarks,
  { ids, until = '' }: { readonly ids: readonly string[]; readonly until?: string },
): Promise<void> {
  const moves = until > marks.until;
  const latest = moves ? until : marks.until;
  const added = [
    ...(moves ? [all + latest] : []),
    ...ids.filter((id) => id > latest && !marks.isRead(id)).map((id) => single + id),
  ];
  const covered = marks.rows.filter((row) => row < all + latest && row.slice(row.indexOf('/') + 1) <= latest);
  // The mark comes first: nothing is swept that is not covered.
  for (let from = 0; from < added.length; from += rowsAtOnce)
    await write(records, person, { put: added.slice(from, from + rowsAtOnce) });
  for (let from = 0; from < covered.length; from += rowsAtOnce)
    await write(records, person, { remove: covered.slice(from, from + rowsAtOnce) });
}

async function write(
  records: Records,
  person: string,
  { put = [], remove = [] }: { readonly put?: readonly string[]; readonly remove?: readonly string[] },
): Promise<void> {
  const stream = `notifications-read/${person}`;
  const row = (sort: string): IndexRow => ({ index, key: person, sort, value: {} });
  const options = { put: put.map(row), remove: remove.map((sort) => ({ index, key: person, sort })) };
  // Rows alone: nobody's reading belongs in the audit trail.
  const { outcome } = await appendEvents(records, stream, { length: 0, lastHash: chainOrigin }, [], options);
  if (outcome !== 'appended') throw new TypeError(`${stream} has events, which nothing writes`);
}
