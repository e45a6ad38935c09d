/** Reading notifications: how many of them a person has not read, and marking them as read. */
import type { Now } from '../clock.ts';
import type { IndexRow, Records } from '../ports.ts';
import { notificationIndex } from './outbox.ts';
import { addReadMarks, loadReadMarks, type ReadMarks, settledBefore } from './read-marks.ts';
import { mostUnread } from './unread-limit.ts';

/** Whose marks they are, and which mailboxes they read, alone or with others. */
export interface Reader {
  readonly person: string;
  readonly mailboxes: readonly string[];
}

/** Some by their ids, or everything up to one. */
export type Marking = { readonly ids: readonly string[] } | { readonly until: string };

/**
 * Marks as read for this person alone, and answers how many are unread then. What is no notification of theirs is
 * passed over. Done twice, or in several windows at once, it comes to the same.
 */
export async function mark(
  { records, now }: { readonly records: Records; readonly now: Now },
  reader: Reader,
  asked: Marking,
): Promise<number> {
  const { person } = reader;
  const marks = await loadReadMarks(records, person);
  if ('ids' in asked) {
    const known = await Promise.all(asked.ids.map((id) => isOwn(records, reader, id)));
    await addReadMarks(records, person, marks, { ids: asked.ids.filter((_, position) => known[position]) });
  } else {
    const settled = settledBefore(now());
    const isSettled = asked.until <= settled;
    const ids = isSettled ? [] : await youngIds(records, reader, settled, asked.until);
    await addReadMarks(records, person, marks, { ids, until: isSettled ? asked.until : settled });
  }
  return countUnread(records, reader, await loadReadMarks(records, person));
}

async function isOwn(records: Records, { mailboxes }: Reader, id: string): Promise<boolean> {
  const found = await Promise.all(
    mailboxes.map((mailbox) => records.query(notificationIndex, mailbox, { from: id, limit: 1 })),
  );
  return found.some(({ rows: [row] }) => row?.sort === id);
}

/** After `settled`, up to and with `until`. */
async function youngIds(
  records: Records,
  { mailboxes }: Reader,
  settled: string,
  until: string,
): Promise<string[]> {
  const ids: string[] = [];
  for (const mailbox of mailboxes)
    for await (const { sort } of rowsAfter(records, mailbox, settled, `${until}0`)) ids.push(sort);
  return ids;
}

/** At most `mostUnread`. */
export async function countUnread(
  records: Records,
  { mailboxes }: Reader,
  { until, isRead }: ReadMarks,
): Promise<number> {
  let unread = 0;
  for (const mailbox of mailboxes)
    for await (const { sort } of rowsAfter(records, mailbox, until)) {
      if (unread === mostUnread) return unread;
      if (!isRead(sort)) unread += 1;
    }
  return unread;
}

async function* rowsAfter(
  records: Records,
  mailbox: string,
  after: string,
  to?: string,
): AsyncGenerator<IndexRow> {
  // Ids have one length: what follows one is greater with a character more.
  const range = { from: `${after}0`, limit: mostUnread, ...(to !== undefined && { to }) };
  let cursor: string | undefined;
  do {
    const more = cursor === undefined ? range : { ...range, cursor };
    const page = await records.query(notificationIndex, mailbox, more);
    yield* page.rows;
    cursor = page.cursor;
  } while (cursor !== undefined);
}
