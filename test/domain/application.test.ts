import { describe, expect, it } from 'vitest';
import { readApplicationEvent } from '../../functions/domain/application-event.ts';
import { evolve, foldApplication } from '../../functions/domain/application-evolve.ts';
import { visibleTo } from '../../functions/domain/application-permissions.ts';
import { noApplication } from '../../functions/domain/application-state.ts';
import { effectiveGrant } from '../../functions/domain/grant.ts';
import {
  actors,
  agreement,
  answer,
  at,
  commands,
  company,
  continued,
  eventsOf,
  form,
  guide,
  histories,
  now,
  oneself,
  otherCompany,
  refusalOf,
  terms,
} from './application-given.ts';

const { member, colleague, reviewer, adviser, supervisor, auditor, platform, stranger } = actors;

describe('beginning and saving', () => {
  it('begins with the party, the agency and whoever begins it', () => {
    const [opened, saved] = eventsOf(noApplication, commands['save-draft'], member);
    expect(opened).toEqual({
      type: 'opened',
      at: now,
      actor: 'zhang',
      data: {
        dataset: 'water-quality',
        agency: 'ecology',
        party: company,
        people: [{ id: 'zhang', name: 'zhang某' }],
      },
    });
    expect(saved).toMatchObject({ type: 'draft-saved', data: { form } });
  });

  it('lets a person apply for themselves, and act for several organisations', () => {
    const many = { ...member, parties: [oneself('zhang'), company, otherCompany] };
    const own = continued(noApplication, [{ ...commands['save-draft'], party: 'self' }, many]);
    expect(own.party).toEqual(oneself('zhang'));
    const other = continued(noApplication, [
      { ...commands['save-draft'], party: otherCompany.creditCode },
      many,
    ]);
    expect(other.party).toEqual(otherCompany);
  });

  it('takes nothing of a natural person where only organisations may apply, unless it was taken under another guide', () => {
    const { submit } = commands;
    const own = continued(noApplication, [{ ...commands['save-draft'], party: 'self' }, member]);
    const now = { guide: { ...guide, applicants: 'organisation' } } as const;
    expect(refusalOf(own, submit, member, now)).toMatchObject({
      code: 'form-incomplete',
      defects: [{ item: 'applicant', code: 'organisation-required' }],
    });
    expect(answer(at('draft'), submit, member, now)).toBe('submitted');
    const returned = continued(own, [submit, member], [commands.return, reviewer]);
    const corrected = { ...form, purpose: `${form.purpose}，供三家供水企业使用`, term: 6 };
    expect(answer(returned, { ...submit, form: corrected }, member, now)).toBe('submitted');
  });

  it('saves a draft however incomplete, and nothing when nothing changed', () => {
    const draft = { purpose: '训' };
    const saved = continued(at('draft'), [{ type: 'save-draft', form: draft }, member]);
    expect(saved).toMatchObject({ status: 'draft', draft });
    expect(answer(saved, { type: 'save-draft', form: { ...draft } }, member)).toBe('nothing');
  });

  it('keeps a working copy apart from what was submitted', () => {
    const returned = continued(at('returned'), [{ type: 'save-draft', form: { purpose: '改' } }, member]);
    expect(returned.status).toBe('returned');
    expect(returned.rounds.at(-1)?.form).toEqual(form);
    expect(visibleTo(member, returned)?.draft).toEqual({ purpose: '改' });
    expect(visibleTo(member, returned)?.written).toEqual({ revision: 3, at: now, by: 'zhang' });
    for (const own of ['draft', 'written']) expect(visibleTo(reviewer, returned)).not.toHaveProperty(own);
  });

  it('freezes the guide with the first submission: of the columns, those that are asked for', () => {
    const { guide: frozen } = at('submitted');
    expect(frozen).toEqual({ ...guide, fields: guide.fields.slice(0, 3) });
  });
});

