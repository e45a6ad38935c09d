import { describe, expect, it } from 'vitest';
import { actorOf, areTold, withUserInfo } from '../../functions/service/identity-claims.ts';

const names = {
  agency: 'agency',
  roles: 'roles',
  organisations: 'organisations',
  creditCode: 'creditCode',
  organisationName: 'organisationName',
};
const a = { creditCode: '91220101DEM000201X', organisationName: '松江示例数据科技有限公司' };
const b = { creditCode: '91220600DEM000202C', organisationName: '长白山示例文旅信息有限公司' };
const codes = (claims: Record<string, unknown>) =>
  actorOf({ sub: 'li', ...claims }, names)?.organisations?.map(({ creditCode }) => creditCode);

describe('the organisations of an account', () => {
  it('are those of the list, and the one beside it, each once', () => {
    expect(codes({ organisations: [a, b] })).toEqual([a.creditCode, b.creditCode]);
    expect(codes({ ...a })).toEqual([a.creditCode]);
    expect(codes({ ...a, organisations: [a, b, b] })).toEqual([a.creditCode, b.creditCode]);
    expect(codes({})).toBeUndefined();
  });

  it.each([
    ['a wrong check character', { ...a, creditCode: '91220101DEM0002010' }],
    ['lower case', { ...a, creditCode: a.creditCode.toLowerCase() }],
    ['blanks around it', { ...a, creditCode: ` ${a.creditCode}` }],
    ['no name', { creditCode: a.creditCode }],
    ['a name of one character', { ...a, organisationName: '松' }],
    ['an endless name', { ...a, organisationName: '松'.repeat(201) }],
    ['a code that is a list', { ...a, creditCode: [a.creditCode] }],
    ['nothing but text', a.creditCode],
    ['nothing at all', null],
  ])('leave out one with %s', (_case, wrong) => {
    expect(codes({ organisations: [wrong, b] })).toEqual([b.creditCode]);
  });

  it('are a hundred at most, and none when they are no list', () => {
    expect(codes({ organisations: { 0: a } })).toBeUndefined();
    expect(codes({ organisations: Array.from({ length: 5000 }, () => a) })).toEqual([a.creditCode]);
  });
});

describe('the roles of an account', () => {
  it.each([
    ['those that the platform knows', ['reviewer', 'admin', 'auditor'], ['reviewer', 'auditor']],
    ['never the operator’s', ['operator'], []],
    ['none when nothing is said', undefined, []],
    ['none for an empty list', [], []],
  ])('are %s', (_case, given, held) => {
    expect(actorOf({ sub: 'li', roles: given }, names)?.roles).toEqual(held);
  });

  it.each([
    [true, 'li@example.org'],
    [false, undefined],
    ['true', undefined],
    [undefined, undefined],
  ])('tell an address that is verified: %s', (email_verified, expected) => {
    expect(actorOf({ sub: 'li', email: 'li@example.org', email_verified }, names)?.email).toBe(expected);
  });

  it('make an account useless when they are no list', () => {
    for (const roles of ['reviewer', { reviewer: true }, 1, true])
      expect(actorOf({ sub: 'li', roles }, names)).toBeUndefined();
  });
});

it('an account has a subject, told as text', () => {
  for (const sub of [undefined, '', 7, 'x'.repeat(201), ['li']])
    expect(actorOf({ sub, roles: ['supervisor'] }, names)).toBeUndefined();
});

it('a name is left out where it is none', () => {
  expect(actorOf({ sub: 'li', name: '李四' }, names)?.name).toBe('李四');
  for (const name of ['', 4, 'x'.repeat(101)])
    expect(actorOf({ sub: 'li', name }, names)).not.toHaveProperty('name');
});

it('claims tell enough when they speak of roles or organisations at all', () => {
  expect(areTold({ roles: [] }, names)).toBe(true);
  expect(areTold({ creditCode: '' }, names)).toBe(true);
  expect(areTold({ sub: 'li', name: '李四' }, names)).toBe(false);
});

it('an address and its flag are of one source', () => {
  const emailOf = (idToken: object, userInfo: object) =>
    actorOf(withUserInfo({ sub: 'li', ...idToken }, { sub: 'li', ...userInfo }), names)?.email;
  const [own, other] = [{ email: 'li@example.org' }, { email: 'wu@example.org' }];
  const verified = { email_verified: true };
  expect(emailOf(own, { ...other, ...verified })).toBeUndefined();
  expect(emailOf(verified, other)).toBeUndefined();
  expect(emailOf({ email_verified: false }, { ...other, ...verified })).toBe('wu@example.org');
  expect(emailOf({ ...own, ...verified }, { ...other, email_verified: false })).toBe('li@example.org');
});
