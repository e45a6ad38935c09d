import { describe, expect, it } from 'vitest';
import type { Field } from '../../functions/domain/dataset.ts';
import { columnVerdict, personWithAddress } from '../../functions/domain/privacy.ts';

const column = (title: string, name = title, contains?: Field['contains']) => ({
  name,
  title,
  ...(contains && { contains }),
});

describe('columnVerdict', () => {
  const number = column('编号');
  const order = column('订单号', 'order_no', 'order-number');

  it.each([
    ['a column of cards', 'bank-card', 1000, 998, number, 'personal'],
    ['random numbers of an issuer', 'bank-card', 1000, 104, number, 'chance'],
    ['a million random numbers', 'bank-card', 1_000_000, 100_400, number, 'chance'],
    ['random numbers with cards among them', 'bank-card', 1_000_000, 105_000, number, 'personal'],
    ['a single card', 'bank-card', 1, 1, number, 'personal'],
    ['one of nine', 'bank-card', 9, 1, number, 'personal'],
    ['two of twenty', 'bank-card', 20, 2, number, 'chance'],
    ['ten of twenty', 'bank-card', 20, 10, number, 'personal'],
    ['two of twenty in a column named for cards', 'bank-card', 20, 2, column('银行卡号'), 'personal'],
    ['no hit', 'bank-card', 20, 0, number, 'chance'],
    ['one identity number in a million cells', 'identity-number', 1, 1, number, 'personal'],
    ['dated order numbers, declared', 'identity-number', 2000, 180, order, 'chance'],
    ['dated order numbers, not declared', 'identity-number', 1000, 95, number, 'personal'],
    ['identity numbers declared as order numbers', 'identity-number', 1000, 1000, order, 'personal'],
    ['a few identity numbers among order numbers', 'identity-number', 5, 5, order, 'personal'],
    ['one of a few order numbers', 'identity-number', 900, 1, order, 'personal'],
    ['one e-mail address', 'email-address', 1, 1, number, 'personal'],
    ['one passport', 'passport-number', 1, 1, number, 'personal'],
    ['one mobile number', 'mobile-number', 1, 1, number, 'personal'],
  ] as const)('%s', (_, kind, candidates, hits, field, verdict) => {
    expect(columnVerdict(kind, candidates, hits, field)).toBe(verdict);
  });

  it('takes a number column for phones when most cells are, or when its name says so', () => {
    const amounts = { ...column('总额'), type: 'integer' } as const;
    const phones = { ...column('联系电话'), type: 'integer' } as const;
    expect(columnVerdict('mobile-number', 30, 30, amounts, 1000)).toBe('chance');
    expect(columnVerdict('mobile-number', 900, 900, amounts, 1000)).toBe('personal');
    expect(columnVerdict('mobile-number', 20, 20, amounts, 41)).toBe('personal');
    expect(columnVerdict('mobile-number', 20, 20, { ...amounts, unit: '元' }, 41)).toBe('chance');
    expect(columnVerdict('mobile-number', 40, 40, { ...amounts, unit: '元' }, 41)).toBe('personal');
    expect(columnVerdict('mobile-number', 2, 2, { ...amounts, unit: '元' }, 2)).toBe('chance');
    expect(columnVerdict('mobile-number', 30, 30, phones, 1000)).toBe('personal');
  });
});

describe('personWithAddress', () => {
  it.each<[string, ReturnType<typeof column>[], string[]]>([
    ['names and homes', [column('姓名'), column('年龄'), column('家庭住址')], ['姓名', '家庭住址']],
    ['names and registered homes', [column('户主姓名'), column('户籍地址')], ['户主姓名', '户籍地址']],
    ['names and plain addresses', [column('姓名'), column('地址')], ['姓名', '地址']],
    ['contacts and homes', [column('联系人'), column('住址')], ['联系人', '住址']],
    [
      'legal representatives and plain addresses',
      [column('法定代表人'), column('地址')],
      ['法定代表人', '地址'],
    ],
    [
      'by technical names',
      [column('Name', 'full_name'), column('Where', 'homeAddress')],
      ['full_name', 'homeAddress'],
    ],
    ['with remarks in the title', [column('姓名（全名）'), column('住址(现)')], ['姓名（全名）', '住址(现)']],
    [
      'applicants beside a project',
      [column('项目名称'), column('申请人'), column('地址')],
      ['申请人', '地址'],
    ],
    [
      'a representative with a home beside a company',
      [column('企业名称'), column('法定代表人'), column('家庭住址')],
      ['法定代表人', '家庭住址'],
    ],
    ['names alone', [column('姓名'), column('单位')], []],
    ['homes alone', [column('家庭住址'), column('面积')], []],
    ['offices', [column('机构名称'), column('办公地址')], []],
    ['offices with plain addresses', [column('机构名称'), column('地址')], []],
    ['an office and its head', [column('机构名称'), column('负责人'), column('办公地址')], []],
    [
      'companies, representatives, and where they sit',
      [column('企业名称'), column('法定代表人'), column('地址')],
      [],
    ],
    [
      'homes of holders of public office',
      [column('姓名', 'name', 'public-office-holder'), column('家庭住址')],
      ['name', '家庭住址'],
    ],
    ['holders of public office', [column('姓名', 'name', 'public-office-holder'), column('地址')], []],
    ['phones and counts of persons', [column('联系人电话'), column('户主人数'), column('地址')], []],
    ['places named name', [column('站点名称', 'name'), column('地址', 'address')], []],
    [
      'other kinds of address',
      [column('姓名'), column('邮箱地址'), column('IP地址'), column('网站地址')],
      [],
    ],
  ])('%s', (_, columns, found) => {
    expect(personWithAddress(columns)).toEqual(found);
  });
});
