/** Sends what waits in the outbox: at least once, again after a failure, and in the end set aside for people to see. */
import type { Now } from '../clock.ts';
import { appendEvents, loadHead } from '../event-log.ts';
import type { IndexRow, Records } from '../ports.ts';
import { type Mail, mail, outbox, waitingRow } from './outbox.ts';

/** Hands one mail over. Rejects when it was not taken. */
export type SendMail = (mail: Pick<Mail, 'id' | 'to' | 'subject' | 'text'>) => Promise<void>;

export interface DeliveryDeps {
  readonly records: Records;
  readonly now: Now;
  readonly sendMail: SendMail;
}

/** Minutes until the next attempt; after the last one the mail is set aside. */
const pauses = [1, 5, 30, 120, 720];
const minute = 60_000;
const batch = 50;

export interface Delivered {
  readonly sent: number;
  readonly failed: number;
}

/** One round over the mails whose time has come. */
export async function deliverMail(deps: DeliveryDeps): Promise<Delivered> {
  const { records, now } = deps;
  const to = `${now().toISOString()}0`;
  const { rows } = await records.query(outbox.index, outbox.waiting, { to, limit: batch });
  let [sent, failed] = [0, 0];
  for (const row of rows) {
    const waiting = mail.assert(row.value);
    // Another process may be at it; a crash in between frees it again.
    const claim = `mail-claim/${waiting.id}/${waiting.attempts}`;
    const expiresAt = new Date(now().getTime() + 5 * minute);
    if (!(await records.put(claim, {}, { ifAbsent: true, expiresAt }))) continue;
    const error = await attempt(deps, waiting);
    if (error === undefined) sent += 1;
    else failed += 1;
    await settle(deps, row, waiting, error);
  }
  return { sent, failed };
}

async function attempt(
  { sendMail }: DeliveryDeps,
  { id, to, subject, text }: Mail,
): Promise<string | undefined> {
  try {
    await sendMail({ id, to, subject, text });
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.name : 'unknown';
  }
}

/** Writes what became of it. The record names the application, never the address. */
async function settle(
  { records, now }: DeliveryDeps,
  row: IndexRow,
  waiting: Mail,
  error?: string,
): Promise<void> {
  const at = now().toISOString();
  const attempts = waiting.attempts + 1;
  const pause = pauses[waiting.attempts];
  const next = { ...waiting, attempts };
  const again = new Date(now().getTime() + (pause ?? 0) * minute).toISOString();
  const put =
    error === undefined
      ? []
      : [pause === undefined ? { ...row, key: outbox.failed, value: next } : waitingRow(next, again)];
  const data = {
    mail: waiting.id,
    application: waiting.application,
    attempts,
    ...(error !== undefined && { error }),
  };
  const event = { type: error === undefined ? 'mail-sent' : 'mail-failed', at, actor: 'platform', data };
  const stream = `mail/${at.slice(0, 10)}`;
  const { index, key, sort } = row;
  for (;;) {
    const head = await loadHead(records, stream);
    const token = `${waiting.id}/${attempts}`;
    const { outcome } = await appendEvents(records, stream, head, [event], {
      put,
      remove: [{ index, key, sort }],
      token,
    });
    if (outcome !== 'conflict') return;
  }
}
