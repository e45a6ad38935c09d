import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '../../../functions/domain/actor.ts';
import { updateReminder } from '../../../functions/domain/reminder.ts';
import { verifyAudit } from '../../../functions/service/audit.ts';
import { deliverMail } from '../../../functions/service/notification/delivery.ts';
import { listNotifications } from '../../../functions/service/notification/notifications.ts';
import { remindAll, remindDaily } from '../../../functions/service/reminder/reminders.ts';
import { type Applying, bodies, openApplying, people } from '../application/applying.ts';

let applying: Applying;
beforeEach(async () => {
  applying = await openApplying();
});
afterEach(() => applying[Symbol.asyncDispose]());

const deps = () => {
  const of = applying.deps.catalogue();
  const agency = (id: string) => {
    const found = of.agency(id);
    return found && { ...found, contact: { ...found.contact, email: 'data@ecology.example.cn' } };
  };
  const catalogue = () => ({ ...of, agency });
  return { ...applying.deps, catalogue, portalUrl: 'https://data.example.cn' };
};
const toldTo = async (actor: Actor) =>
  (await listNotifications(applying.deps.records, actor))?.notifications.map(({ event, due }) => [
    event,
    due,
  ]);

describe('reminders', () => {
  it('tell an agency once of what is due soon and once that it is late, whoever looks and however often', async () => {
    const id = await applying.begin();
    await applying.say(id, people.applicant, bodies.submit);
    await remindAll(deps());
    expect(await toldTo(people.reviewer)).toEqual([]);
    applying.at('2026-03-16T02:00:00Z');
    await Promise.all([remindAll(deps()), remindAll(deps())]);
    await remindAll(deps());
    expect(await toldTo(people.reviewer)).toEqual([['review-due', '2026-03-17']]);
    applying.at('2026-03-17T16:00:00Z');
    await remindAll(deps());
    applying.at('2026-03-20T16:00:00Z');
    await remindAll(deps());
    expect(await toldTo(people.reviewer)).toEqual([
      ['review-overdue', '2026-03-17'],
      ['review-due', '2026-03-17'],
    ]);
    expect((await verifyAudit(applying.deps.records)).broken).toEqual([]);
  });

  it('catch up after days of downtime with what is true then, and are looked at once a day', async () => {
    const id = await applying.begin();
    await applying.say(id, people.applicant, bodies.submit);
    await remindDaily(deps());
    applying.at('2026-03-17T15:00:00Z');
    await remindDaily(deps());
    applying.at('2026-03-20T02:00:00Z');
    await remindDaily(deps());
    await remindDaily(deps());
    const told = await toldTo(people.reviewer);
    expect(told).toEqual([
      ['review-overdue', '2026-03-17'],
      ['review-due', '2026-03-17'],
    ]);
  });

  it('tell publishers of each period of their data, by mail too', async () => {
    const of = async (moment: string) => {
      applying.at(moment);
      await remindAll(deps());
      return toldTo(people.publisher);
    };
    const late = await of('2027-06-01T02:00:00Z');
    expect(late).toMatchObject([['update-overdue', expect.stringMatching(/^202[67]-/)]]);
    expect(await of('2027-06-09T02:00:00Z')).toEqual(late);
    expect(await toldTo(people.reviewer)).toEqual([]);
    const mails: string[] = [];
    const sendMail = async ({ subject }: { subject: string }) => void mails.push(subject);
    await deliverMail({ records: applying.deps.records, now: applying.deps.now, sendMail });
    expect(mails).toEqual([expect.stringContaining('数据集已超过更新期限')]);
  });

  it('tell the holders that a grant ends, and its keys with it', async () => {
    await applying.grant();
    applying.at('2027-02-01T02:00:00Z');
    await remindAll(deps());
    applying.at('2027-02-20T02:00:00Z');
    await remindAll(deps());
    await remindAll(deps());
    expect(await toldTo(people.applicant)).toEqual([['grant-ending', '2027-03-10T16:00:00.000Z']]);
  });
});

it.each([
  ['monthly', '2026-02-10', undefined, '2026-03-04', undefined],
  ['monthly', '2026-02-10', undefined, '2026-03-05', 'update-due'],
  ['monthly', '2026-02-10', undefined, '2026-03-11', 'update-overdue'],
  ['daily', '2026-03-10', undefined, '2026-03-11', undefined],
  ['daily', '2026-03-10', undefined, '2026-03-12', 'update-overdue'],
  ['irregular', '2020-01-01', '2026-03-10', '2026-03-11', 'update-overdue'],
  ['irregular', '2020-01-01', '2026-03-10', '2026-02-10', 'update-due'],
  ['never', '2020-01-01', undefined, '2026-03-11', undefined],
] as const)('%s data of %s (review by %s) is on %s: %s', (updateCycle, modified, reviewBy, today, kind) => {
  expect(updateReminder({ updateCycle, modified, ...(reviewBy && { reviewBy }) }, today)?.kind).toBe(kind);
});
