import { describe, expect, it } from 'vitest';
import { type Applied, grantsAt, noOpening, openingOf } from '../../functions/domain/opening.ts';
import { company } from './application-given.ts';

const term = { from: '2026-03-10T02:00:00.000Z', until: '2027-03-10T16:00:00.000Z' };
const person = { kind: 'person', id: 'li', name: '李某' } as const;

const active = (changes: Partial<Applied> = {}): Applied => ({
  status: 'active',
  party: company,
  decision: { decision: '吉数开〔2026〕第000001号', workingDays: 4 },
  grant: { fields: ['station', 'value'], purpose: '来水水质预警模型' },
  term,
  ...changes,
});
const decision = (workingDays: number) => ({ decision: '吉数开〔2026〕第000002号', workingDays });
const { grant: _grant, term: _term, ...undecided } = active();

describe('the figures of a conditional dataset', () => {
  it('are zero, without a mean, while nobody has applied', () => {
    expect(openingOf([])).toEqual(noOpening);
  });

  it('count what was submitted, what was decided and how, and the mean of the working days it took', () => {
    const pending = { status: 'submitted', party: company };
    const rejected = { ...undecided, status: 'rejected', decision: decision(1) };
    expect(openingOf([active(), { ...active(), status: 'revoked' }, rejected, pending])).toMatchObject({
      applications: 4,
      approved: 2,
      rejected: 1,
      meanWorkingDays: 3,
    });
    const [one, other] = [1, 2].map((days) => ({ ...rejected, decision: decision(days) }));
    expect(openingOf([one, one, other].flatMap((each) => each ?? [])).meanWorkingDays).toBe(1.3);
  });

  it('list grants with effect only, the newest first', () => {
    const from = '2026-05-01T02:00:00.000Z';
    const newer = active({ decision: decision(2), term: { ...term, from } });
    const ended = ['approved', 'revoked', 'closed', 'expired'].map((status) => active({ status }));
    expect(openingOf([active(), newer, ...ended]).grants.map((grant) => grant.decision)).toEqual([
      '吉数开〔2026〕第000002号',
      '吉数开〔2026〕第000001号',
    ]);
  });

  it('list no grant whose term has run out meanwhile', () => {
    const opening = openingOf([active()]);
    expect(grantsAt(opening, '2027-03-10T15:59:59.999Z')).toHaveLength(1);
    expect(grantsAt(opening, '2027-03-10T16:00:00.000Z')).toEqual([]);
  });
});

describe('a grant in public', () => {
  const told = (changes: Partial<Applied>) => openingOf([active(changes)]).grants[0];
  const purposeOf = (purpose: string, party: Applied['party'] = company) =>
    told({ party, grant: { fields: [], purpose } })?.purpose;

  it('names the organisation, its purpose, fields and term', () => {
    expect(told({})).toEqual({
      decision: '吉数开〔2026〕第000001号',
      organisation: company.name,
      creditCode: company.creditCode,
      purpose: '来水水质预警模型',
      fields: ['station', 'value'],
      ...term,
    });
  });

  it('never names a person', () => {
    expect(JSON.stringify(told({ party: person }))).not.toMatch(/李某|"li"|organisation|creditCode/);
    expect(purposeOf('李某的毕业论文', person)).toBeUndefined();
    expect(purposeOf('毕业论文', person)).toBe('毕业论文');
  });

  it('keeps back a purpose in which personal data stands', () => {
    expect(purposeOf('模型训练，联系人电话13912345678')).toBeUndefined();
    expect(purposeOf('核对11010519491231002X的记录')).toBeUndefined();
    expect(purposeOf('请回复 someone@example.com')).toBeUndefined();
  });
});
