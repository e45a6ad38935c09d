/** Whom a party names among its people may be anybody: nobody is told, or written to, because somebody else says so. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { applicationBody, type Person } from '../../../functions/domain/application-command.ts';
import { deliverMail } from '../../../functions/service/notification/delivery.ts';
import { listNotifications } from '../../../functions/service/notification/notifications.ts';
import { notificationRows } from '../../../functions/service/notification/outbox.ts';
import { form } from '../../domain/application-given.ts';
import { type Applying, bodies, openApplying, people } from '../application/applying.ts';

const portalUrl = 'https://data.example.cn';
const { applicant, colleague, person, reviewer } = people;
let applying: Applying;
let id: string;
beforeEach(async () => {
  applying = await openApplying((deps) => ({ rowsFor: notificationRows({ ...deps, portalUrl }) }));
  id = await applying.begin();
});
afterEach(() => applying[Symbol.asyncDispose]());

const zhang: Person = { id: applicant.id, name: applicant.name };
const qian: Person = { id: colleague.id, name: colleague.name };
const amend = (by: typeof applicant | typeof colleague, all: readonly Person[]) =>
  applying.tell(id, by, { type: 'amend-people', people: [...all] });
/** The agency returns the application, which everybody named in it is told of. */
async function returned(): Promise<void> {
  const contact = { name: '张三', phone: '0431-88904567' };
  await applying.say(id, applicant, { type: 'submit', form: { ...form, contact } });
  await applying.say(id, reviewer, bodies.return);
}
/** The addresses of applicants to which everything that waits goes. */
async function writtenTo(): Promise<string[]> {
  const to: string[] = [];
  await deliverMail({ ...applying.deps, sendMail: async (mail) => void to.push(mail.to) });
  return to.filter((address) => address.endsWith('.example')).sort();
}
const unread = async (actor: Parameters<typeof listNotifications>[1]) =>
  (await listNotifications(applying.deps.records, actor))?.unread;

describe('people whom an application names', () => {
  it('are not written to because somebody else gave their address, however often', async () => {
    const stranger = { id: person.id, name: '某人', email: 'stranger@elsewhere.example' };
    for (const name of ['甲', '乙', '丙'])
      await amend(applicant, [{ ...zhang, name }, { ...qian, email: 'q@elsewhere.example' }, stranger]);
    await returned();
    expect(await writtenTo()).toEqual([]);
  });

  it('are told in the portal only when they act for the party by their own sign-in', async () => {
    await amend(applicant, [zhang, qian, { id: person.id, name: '某人' }, { id: reviewer.id, name: '某人' }]);
    expect([await unread(colleague), await unread(person), await unread(reviewer)]).toEqual([1, 0, 0]);
    expect(await unread({ ...colleague, organisations: [] })).toBe(0);
  });

  it('are written to where they said so themselves, until somebody says otherwise', async () => {
    const mine = { ...qian, email: 'q@company.example' };
    await amend(applicant, [zhang, mine]);
    // The same list once more, by the one of whom it speaks.
    expect(await amend(colleague, [zhang, mine])).toMatchObject({ events: ['people-amended'] });
    expect(await amend(colleague, [zhang, mine])).toMatchObject({ events: [] });
    await amend(applicant, [{ ...zhang, phone: '0431-88904567' }, mine]);
    await returned();
    expect(await writtenTo()).toEqual(['q@company.example']);
    await amend(applicant, [zhang, { ...mine, email: 'other@company.example' }]);
    expect((await applying.service.read(id, applicant))?.application.ownEmails).toEqual([]);
  });

  it('are named by ids that an account can have', () => {
    const named = (of: string) =>
      applicationBody({ type: 'amend-people', people: [{ id: of, name: '某人' }] });
    for (const odd of ['a\0b', '\n', '\ud800', '\u{10ffff}', '', 'x'.repeat(201)])
      expect([odd, Object(named(odd)).type]).toEqual([odd, undefined]);
    expect(named('张三|09')).toMatchObject({ type: 'amend-people' });
  });
});