describe('from application to grant', () => {
  it('leads from the draft to an effective grant', () => {
    const active = at('active');
    expect(active.status).toBe('active');
    expect(active.signature).toEqual({
      by: 'zhang',
      at: now,
      name: 'zhang某',
      textHash: agreement,
      session: 'session-1',
    });
    expect(effectiveGrant(active, now)).toEqual({
      ...terms,
      decision: '2026-1',
      dataset: 'water-quality',
      agency: 'ecology',
      party: company,
      from: now,
      until: '2027-03-10T16:00:00.000Z',
    });
  });

  it('is the same when read back from stored events', () => {
    let [state, events] = [noApplication, [] as unknown[]];
    for (const [command, by] of histories.active) {
      const happened = eventsOf(state, command, by);
      events = [...events, ...JSON.parse(JSON.stringify(happened))];
      state = happened.reduce(evolve, state);
    }
    expect(foldApplication(events as Parameters<typeof foldApplication>[0])).toEqual(state);
  });

  it('keeps evidence of a qualified signature, when a provider makes one', () => {
    const qualified = { provider: 'ca.example', reference: 'S-1' };
    const signed = continued(at('approved'), [{ ...commands.sign, qualified }, member]);
    expect(signed.signature?.qualified).toEqual(qualified);
  });

  it('hears other agencies, and does not wait for them', () => {
    const heard = continued(at('accepted'), [commands['give-opinion'], adviser]);
    expect(heard.opinions).toMatchObject([{ agency: 'statistics', given: { stance: 'agree', at: now } }]);
    expect(answer(heard, commands['ask-opinion'], reviewer)).toBe('opinion-asked');
    expect(answer(at('accepted'), commands.approve, reviewer)).toBe('approved');
  });

  it.each(['revoked', 'closed', 'expired', 'approved', 'rejected'] as const)(
    'has no effect when %s',
    (status) => {
      expect(effectiveGrant(at(status), now)).toBeUndefined();
    },
  );

  it('has no effect from the moment it runs out, whether or not that is recorded', () => {
    const active = at('active');
    expect(effectiveGrant(active, '2027-03-10T15:59:59.999Z')).toBeDefined();
    expect(effectiveGrant(active, '2027-03-10T16:00:00.000Z')).toBeUndefined();
    expect(answer(active, commands.expire, platform, { now: '2027-03-10T15:59:59.999Z' })).toBe(
      'not-run-out',
    );
    expect(answer(active, commands.expire, platform, { now: '2027-03-10T16:00:00.000Z' })).toBe('expired');
  });

  it('is revoked by the agency or the supervisor, also before the signature', () => {
    for (const by of [reviewer, supervisor])
      for (const status of ['approved', 'active'] as const)
        expect(answer(at(status), commands.revoke, by)).toBe('revoked');
    const unsigned = continued(at('approved'), [commands.revoke, reviewer]);
    expect(answer(unsigned, commands['report-use'], member)).toBe('report-period');
  });

  it('is not approved for a dataset that left the conditional class, but can be rejected', () => {
    const gone = { guide: undefined };
    expect(answer(at('accepted'), commands.approve, reviewer, gone)).toBe('no-applications');
    expect(answer(at('accepted'), commands.reject, reviewer, gone)).toBe('rejected');
  });

  it('is not approved for a purpose of blanks, which would be agreed on and published', () => {
    const grant = { ...commands.approve.grant, purpose: ' 　  ' };
    expect(answer(at('accepted'), { ...commands.approve, grant }, reviewer)).toBe('blank-text');
  });

  it('is renewed by another application that names this one', () => {
    expect(continued(at('active'), [commands.renew, member]).renewals).toEqual(['app_2']);
    const [opened] = eventsOf(noApplication, { ...commands['save-draft'], renews: 'app_1' }, member);
    expect(opened).toMatchObject({ type: 'opened', data: { renews: 'app_1' } });
  });

  it.each([
    ['a day before the grant', { from: '2026-03-09', to: '2026-03-10' }],
    ['a day to come', { from: '2026-03-10', to: '2026-03-11' }],
    ['an end before the beginning', { from: '2026-03-11', to: '2026-03-10' }],
    ['a day that does not exist', { from: '2026-02-30', to: '2026-03-10' }],
  ])('takes no report of %s', (_, period) => {
    const report = { ...commands['report-use'].report, ...period };
    expect(answer(at('active'), { type: 'report-use', report }, member)).toBe('report-period');
  });

  it('takes reports of the days up to its early end, and of none after it', () => {
    const later = { now: '2026-03-20T02:00:00.000Z' };
    const { report } = commands['report-use'];
    const until = (to: string) => ({ type: 'report-use', report: { ...report, to } }) as const;
    for (const status of ['revoked', 'closed'] as const) {
      expect(answer(at(status), until('2026-03-10'), member, later)).toBe('use-reported');
      expect(answer(at(status), until('2026-03-11'), member, later)).toBe('report-period');
    }
  });
});

