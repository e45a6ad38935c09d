import { describe, expect, it } from 'vitest';
import { identityCheck } from '../../functions/domain/identity-number.ts';
import { classify, type FieldFacts, mask, normaliseContact } from '../../functions/domain/privacy.ts';

const context = {
  today: '2026-03-10',
  officeContacts: new Set(['0431-88904567', '13904310000', 'data@jl.gov.cn'].map(normaliseContact)),
};
const column = (name: string, title = name, more: Partial<FieldFacts> = {}): FieldFacts => ({
  name,
  title,
  ...more,
});
const text = column('note', '备注');
const found = (cell: string, field: FieldFacts = text) => classify(cell, field, context).join(' ');

const identity = '11010519491231002X';
const checked = (first17: string): string => `${first17}${identityCheck(first17)}`;

describe('classify finds', () => {
  it.each([
    ['identity-number', identity],
    ['identity-number', '11010519491231002x'],
    ['identity-number', `张三，身份证${identity}，已核实`],
    ['identity-number', '１１０１０５１９４９１２３１００２Ｘ'],
    ['identity-number', '110105 19491231 002X'],
    ['identity-number', '110105-1949-1231-002X'],
    ['identity-number', `2026-03-01 ${identity}`],
    ['identity-number', `ID${identity}`],
    ['identity-number', `1101051949\u200b1231002X`],
    ['identity-number', '11010519491231002X.0'],
    ['mobile-number', '13812345678'],
    ['mobile-number', '电话：13812345678（张先生）'],
    ['mobile-number', '138 1234 5678'],
    ['mobile-number', '138-1234-5678'],
    ['mobile-number', '1381 234 5678'],
    ['mobile-number', '138.1234.5678'],
    ['mobile-number', '138\u30001234\u30005678'],
    ['mobile-number', '１３８１２３４５６７８'],
    ['mobile-number', '+8613812345678'],
    ['mobile-number', '+86 138 1234 5678'],
    ['mobile-number', '(86)13812345678'],
    ['mobile-number', '0086-13812345678'],
    ['mobile-number', '013812345678'],
    ['mobile-number', 'Tel13812345678'],
    ['mobile-number', '13812345678.0'],
    ['mobile-number', '13812345678转8001'],
    ['mobile-number', '0431-88904567/13812345678'],
    ['identity-number', '110105.19491231.002X'],
    ['identity-number', '110105/19491231/002X'],
    ['identity-number', '110105_19491231_002X'],
    ['identity-number', '110105  19491231  002X'],
    ['identity-number', '11010519491231002X11010519491231002X'],
    ['mobile-number', '138/1234/5678'],
    ['mobile-number', '138_1234_5678'],
    ['mobile-number', '(138)1234-5678'],
    ['mobile-number', '（138）1234 5678'],
    ['mobile-number', '138  1234  5678'],
    ['mobile-number', '138\n1234\n5678'],
    ['mobile-number', '1.3812345678E10'],
    ['mobile-number', '1.3812345678E+10'],
    ['mobile-number', '1381234567813912345678'],
    ['mobile-number', '١٣٨١٢٣٤٥٦٧٨'],
    ['mobile-number', '①③⑧①②③④⑤⑥⑦⑧'],
    ['mobile-number', '𝟏𝟑𝟖𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖'],
    ['mobile-number', '一三八一二三四五六七八'],
    ['email-address', '张三@qq.com'],
    ['bank-card', '6222021234567894'],
    ['bank-card', '6222 0212 3456 7894'],
    ['bank-card', '6222-0212-3456-7894'],
    ['bank-card', '6222\u00a00212\u00a03456\u00a07894'],
    ['bank-card', '６２２２０２１２３４５６７８９４'],
    ['bank-card', '开户行：工行长春分行，账号6222021234567894'],
    ['bank-card', '6222 0212 3456 7894 2026'],
    ['bank-card', '2026-03-01 6222021234567894'],
    ['bank-card', '6228480402564890018'],
    ['bank-card', '622848 0402564890018'],
    ['bank-card', '4111111111111111'],
    ['bank-card', '5555555555554444'],
    ['bank-card', '2223003122003222'],
    ['bank-card', '378282246310005'],
    ['bank-card', '3782 822463 10005'],
    ['bank-card', '3530111333300000'],
    ['email-address', 'zhang.san@example.com'],
    ['email-address', '联系zhangsan@163.com。'],
    ['email-address', 'zhang＠example.com'],
    ['email-address', 'Zhang San <zs+data@mail.jlu.edu.cn>'],
    ['passport-number', 'E12345678'],
    ['passport-number', 'EA1234567'],
    ['passport-number', 'G12345678'],
    ['passport-number', '护照E12345678'],
    ['passport-number', '护照 E 12345678'],
    ['passport-number', '护照号 AB1234567'],
    ['passport-number', 'SE1234567'],
  ])('%s in %s', (kind, cell) => {
    expect(found(cell)).toBe(kind);
  });

  it('several kinds in one text, each once', () => {
    expect(found(`${identity} 13812345678 13912345678 a@b.cn 6222021234567894`)).toBe(
      'identity-number mobile-number bank-card email-address',
    );
  });

  it('foreign passports where the column speaks of passports', () => {
    expect(found('K1234567')).toBe('');
    expect(found('K1234567', column('passport_no', '护照号码'))).toBe('passport-number');
  });
});

