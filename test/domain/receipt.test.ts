import { expect, test } from 'vitest';
import { formatReceipt, readReceipt } from '../../functions/domain/receipt.ts';

const random = Uint8Array.from({ length: 15 }, (_, index) => index * 17);

test('a receipt code is read however it was written down', () => {
  const code = formatReceipt(random);
  expect(code).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){5}[0-9A-HJKMNP-TV-Z]{4}$/);
  const spoken = code.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l');
  for (const text of [code, spoken, ` ${code.replaceAll('-', '')}\n`, code.replaceAll('1', 'I')])
    expect(readReceipt(text), text).toBe(code);
});

test('other texts are no codes', () => {
  const code = formatReceipt(random);
  for (const text of ['', code.slice(1), `${code}0`, code.replace(/.$/, 'U'), '__proto__'])
    expect(readReceipt(text), text).toBeUndefined();
  expect(() => formatReceipt(new Uint8Array(14))).toThrow(RangeError);
});
