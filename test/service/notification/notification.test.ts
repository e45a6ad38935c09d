import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { deliverMail, type SendMail } from '../../../functions/service/notification/delivery.ts';
import { mailboxSender, readMailbox } from '../../../functions/service/notification/mailbox.ts';
import { listNotifications } from '../../../functions/service/notification/notifications.ts';
import { notificationRows } from '../../../functions/service/notification/outbox.ts';
import { form } from '../../domain/application-given.ts';
import { type Applying, bodies, openApplying, people } from '../application/applying.ts';

const portalUrl = 'https://data.example.cn';
let applying: Applying;
beforeEach(async () => {
  applying = await openApplying((deps) => ({ rowsFor: notificationRows({ ...deps, portalUrl }) }));
});
afterEach(() => applying[Symbol.asyncDispose]());

const told = async (actor: Parameters<typeof listNotifications>[1]) => {
  const list = await listNotifications(applying.deps.records, actor);
  return list?.notifications.map(({ event }) => event);
};
const submit = async () => {
  const id = await applying.begin();
  const contact = { name: '张三', email: 'zhang@company.example' };
  await applying.say(id, people.applicant, { type: 'submit', form: { ...form, contact } });
  return id;
};

describe('notifications', () => {
  it('tell the agency of a submission and the applicant of what comes of it, and nobody else', async () => {
    const id = await submit();
    await applying.say(id, people.reviewer, bodies.accept);
    await applying.say(id, people.reviewer, bodies.reject);
    expect(await told(people.reviewer)).toEqual(['submitted']);
    expect((await told(people.applicant))?.sort()).toEqual(['accepted', 'rejected']);
    for (const name of ['person', 'competitor', 'publisher', 'foreignReviewer', 'supervisor'] as const)
      expect(await told(people[name])).toEqual([]);
  });

  it('are written with the event: a refused command tells nobody', async () => {
    const id = await submit();
    await applying.say(id, people.reviewer, {
      type: 'return',
      corrections: [{ item: 'purpose', message: ' ' }],
    });
    expect(await told(people.applicant)).toEqual([]);
  });

  it('come page by page', async () => {
    const id = await submit();
    await applying.say(id, people.reviewer, bodies.accept);
    await applying.say(id, people.reviewer, bodies.reject);
    const first = await listNotifications(applying.deps.records, people.applicant, { limit: 1 });
    const cursor = first?.cursor ?? '';
    const second = await listNotifications(applying.deps.records, people.applicant, { limit: 1, cursor });
    const events = [...(first?.notifications ?? []), ...(second?.notifications ?? [])].map(
      ({ event }) => event,
    );
    expect(events.sort()).toEqual(['accepted', 'rejected']);
    expect(second?.cursor).toBeUndefined();
    expect(await listNotifications(applying.deps.records, people.applicant, { cursor: '?' })).toBeUndefined();
  });
});

describe('e-mail', () => {
  it('goes to the contact once, and says where to read without saying what was decided', async () => {
    const { deps } = applying;
    const id = await submit();
    await applying.say(id, people.reviewer, bodies.reject);
    const deliver = () => deliverMail({ ...deps, sendMail: mailboxSender(deps) });
    expect(await deliver()).toEqual({ sent: 1, failed: 0 });
    expect(await deliver()).toEqual({ sent: 0, failed: 0 });
    const [mail] = await readMailbox(deps.records);
    expect(mail).toMatchObject({ to: 'zhang@company.example' });
    expect(mail?.text).toContain(`${portalUrl}/my/?application=${id}`);
    expect(mail?.text).not.toContain(bodies.reject.reason);
  });

  it('is tried again, later and later, and set aside in the end', async () => {
    const { deps } = applying;
    const id = await submit();
    await applying.say(id, people.reviewer, bodies.accept);
    const broken: SendMail = () => Promise.reject(new Error('no connection'));
    const working = mailboxSender(deps);
    expect(await deliverMail({ ...deps, sendMail: broken })).toEqual({ sent: 0, failed: 1 });
    expect(await deliverMail({ ...deps, sendMail: working })).toEqual({ sent: 0, failed: 0 });
    applying.at('2026-03-10T02:01:00.000Z');
    expect(await deliverMail({ ...deps, sendMail: broken })).toEqual({ sent: 0, failed: 1 });
    for (const at of ['02:06', '02:36', '04:36', '16:36']) {
      applying.at(`2026-03-10T${at}:00.000Z`);
      expect(await deliverMail({ ...deps, sendMail: broken })).toEqual({ sent: 0, failed: 1 });
    }
    applying.at('2026-03-20T02:00:00.000Z');
    expect(await deliverMail({ ...deps, sendMail: working })).toEqual({ sent: 0, failed: 0 });
    const aside = await deps.records.query('mail-outbox', 'failed');
    expect(aside.rows.map(({ value }) => value)).toEqual([
      { id: expect.stringMatching(/^mail_/), application: id, attempts: 6, error: 'Error' },
    ]);
  });

  it('waits for the next round when the time of this one is up', async () => {
    const { deps } = applying;
    await applying.say(await submit(), people.reviewer, bodies.accept);
    const sendMail = mailboxSender(deps);
    const none = await deliverMail({ ...deps, sendMail, stopping: AbortSignal.abort() });
    expect(none).toEqual({ sent: 0, failed: 0 });
    expect(await deliverMail({ ...deps, sendMail })).toEqual({ sent: 1, failed: 0 });
  });

  it('is sent once by two processes', async () => {
    const { deps } = applying;
    const id = await submit();
    await applying.say(id, people.reviewer, bodies.accept);
    const sendMail = mailboxSender(deps);
    const rounds = await Promise.all([
      deliverMail({ ...deps, sendMail }),
      deliverMail({ ...deps, sendMail }),
    ]);
    expect(rounds.reduce((sum, { sent }) => sum + sent, 0)).toBe(1);
    expect(await readMailbox(deps.records)).toHaveLength(1);
  });
});