describe('classify passes', () => {
  it.each([
    ['a credit code', '11220100013828800N'],
    ['a credit code of digits only', '911101080000000016'],
    ['an identity number with a wrong check character', '110105194912310021'],
    ['one born on a day that does not exist', checked('11010519490231002')],
    ['one born tomorrow', checked('11010520260311001')],
    ['one of no province', checked('99010519491231002')],
    ['a landline', '0431-88904567'],
    ['a landline without a hyphen', '043188904567'],
    ['a service number', '400-810-1234'],
    ['a hotline', '12345'],
    ['a moment', '2026-03-10 12:00:00'],
    ['an instant', '2026-03-10T12:00:00.123456Z'],
    ['milliseconds since 1970', '1773108000000'],
    ['a moment as digits', '20260310120000'],
    ['a moment with milliseconds as digits', '20260310120000123'],
    ['coordinates', '125.3245123,43.8868123'],
    ['a longitude in Yanbian', '130.12345678'],
    ['a longitude with noise', '125.32450000000001'],
    ['a fraction with a card in it', '0.6222021234567894'],
    ['an amount', '13812345678.25'],
    ['an amount with separators', '13,812,345,678'],
    ['a hash', 'd41d8cd98f13812345678f00b204e980'],
    ['a UUID', '550e8400-e29b-41d4-a716-446655440000'],
    ['a longer number', '138123456789012'],
    ['a bar code', '6901234567892'],
    ['a Visa-like bar code', '4006381333931'],
    ['a card number that fails Luhn', '6222021234567890'],
    ['sixteen digits of no issuer', '1234567812345670'],
    ['an order number with letters', 'JL13812345678'],
    ['a file number', 'G20260310'],
    ['a road', 'G102'],
    ['an image', 'logo@2x.png'],
    ['a handle', '@jilin'],
    ['a social code with letters', 'E1234567'],
    ['Chinese text', '长春市朝阳区人民大街9999号'],
    ['nothing', ''],
  ])('%s: %s', (_, cell) => {
    expect(found(cell)).toBe('');
  });
});

describe('what a column is declared to hold', () => {
  const order = column('order_no', '订单号', { contains: 'order-number' });
  const credit = column('uscc', '统一社会信用代码', { contains: 'credit-code' });
  const office = column('phone', '联系电话', { contains: 'agency-contact' });

  it.each([
    [order, '13812345678', ''],
    [order, '6222021234567894', ''],
    [order, 'E12345678', ''],
    [order, identity, 'identity-number'],
    [order, 'a@b.cn', 'email-address'],
    [credit, '11220100013828800N', ''],
    [credit, ' 11220100013828800n ', ''],
    [credit, identity, 'identity-number'],
    [credit, '13812345678', 'mobile-number'],
    [office, '0431-88904567', ''],
    [office, '0431-12345678', ''],
    [office, '13904310000', ''],
    [office, '+86 139 0431 0000', ''],
    [office, '13812345678', 'mobile-number'],
    [office, '13904310000、13812345678', 'mobile-number'],
    [office, 'DATA@jl.gov.cn', ''],
    [office, 'zhangsan@jl.gov.cn', 'email-address'],
    [office, identity, 'identity-number'],
    [text, '13904310000', 'mobile-number'],
    [text, 'data@jl.gov.cn', 'email-address'],
    [column('gdp', '生产总值', { type: 'integer', unit: '元' }), '13812345678', 'mobile-number'],
    [column('gdp', '生产总值', { type: 'integer', unit: '元' }), '6222021234567894', ''],
    [column('phone', '手机号', { contains: 'order-number' }), '13812345678', 'mobile-number'],
    [column('no', '银行卡号', { contains: 'order-number' }), '6222021234567894', 'bank-card'],
    [column('phone', '联系电话'), '13,812,345,678', 'mobile-number'],
    [column('gdp', '生产总值', { type: 'integer' }), '13812345678', 'mobile-number'],
    [column('phone', '电话', { type: 'integer', unit: '个' }), '13812345678', 'mobile-number'],
    [column('gdp', '生产总值', { type: 'string', unit: '元' }), '13812345678', 'mobile-number'],
  ])('%j, %s: "%s"', (field, cell, kinds) => {
    expect(found(cell, field)).toBe(kinds);
  });
});

describe('mask', () => {
  it.each([
    ['identity-number', `张三丰，身份证${identity}`, '110*************2X'],
    ['identity-number', '110105 19491231 002X', '110*************2X'],
    ['mobile-number', '张三丰 138 1234 5678', '138******78'],
    ['bank-card', '账号6222 0212 3456 7894', '6222**********94'],
    ['email-address', '联系zhangsan@163.com', 'z***@***.com'],
    ['passport-number', '护照E12345678', 'E******78'],
    ['person-with-address', '张三丰', '张**'],
    ['mobile-number', 'nothing to see', '***'],
    ['identity-number', '张三丰', '***'],
    ['email-address', '', '***'],
  ] as const)('%s in %s', (kind, cell, masked) => {
    expect(mask(cell, kind)).toBe(masked);
  });
});

describe('normaliseContact', () => {
  it.each([
    ['0431-8890 4567', '043188904567'],
    ['(0431)88904567', '043188904567'],
    ['+86 431 8890 4567', '043188904567'],
    ['0086-431-88904567', '043188904567'],
    ['+86 0431 88904567', '043188904567'],
    ['+86 138-1234-5678', '13812345678'],
    ['8613812345678', '13812345678'],
    ['013812345678', '13812345678'],
    ['０４３１－８８９０４５６７', '043188904567'],
    ['12345', '12345'],
    [' Data@JL.gov.cn ', 'data@jl.gov.cn'],
  ])('%s is %s', (contact, normal) => {
    expect(normaliseContact(contact)).toBe(normal);
  });
});