describe('whom an application belongs to', () => {
  it('stays when its people are replaced: who is no longer named loses it', () => {
    const replaced = continued(at('returned'), [commands['amend-people'], member]);
    expect(answer(replaced, commands.withdraw, colleague)).toBe('withdrawn');
    expect(answer(replaced, commands.withdraw, member)).toBe('not-permitted');
  });

  it('can be taken over by a colleague, but does not follow somebody who left', () => {
    expect(answer(at('active'), commands['amend-people'], colleague)).toBe('people-amended');
    const gone = { ...member, parties: [oneself('zhang')] };
    expect(answer(at('active'), commands.close, gone)).toBe('unknown-application');
  });

  it('gives nothing to a person who is named but does not act for the organisation', () => {
    const named = continued(at('active'), [
      { type: 'amend-people', people: [{ id: 'li', name: '李某' }] },
      member,
    ]);
    expect(answer(named, commands.close, stranger)).toBe('unknown-application');
    expect(visibleTo(stranger, named)).toBeUndefined();
  });

  it('is read by those who have a part in it, and only once it was submitted', () => {
    const readers = [member, colleague, reviewer, adviser, supervisor, auditor, platform, stranger];
    const seen = (status: 'draft' | 'submitted' | 'accepted') =>
      readers.filter((reader) => visibleTo(reader, at(status))).map(({ id }) => id);
    expect(seen('draft')).toEqual(['zhang', 'qian']);
    expect(seen('submitted')).toEqual(['zhang', 'qian', 'wang', 'zhao', 'wu']);
    expect(seen('accepted')).toEqual(['zhang', 'qian', 'wang', 'sun', 'zhao', 'wu']);
    expect(visibleTo(auditor, noApplication)).toBeUndefined();
  });

  it('withdrawn before it was submitted is nobody else’s business', () => {
    const withdrawn = continued(at('draft'), [{ type: 'withdraw' }, member]);
    expect(visibleTo(reviewer, withdrawn)).toBeUndefined();
    expect(answer(withdrawn, commands.accept, reviewer)).toBe('unknown-application');
  });

  it('is decided by nobody who acts for the applicant, whatever their office', () => {
    const both = { ...reviewer, parties: [company] };
    expect(answer(at('accepted'), commands.approve, both)).toBe('own-application');
    expect(answer(at('accepted'), commands.escalate, { ...supervisor, parties: [company] })).toBe(
      'own-application',
    );
  });
});

describe('stored events', () => {
  it('are refused when they are none of an application, or damaged', () => {
    const event = { at: now, actor: 'zhang', data: {} };
    expect(() => readApplicationEvent({ ...event, type: 'entry-published' })).toThrow(
      'no event of an application',
    );
    expect(() => readApplicationEvent({ ...event, type: 'returned' })).toThrow('corrections');
  });

  it('make no history without a beginning, or with two', () => {
    const [opened, saved] = eventsOf(noApplication, commands['save-draft'], member);
    if (!opened || !saved) throw new Error('two events begin an application');
    expect(() => evolve(noApplication, saved)).toThrow('comes before the beginning');
    expect(() => evolve(at('draft'), opened)).toThrow('begun a second time');
  });
});
