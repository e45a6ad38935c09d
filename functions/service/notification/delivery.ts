/** Sends the mail that waits in the outbox; of what cannot be sent is kept that it was not, never to whom or what. */
import { isWrittenTo } from '../favourite/subscriber.ts';
import { type Attempt, type Delivered, deliverDue, type Outbox, type OutboxDeps } from '../outbox.ts';
import type { IndexRow, JsonObject } from '../ports.ts';
import { type Mail, mail, mailOutbox } from './outbox.ts';

/** Hands one mail over. Rejects when it was not taken. */
export type SendMail = (mail: Pick<Mail, 'id' | 'to' | 'subject' | 'text' | 'unsubscribe'>) => Promise<void>;

export interface DeliveryDeps extends OutboxDeps {
  readonly sendMail: SendMail;
}

/** One round over the mails whose time has come. */
export function deliverMail(deps: DeliveryDeps): Promise<Delivered> {
  const outbox: Outbox<Mail> = {
    index: mailOutbox.index,
    pauses: [1, 5, 30, 120, 720],
    lanes: 1,
    laneOf: ({ to }) => to,
    read: (value) => mail().assert(value),
    attempt: (waiting) => attempt(deps, waiting),
    record: async (waiting, { outcome, result, at, attempts, facts }) => ({
      stream: `mail/${at.slice(0, 10)}`,
      // The record names what it is about, never the address.
      event: {
        type: result === 'done' ? 'mail-sent' : 'mail-failed',
        data: { mail: waiting.id, ...about(waiting), attempts, ...facts },
      },
      put: outcome === 'given-up' ? [setAside(waiting, { attempts, ...facts }, at)] : [],
    }),
  };
  return deliverDue(deps, outbox);
}

const about = ({ application, dataset, objection }: Mail) => ({
  ...(application !== undefined && { application }),
  ...(objection !== undefined && { objection }),
  ...(dataset !== undefined && { dataset }),
});

/** Without address, text and the secret of unsubscribing, which nobody needs any more. */
const setAside = (waiting: Mail, failed: JsonObject, at: string): IndexRow => {
  const { index, failed: key } = mailOutbox;
  const value = { id: waiting.id, ...about(waiting), ...failed };
  return { index, key, sort: `${at}/${waiting.id}`, value };
};

async function attempt(
  { sendMail, records }: DeliveryDeps,
  { id, to, subject, text, unsubscribe }: Mail,
): Promise<Attempt> {
  // Ended while it waited: what was asked for once is not sent any more.
  if (unsubscribe !== undefined && !(await isWrittenTo(records, { to, unsubscribe })))
    return { result: 'hopeless', facts: { reason: 'unsubscribed' } };
  try {
    await sendMail({ id, to, subject, text, ...(unsubscribe !== undefined && { unsubscribe }) });
    return { result: 'done', facts: {} };
  } catch (error) {
    return { result: 'failed', facts: { error: error instanceof Error ? error.name : 'unknown' } };
  }
}
