/** What an applicant can ask for again and again comes to an end before it is in the way of others. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { applicationStream } from '../../../functions/service/application/stream.ts';
import { appendEvents, type KnownStream, loadEvents } from '../../../functions/service/event-log.ts';
import { company, form } from '../../domain/application-given.ts';
import { type Applying, bodies, openApplying, people, start } from './applying.ts';

const { applicant, colleague, competitor } = people;
let applying: Applying;
beforeEach(async () => {
  applying = await openApplying();
});
afterEach(() => applying[Symbol.asyncDispose]());

describe('a renewal', () => {
  const renew = async (id: string): Promise<string> => {
    const told = await applying.tell(id, applicant, { type: 'renew' });
    if (told.outcome === 'refused' || told.renewal === undefined) throw new Error(JSON.stringify(told));
    return told.renewal;
  };
  const renewalsOf = async (id: string) => (await applying.service.read(id, applicant))?.application.renewals;

  it('is begun once, however often it is asked for', async () => {
    const id = await applying.grant();
    const first = await renew(id);
    expect([await renew(id), await renew(id), await renewalsOf(id)]).toEqual([first, first, [first]]);
    await applying.say(first, applicant, { type: 'withdraw' });
    const second = await renew(id);
    expect([second === first, await renewalsOf(id)]).toEqual([false, [first, second]]);
  });

  it('is one, whoever asks at the same moment', async () => {
    const id = await applying.grant();
    const told = await Promise.all([renew(id), renew(id), renew(id)]);
    const renewals = (await renewalsOf(id)) ?? [];
    expect([new Set(told), renewals.length]).toEqual([new Set(renewals), 1]);
    const list = await applying.service.list({ actor: applicant, scope: 'mine' });
    const listed = list.outcome === 'list' ? list.applications : [];
    expect(listed.filter(({ status }) => status === 'draft').map((each) => each.id)).toEqual(renewals);
  });
});

describe('an application that was saved too often', () => {
  it('takes no more of it, goes on all the same, and says so to nobody else', async () => {
    const id = await applying.begin();
    const { records } = applying.deps;
    const saved = { type: 'draft-saved', at: start, actor: applicant.id, data: { form: {} } };
    let known: KnownStream = await loadEvents(records, applicationStream(id));
    const fill = async (length: number) => {
      while (known.length < length) {
        const events = Array.from({ length: Math.min(25, length - known.length) }, () => saved);
        const result = await appendEvents(records, applicationStream(id), known, events);
        if (result.outcome === 'appended') known = result;
      }
    };
    const named = [{ id: applicant.id, name: '张某', phone: '0431-88904567' }];
    const amend = { type: 'amend-people', people: named } as const;
    await fill(4_999);
    expect(await applying.say(id, applicant, amend)).toBe('draft');
    expect(await applying.say(id, applicant, { type: 'save-draft', form: {} })).toBe('application-full');
    expect(await applying.say(id, colleague, { ...amend, people: [] })).toBe('people-required');
    expect(await applying.say(id, competitor, { type: 'save-draft', form: {} })).toBe('unknown-application');
    expect(await applying.say(id, applicant, { type: 'submit', form })).toBe('submitted');
    expect(await applying.say(id, people.reviewer, bodies.accept)).toBe('accepted');
  });
});

describe('uploads', () => {
  it('of one party come to an end for the day, in whichever of its applications', async () => {
    const attach = async (actor: typeof applicant | typeof competitor, id: string, text: string) => {
      const bytes = new TextEncoder().encode(`%PDF-1.4\n${text}`);
      const told = await applying.service.attach({ id, actor, name: 'a.pdf', bytes });
      return told.outcome === 'refused' ? told.refusal.message : told.outcome;
    };
    const [one, two] = [await applying.begin(), await applying.begin()];
    const foreign = await applying.begin(competitor, competitor.organisations[0].creditCode);
    expect(await attach(applicant, one, '一')).toBe('attached');
    const counter = `application-upload-bytes/organisation/${company.creditCode}/2026-03-10`;
    await applying.deps.records.add(counter, 512 * 1024 * 1024 - 40);
    expect(await attach(applicant, one, '二')).toBe('attached');
    expect(await attach(applicant, two, '三'.repeat(20))).toContain('go on tomorrow');
    expect(await attach(applicant, one, '一')).toBe('attached');
    expect(await attach(competitor, foreign, '四')).toBe('attached');
    applying.at('2026-03-10T16:00:00.000Z');
    expect(await attach(applicant, two, '五')).toBe('attached');
  });
});

describe('submissions', () => {
  it('of one party come to an end for the day, those of others and corrections do not', async () => {
    const submit = async (actor: typeof applicant | typeof competitor, party?: string) => {
      const id = await applying.begin(actor, party);
      return [id, await applying.say(id, actor, { type: 'submit' })] as const;
    };
    const [first, status] = await submit(applicant);
    expect(status).toBe('submitted');
    const counter = `application-submissions/organisation/${company.creditCode}/2026-03-10`;
    await applying.deps.records.add(counter, 49);
    expect((await submit(applicant))[1]).toBe('too-many-submissions');
    expect((await submit(competitor, competitor.organisations[0].creditCode))[1]).toBe('submitted');
    await applying.say(first, people.reviewer, bodies.return);
    const corrected = { ...form, purpose: `${form.purpose}，供三家供水企业使用` };
    expect(await applying.say(first, applicant, { type: 'submit', form: corrected })).toBe('submitted');
    applying.at('2026-03-10T16:00:00.000Z');
    expect((await submit(applicant))[1]).toBe('submitted');
  });
});
