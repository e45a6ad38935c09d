/** A mailbox in the records, where nothing leaves the machine: local mode shows it. */
import type { Now } from '../clock.ts';
import { appendEvents, loadHead } from '../event-log.ts';
import type { Records } from '../ports.ts';
import type { SendMail } from './delivery.ts';
import { type Mail, mail } from './outbox.ts';

const index = 'mailbox';

export function mailboxSender({ records, now }: { readonly records: Records; readonly now: Now }): SendMail {
  return async (sent) => {
    const at = now().toISOString();
    const value: Mail = { ...sent, application: '', attempts: 0 };
    const row = { index, key: 'all', sort: `${at}/${sent.id}`, value };
    const event = { type: 'mail-kept', at, actor: 'platform', data: { mail: sent.id } };
    for (;;) {
      const head = await loadHead(records, 'mailbox');
      const result = await appendEvents(records, 'mailbox', head, [event], { put: [row], token: sent.id });
      if (result.outcome !== 'conflict') return;
    }
  };
}

export type KeptMail = Pick<Mail, 'id' | 'to' | 'subject' | 'text'> & { readonly at: string };

/** The latest mails, newest first; at most 100. */
export async function readMailbox(records: Records): Promise<readonly KeptMail[]> {
  const { rows } = await records.query(index, 'all', { descending: true, limit: 100 });
  return rows.map(({ sort, value }) => {
    const { id, to, subject, text } = mail().assert(value);
    return { id, at: sort.slice(0, sort.indexOf('/')), to, subject, text };
  });
}
