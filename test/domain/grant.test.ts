import { describe, expect, it } from 'vitest';
import { type GrantTerms, grantTerms, nextReportDue, termFrom } from '../../functions/domain/grant.ts';
import { checkGrant, grantDefects } from '../../functions/domain/grant-rules.ts';
import { form, guide, now, terms } from './application-given.ts';

const found = (changes: Partial<GrantTerms>) =>
  checkGrant({ ...terms, ...changes }, form, guide).map(({ code, path }) => [code, path]);
const where = (field: string, operator: GrantTerms['rows'][number]['operator'], ...values: string[]) => ({
  rows: [{ field, operator, values }],
});

describe('the terms of a grant', () => {
  it('may be what was asked for, or less', () => {
    expect(found({})).toEqual([]);
    expect(found({ fields: ['station'], months: 1, rows: [] })).toEqual([]);
  });

  it.each([
    ['columns', { fields: ['station', 'operator'] }, 'beyond-request', 'fields[1]'],
    ['columns', { fields: ['station', 'station'] }, 'repeated', 'fields[1]'],
    ['columns', { fields: [] }, 'no-columns', 'fields'],
    ['access', { access: ['records', 'export'] }, 'beyond-request', 'access[1]'],
    ['months', { months: 13 }, 'beyond-request', 'months'],
    ['requests', { quota: { perDay: 201, perMonth: 2000 } }, 'beyond-request', 'quota.perDay'],
    ['a month below its days', { quota: { perDay: 100, perMonth: 99 } }, 'quota-order', 'quota.perMonth'],
    ['rows by no field', where('x', 'exact', '1'), 'unknown-field', 'rows[0].field'],
    ['text in a date', where('measured', 'contains', '3'), 'row-condition', 'rows[0].operator'],
    ['no value', where('station', 'exact'), 'row-condition', 'rows[0].values'],
    ['two values', where('station', 'exact', 'a', 'b'), 'row-condition', 'rows[0].values'],
    ['an empty list', where('station', 'in'), 'row-condition', 'rows[0].values'],
    ['a value for none', where('station', 'isnull', 'a'), 'row-condition', 'rows[0].values'],
  ] as readonly [string, Partial<GrantTerms>, string, string][])(
    'are not: %s, %j',
    (_, changes, code, path) => {
      expect(found(changes)).toEqual([[code, path]]);
      expect(Object.keys(grantDefects)).toContain(code);
    },
  );

  it('have no order where the type has none', () => {
    const flags = {
      ...guide,
      fields: [...guide.fields, { ...guide.fields[0], name: 'flag', type: 'boolean' }],
    };
    const rows = where('flag', 'greater', 'true');
    expect(checkGrant({ ...terms, ...rows }, form, flags as typeof guide)).toMatchObject([
      { code: 'row-condition' },
    ]);
  });

  it('name no column that was taken away since', () => {
    const fewer = { ...guide, fields: guide.fields.filter(({ name }) => name !== 'value') };
    expect(checkGrant(terms, form, fewer)).toMatchObject([{ code: 'unknown-field', path: 'fields[1]' }]);
  });

  it('give the data in no way in which it cannot be given', () => {
    const whole = { ...guide, access: ['export' as const] };
    expect(checkGrant(terms, form, whole)).toMatchObject([{ code: 'unknown-access', path: 'access[0]' }]);
    expect(Object.keys(grantDefects)).toContain('unknown-access');
  });

  it('tell everything at once', () => {
    expect(found({ months: 24, fields: ['x'], quota: { perDay: 300, perMonth: 1 } })).toHaveLength(4);
  });

  it.each([
    ['more than 24 months', { months: 25 }],
    ['no access', { access: [] }],
    ['a key that is none', { unlimited: true }],
    ['half a request', { quota: { perDay: 0.5, perMonth: 1 } }],
  ])('are structurally wrong with %s', (_, changes) => {
    expect(grantTerms().allows(terms)).toBe(true);
    expect(grantTerms().allows({ ...terms, ...changes })).toBe(false);
  });
});

describe('the term of a grant', () => {
  it.each([
    ['2026-03-10T02:00:00.000Z', 12, '2027-03-10T16:00:00.000Z'],
    ['2026-03-10T16:00:00.000Z', 12, '2027-03-11T16:00:00.000Z'],
    ['2026-01-31T02:00:00.000Z', 1, '2026-02-28T16:00:00.000Z'],
    ['2024-02-29T02:00:00.000Z', 24, '2026-02-28T16:00:00.000Z'],
  ])('signed %s for %i months, ends at %s', (at, months, until) => {
    expect(termFrom(at, months)).toEqual({ from: at, until });
  });

  it('has reports due at equal distances, the last with its end', () => {
    const term = termFrom(now, 12);
    const due = (every?: number, ...to: readonly string[]) =>
      nextReportDue(
        { ...terms, reportEveryMonths: every },
        term,
        to.map((day) => ({ to: day })),
      );
    expect([due(6), due(6, '2026-09-10')]).toEqual(['2026-09-10', '2027-03-10']);
    expect([due(5), due(5, '2026-08-10'), due(5, '2026-08-10', '2027-01-10')]).toEqual([
      '2026-08-10',
      '2027-01-10',
      '2027-03-10',
    ]);
    expect(due(5, '2027-03-10')).toBeUndefined();
    expect(due()).toBeUndefined();
  });

  it('owes one report up to its early end, by the day by which it would have been due', () => {
    const due = (endedOn: string, ...to: readonly string[]) =>
      nextReportDue(
        { ...terms, reportEveryMonths: 6 },
        termFrom(now, 12),
        to.map((day) => ({ to: day })),
        endedOn,
      );
    expect([due('2026-05-01'), due('2026-03-10')]).toEqual(['2026-09-10', '2026-09-10']);
    expect([due('2026-05-01', '2026-04-01'), due('2026-05-01', '2026-05-01')]).toEqual([
      '2026-10-01',
      undefined,
    ]);
  });

  it('does not put the next report off for one of the first day, however often it is made', () => {
    const term = termFrom(now, 12);
    const reports = [{ to: '2026-03-10' }, { to: '2026-03-10' }];
    expect(nextReportDue({ ...terms, reportEveryMonths: 6 }, term, reports)).toBe('2026-09-10');
  });
});
