/** The patterns run in DuckDB's RE2, so they are tried there: whatever `classify` finds, they let through. */
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { identityCheck } from '../../functions/domain/identity-number.ts';
import { type CellKind, candidatePatterns, classify } from '../../functions/domain/privacy.ts';
import { seeded } from '../support/seeded.ts';

let instance: DuckDBInstance;
let connection: DuckDBConnection;
beforeAll(async () => {
  instance = await DuckDBInstance.create(':memory:');
  connection = await instance.connect();
});
afterAll(() => {
  connection.closeSync();
  instance.closeSync();
});

const random = seeded(20260310);
const pick = <T>(choices: readonly T[]): T => choices[Math.floor(random() * choices.length)] as T;
const digits = (count: number): string =>
  Array.from({ length: count }, () => Math.floor(random() * 10)).join('');

function withLuhn(prefix: string, length: number): string {
  const body = prefix + digits(length - prefix.length - 1);
  const sum = [...body].reverse().reduce((total, digit, index) => {
    const value = index % 2 === 0 ? Number(digit) * 2 : Number(digit);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return body + ((10 - (sum % 10)) % 10);
}

const makers: Readonly<Record<CellKind, () => string>> = {
  'identity-number': () => {
    const born = `${pick(['1899', '1949', '1987', '2012'])}${pick(['01', '09', '10', '12'])}${pick(['01', '19', '28', '30'])}`;
    const body = `${pick(['22', '11', '65', '91', '83'])}${digits(4)}${born}${digits(3)}`;
    return group(body + identityCheck(body), [[18], [6, 8, 4], [6, 4, 4, 4], [3, 15]]);
  },
  'mobile-number': () =>
    pick(['', '+86 ', '86', '0086-', '0', '(86)']) +
    group(`1${pick(['3', '5', '8', '9'])}${digits(9)}`, [[11], [3, 4, 4], [4, 3, 4], [3, 8]]),
  'bank-card': () =>
    pick([
      () => group(withLuhn('62', 16), [[16], [4, 4, 4, 4], [6, 10]]),
      () => group(withLuhn('62', 19), [[19], [4, 4, 4, 4, 3], [6, 13]]),
      () => withLuhn('4', pick([16, 19])),
      () => group(withLuhn(pick(['51', '55', '2221', '2720']), 16), [[16], [4, 4, 4, 4]]),
      () => group(withLuhn(pick(['34', '37']), 15), [[15], [4, 6, 5]]),
      () => withLuhn('35', pick([16, 17, 18, 19])),
    ])(),
  'email-address': () =>
    `${pick(['zhang', 'li.si', 'a+b'])}${pick(['@', '＠'])}${pick(['163.com', 'mail.jlu.edu.cn'])}`,
  'passport-number': () => `${pick(['E', 'G', 'EA', 'SE'])}`.padEnd(9, digits(8)),
};

function group(number: string, sizes: readonly (readonly number[])[]): string {
  const separator = pick([' ', '-', '\u3000', '－', '\u00a0', '/', '_', '  ', '.', '\n', '）(']);
  let rest = number;
  return pick(sizes)
    .map((size) => {
      const part = rest.slice(0, size);
      rest = rest.slice(size);
      return part;
    })
    .join(separator);
}

const fullWidth = (text: string): string =>
  text.replace(/[0-9A-Za-z]/g, (character) => String.fromCharCode(character.charCodeAt(0) + 0xfee0));
const field = { name: 'note', title: '备注' };
const context = { today: '2026-03-10', officeContacts: new Set<string>() };

async function matches(pattern: string, cells: readonly string[]): Promise<string[]> {
  const reader = await connection.runAndReadAll(
    `SELECT cell FROM (SELECT unnest(from_json($1, '["VARCHAR"]')) AS cell) WHERE regexp_matches(cell, $2)`,
    [JSON.stringify(cells), pattern],
  );
  return reader.getRows().map(([cell]) => String(cell));
}

it.each(Object.keys(makers) as CellKind[])(
  '%s: the pattern lets through what classify finds',
  async (kind) => {
    const cells = Array.from({ length: 400 }, () => {
      const datum = random() < 0.2 ? fullWidth(makers[kind]()) : makers[kind]();
      return (
        pick(['', '备注：', '2026-03-01 ', '张三 ', '(', 'No.']) +
        datum +
        pick(['', '，已核实', ' 2026', ')', '.', '.0', '转8001'])
      );
    });
    const found = cells.filter((cell) => classify(cell, field, context).includes(kind));
    expect(found.length).toBeGreaterThan(200);
    const candidates = new Set(await matches(candidatePatterns[kind], cells));
    expect(found.filter((cell) => !candidates.has(cell))).toEqual([]);
  },
);

it('lets little through of what is none', async () => {
  const cells = Array.from(
    { length: 2000 },
    (_, index) =>
      [
        `2026-03-10 12:00:${digits(2)}`,
        `125.${digits(14)}`,
        `130.${digits(8)}`,
        `0431-8${digits(7)}`,
        `220102${digits(6)}`,
        `0.6${digits(15)}`,
        digits(12),
      ][index % 7] ?? '',
  );
  for (const pattern of Object.values(candidatePatterns))
    expect((await matches(pattern, cells)).length).toBeLessThan(cells.length / 50);
});

it('lets through numbers in other digits, in one, and as spreadsheets write them', async () => {
  const phones = ['١٣٨١٢٣٤٥٦٧٨', '①③⑧①②③④⑤⑥⑦⑧', '𝟏𝟑𝟖𝟏𝟐𝟑𝟒𝟓𝟔𝟕𝟖', '一三八一二三四五六七八', '138१2345678'];
  const cells = [...phones, '1.3812345678E10', '1381234567813912345678', '13,812,345,678', '(138)1234-5678'];
  const phone = { name: 'phone', title: '联系电话' };
  expect(cells.filter((cell) => !classify(cell, phone, context).includes('mobile-number'))).toEqual([]);
  expect(await matches(candidatePatterns['mobile-number'], cells)).toEqual(cells);
});
