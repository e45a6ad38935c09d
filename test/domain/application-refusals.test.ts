import { describe, expect, it } from 'vitest';
import type { ApplicationCommand } from '../../functions/domain/application-command.ts';
import type { ApplicationRefusalCode } from '../../functions/domain/application-refusals.ts';
import { type ApplicationState, noApplication } from '../../functions/domain/application-state.ts';
import type { ApplicationActor } from '../../functions/domain/party.ts';
import {
  actors,
  at,
  commands,
  company,
  continued,
  deciding,
  form,
  muchLater,
  now,
  oneself,
} from './application-given.ts';

const { member, reviewer, adviser, supervisor, platform, stranger, colleague } = actors;
type Case = readonly [ApplicationState, ApplicationCommand, ApplicationActor, object?];

const large = { ...form, security: '措施'.repeat(30_000) };
const resubmitted = continued(at('returned'), [
  { type: 'submit', form: { ...form, purpose: '供三家供水企业预警来水水质', term: 6 } },
  member,
]);
const misregistered = { ...company, creditCode: '11332500MB1601924K' };

/** For every code, one way to it. */
const ways: Readonly<Record<ApplicationRefusalCode, Case>> = {
  'unknown-application': [at('submitted'), commands.accept, stranger],
  'not-permitted': [at('submitted'), commands.accept, member],
  'own-application': [
    at('submitted'),
    commands.accept,
    { ...reviewer, parties: [...reviewer.parties, company] },
  ],
  'wrong-status': [at('approved'), commands.approve, reviewer],
  'no-applications': [noApplication, commands['save-draft'], member, { guide: undefined }],
  'application-unnamed': [noApplication, { type: 'save-draft', form }, member],
  'not-your-party': [noApplication, { ...commands['save-draft'], party: '91220101MA0000000X' }, member],
  'credit-code': [
    noApplication,
    { ...commands['save-draft'], party: misregistered.creditCode },
    { ...member, parties: [misregistered] },
  ],
  'begun-otherwise': [at('draft'), { ...commands['save-draft'], party: 'self' }, member],
  'base-required': [at('draft'), { ...commands.submit, basedOn: undefined }, member],
  'draft-changed': [at('draft'), { type: 'save-draft', form: { purpose: '另写' }, basedOn: 9 }, member],
  'form-too-large': [at('draft'), { type: 'save-draft', form: large }, member],
  'form-incomplete': [at('draft'), { type: 'submit', form: {} }, member],
  'not-corrected': [at('returned'), commands.submit, member],
  'unknown-item': [
    at('returned'),
    { type: 'submit', explanations: [{ item: 'contact', message: '没有改动' }] },
    member,
  ],
  'blank-text': [at('accepted'), { ...commands.approve, legalBasis: ' 　' }, reviewer],
  'already-told': [
    resubmitted,
    { type: 'return', corrections: [{ item: 'security', message: '还要说明' }] },
    reviewer,
  ],
  'own-opinion': [at('accepted'), { ...commands['ask-opinion'], agency: 'ecology' }, reviewer],
  'opinion-pending': [at('accepted'), commands['ask-opinion'], reviewer],
  'no-opinion-asked': [
    continued(at('accepted'), [commands['give-opinion'], adviser]),
    commands['give-opinion'],
    adviser,
  ],
  'extended-already': [
    continued(at('accepted'), [commands['extend-review'], reviewer]),
    { ...commands['extend-review'], days: 1 },
    reviewer,
  ],
  'extension-too-long': [at('accepted'), { ...commands['extend-review'], days: 16 }, reviewer],
  'extension-too-late': [at('accepted'), commands['extend-review'], reviewer, { now: muchLater }],
  'grant-invalid': [
    at('accepted'),
    { ...commands.approve, grant: { ...commands.approve.grant, months: 13 } },
    reviewer,
  ],
  'signing-too-late': [at('approved'), commands.sign, member, { now: muchLater }],
  'other-text': [at('approved'), { ...commands.sign, textHash: 'b'.repeat(64) }, member],
  'not-overdue': [at('submitted'), commands.nudge, member],
  'nudged-today': [
    continued(at('submitted'), [commands.nudge, member, muchLater]),
    commands.nudge,
    member,
    { now: muchLater },
  ],
  'escalated-already': [
    continued(at('submitted'), [commands.escalate, supervisor, muchLater]),
    commands.escalate,
    supervisor,
    { now: muchLater },
  ],
  'people-required': [at('draft'), { type: 'amend-people', people: [] }, colleague],
  'person-acts-alone': [
    continued(noApplication, [{ ...commands['save-draft'], party: 'self' }, member]),
    commands['amend-people'],
    member,
  ],
  'report-period': [
    at('active'),
    { ...commands['report-use'], report: { ...commands['report-use'].report, from: '2026-03-09' } },
    member,
  ],
  'not-run-out': [at('active'), commands.expire, platform],
};

describe('refusals', () => {
  it.each(Object.entries(ways))('"%s" is given where it belongs', (code, [state, command, by, changes]) => {
    const decision = deciding(state, command, by, { now, ...changes });
    expect(decision).toMatchObject({ outcome: 'refused', refusal: { code } });
  });

  it('tells who lost a race what happened instead', () => {
    const decision = deciding(at('rejected'), commands.approve, reviewer);
    expect(decision).toMatchObject({
      outcome: 'refused',
      refusal: { code: 'wrong-status', happened: { type: 'rejected', at: now } },
    });
  });

  it('tells a stranger nothing of what happened', () => {
    const there = deciding(at('rejected'), commands.approve, stranger);
    expect(there).toEqual(deciding(noApplication, commands.approve, stranger));
  });

  it('does not let a person who applies for themselves be replaced, but be reached otherwise', () => {
    const own = continued(noApplication, [{ ...commands['save-draft'], party: 'self' }, member]);
    expect(own.party).toEqual(oneself('zhang'));
    const people = [{ id: 'zhang', name: '张某', phone: '0431-88904567' }];
    expect(continued(own, [{ type: 'amend-people', people }, member]).people).toEqual(people);
  });
});
