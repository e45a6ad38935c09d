import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '../../../functions/domain/actor.ts';
import type { Agency } from '../../../functions/domain/agency.ts';
import { updateReminder } from '../../../functions/domain/reminder.ts';
import { verifyAudit } from '../../../functions/service/audit.ts';
import { deliverMail } from '../../../functions/service/notification/delivery.ts';
import { listNotifications } from '../../../functions/service/notification/notifications.ts';
import { mail, mailOutbox } from '../../../functions/service/notification/outbox.ts';
import { command, file } from '../../../functions/service/objection/commands.ts';
import { objectionDepsOf } from '../../../functions/service/objection/composed-deps.ts';
import { receiptHash } from '../../../functions/service/receipt.ts';
import { remindAll, remindDaily } from '../../../functions/service/reminder/reminders.ts';
import { commandVoice, fileVoice } from '../../../functions/service/voice/commands.ts';
import { type Applying, bodies, dataset, openApplying, people, start } from '../application/applying.ts';

let applying: Applying;
beforeEach(async () => {
  applying = await openApplying();
});
afterEach(() => applying[Symbol.asyncDispose]());

const deps = () => {
  const of = applying.deps.catalogue();
  const reached = (found: Agency): Agency => {
    const contact = { ...found.contact, email: `data@${found.id}.example.cn` };
    return { ...found, contact, ...(found.id === 'statistics' && { kind: 'bureau' }) };
  };
  const agency = (id: string) => {
    const found = of.agency(id);
    return found && reached(found);
  };
  const catalogue = () => ({ ...of, agency, agencies: () => of.agencies().map(reached) });
  return { ...applying.deps, catalogue, portalUrl: 'https://data.example.cn' };
};
const toldTo = async (actor: Actor) =>
  (await listNotifications(applying.deps.records, actor))?.notifications.map(({ event, due }) => [
    event,
    due,
  ]);

const toldOf = async (actor: Actor, id: string) =>
  (await listNotifications(applying.deps.records, actor, { limit: 50 }))?.notifications
    .filter(({ voice, objection }) => voice === id || objection === id)
    .map(({ event }) => event)
    .filter((event) => event !== 'voice-filed');
const mails = async () =>
  (await applying.deps.records.query(mailOutbox.index, 'waiting')).rows.map(({ value }) =>
    mail().assert(value),
  );

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

  it('tell of a complaint the agency before its fifth day is over, and then the Bureau too; once each', async () => {
    const filed = await fileVoice(deps(), {
      facts: { kind: 'complaint', agency: 'ecology', datasets: [], isPublic: false },
      words: { title: '不更新', text: '请联系 13912345678' },
      asker: {},
    });
    if (filed.outcome === 'refused') throw new Error(filed.refusal.code);
    const on = async (moment: string) => {
      applying.at(moment);
      await Promise.all([remindAll(deps()), remindAll(deps())]);
      return [await toldOf(people.reviewer, filed.id), await toldOf(people.supervisor, filed.id)];
    };
    expect(await on('2026-04-01T02:00:00Z')).toEqual([[], []]);
    applying.at(start);
    const admit = { id: filed.id, command: { type: 'admit' }, asker: { actor: people.reviewer } } as const;
    await commandVoice(deps(), admit);
    // Due on Tuesday the 17th: the last minute of the day before the last but one, and the first one after it.
    expect(await on('2026-03-15T15:59:59.999Z')).toEqual([[], []]);
    expect(await on('2026-03-15T16:00:00.000Z')).toEqual([['complaint-due'], []]);
    expect(await on('2026-03-17T15:59:59.999Z')).toEqual([['complaint-due'], []]);
    const late = [['complaint-overdue', 'complaint-due'], ['complaint-overdue']];
    expect(await on('2026-03-17T16:00:00.000Z')).toEqual(late);
    expect(await on('2026-03-20T02:00:00Z')).toEqual(late);
    const told = (await mails()).filter(({ text }) => text.includes(filed.id));
    expect(told.map(({ to, subject }) => `${to} ${subject}`).toSorted()).toEqual([
      'data@ecology.example.cn 一件投诉举报将到法定答复期限：投诉举报',
      'data@ecology.example.cn 一件投诉举报已超过法定答复期限：投诉举报',
      'data@statistics.example.cn 一件投诉举报已超过法定答复期限：投诉举报',
    ]);
    expect(JSON.stringify(await applying.deps.records.load(`reminders/${filed.id}`))).not.toContain('139');
  });

  it('tell the office whose turn it is of an objection before its clock runs out; supplements are one mail a day', async () => {
    const objections = objectionDepsOf({ ...deps(), portalUrl: 'https://data.example.cn' });
    const filing = { kind: 'error', dataset, text: '第三行有误' } as const;
    const filed = await file(objections, { filing });
    if (filed.outcome === 'refused') throw new Error(filed.refusal.code);
    const { id } = filed;
    const objector = { receipt: receiptHash(filed.receiptCode) };
    const supplement = async (times: number) => {
      for (let each = 0; each < times; each += 1)
        await command(objections, { id, asker: objector, body: { type: 'supplement', text: `第${each}行` } });
    };
    await supplement(4);
    applying.at('2026-03-11T15:59:59.999Z');
    await supplement(3);
    const subjects = async () =>
      (await mails())
        .filter(({ text }) => text.includes(id))
        .map(({ subject }) => subject.split('：')[0])
        .toSorted();
    const [more, received] = ['异议人补充了异议材料', '收到一件数据异议，已自动标注'];
    expect(await subjects()).toEqual([received, more, more].toSorted());
    expect(await toldOf(people.supervisor, id)).toHaveLength(8);
    // Filed on Tuesday: the Bureau has until Thursday.
    applying.at('2026-03-10T15:59:59.999Z');
    await remindAll(deps());
    expect(await toldOf(people.supervisor, id)).not.toContain('objection-due');
    applying.at('2026-03-10T16:00:00.000Z');
    await remindAll(deps());
    await remindAll(deps());
    expect(await subjects()).toEqual([received, more, more, '一件数据异议将到法定办理期限'].toSorted());
    expect(await toldOf(people.reviewer, id)).toEqual([]);
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
