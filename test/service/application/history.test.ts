import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '../../../functions/domain/actor.ts';
import { company } from '../../domain/application-given.ts';
import { type Applying, bodies, companyOrganisation, openApplying, people } from './applying.ts';

const { applicant, colleague, reviewer, secondReviewer, adviser, supervisor, auditor } = people;

let applying: Applying;
beforeEach(async () => {
  applying = await openApplying();
});
afterEach(() => applying[Symbol.asyncDispose]());

const ecology = { id: 'ecology', name: '省生态环境厅', nameEn: expect.any(String) };

/** Who did what, as somebody reads it; the latest of each kind of event. */
async function told(id: string, reader: Actor) {
  const view = await applying.service.read(id, reader);
  return Object.fromEntries((view?.history ?? []).map(({ type, by }) => [type, by]));
}

/** Submitted, accepted, asked about, escalated, approved, signed, revoked by the supervisor. */
async function revoked(): Promise<string> {
  const { begin, say } = applying;
  const id = await begin();
  await say(id, applicant, bodies.submit);
  await say(id, reviewer, bodies.accept);
  await say(id, reviewer, { type: 'ask-opinion', agency: 'statistics', question: '是否影响统计保密？' });
  await say(id, adviser, { type: 'give-opinion', stance: 'agree', opinion: '不影响' });
  await say(id, secondReviewer, bodies.approve);
  const textHash = (await applying.service.read(id, applicant))?.application.agreement ?? '';
  await say(id, applicant, { type: 'sign', textHash });
  expect(await say(id, supervisor, bodies.revoke)).toBe('revoked');
  return id;
}

describe('who did it', () => {
  it('is told to the applicant by agency and office, without the name of any official', async () => {
    const id = await revoked();
    expect(await told(id, applicant)).toMatchObject({
      opened: { kind: 'applicant', name: '张某' },
      submitted: { kind: 'applicant', name: '张某' },
      accepted: { kind: 'reviewer', agency: ecology },
      'opinion-given': { kind: 'adviser', agency: { id: 'statistics' } },
      approved: { kind: 'reviewer', agency: ecology },
      revoked: { kind: 'supervisor', agency: { id: 'bureau' } },
    });
    const everything = JSON.stringify(await applying.service.read(id, applicant));
    for (const { name } of [reviewer, secondReviewer, adviser, supervisor])
      expect(everything).not.toContain(name);
  });

  it('is told to the officials of an agency by name, of their own agency alone', async () => {
    const id = await revoked();
    const names = async (reader: Actor) => {
      const by = Object.values(await told(id, reader));
      return new Set(by.flatMap((each) => (each && 'name' in each ? [each.name] : [])));
    };
    expect(await names(reviewer)).toEqual(new Set(['张某', '王某', '卫某']));
    expect(await names(supervisor)).toEqual(new Set(['张某', '赵某']));
    expect(await names(auditor)).toEqual(new Set(['张某', '赵某']));
  });

  it('stays out of the record that lasts and goes to the applicant: only agency and office are in it', async () => {
    const id = await revoked();
    let record = '';
    for await (const line of (await applying.service.exportRecord(id, applicant)) ?? []) record += line;
    expect(record).toContain('"office":{"agency":"ecology","kind":"reviewer"}');
    for (const { name } of [reviewer, secondReviewer, adviser, supervisor])
      expect(record).not.toContain(name);
  });

  it('is no name for an official who acts for the applicant in this one', async () => {
    const id = await revoked();
    const both: Actor = { ...reviewer, id: 'both', organisations: [companyOrganisation] };
    expect((await told(id, both)).accepted).toEqual({ kind: 'reviewer', agency: ecology });
  });

  it('stays known of the applicant’s people after they were replaced', async () => {
    const id = await applying.begin(applicant, company.creditCode);
    await applying.say(id, applicant, bodies.submit);
    const next = [{ id: colleague.id, name: colleague.name }];
    expect(await applying.say(id, colleague, { type: 'amend-people', people: next })).toBe('submitted');
    expect(await told(id, reviewer)).toMatchObject({
      submitted: { name: '张某' },
      'people-amended': { kind: 'applicant', name: '钱某' },
    });
  });

  it('is the office that was held then, whatever its holder is now', async () => {
    const id = await revoked();
    const moved: Actor = { ...reviewer, name: '王某', agency: 'transport' };
    expect(await applying.service.read(id, moved)).toBeUndefined();
    expect((await told(id, secondReviewer)).accepted).toMatchObject({ name: '王某', agency: ecology });
  });
});
