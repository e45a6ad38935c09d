import { describe, expect, it } from 'vitest';
import { isBankCard, passesLuhn } from '../../functions/domain/bank-card.ts';
import { creditCodeCheck, isCreditCode } from '../../functions/domain/credit-code.ts';
import { identityCheck, isIdentityNumber } from '../../functions/domain/identity-number.ts';

const today = '2026-03-10';
const identity = (first17: string): string => `${first17}${identityCheck(first17)}`;

describe('credit codes (GB 32100)', () => {
  it.each(['11220100013828800N', '11332500MB1601924J'])('%s is valid', (code) => {
    expect(isCreditCode(code)).toBe(true);
    expect(creditCodeCheck(code.slice(0, 17))).toBe(code[17]);
  });

  it.each(['11220100013828800M', '1122010001382880', '11220100013828800n', '1122O100013828800N', ''])(
    '"%s" is not',
    (code) => {
      expect(isCreditCode(code)).toBe(false);
    },
  );

  it('every single wrong character is noticed', () => {
    const code = '11220100013828800N';
    for (let index = 0; index < 17; index += 1) {
      const wrong = code[index] === '7' ? '8' : '7';
      expect(isCreditCode(code.slice(0, index) + wrong + code.slice(index + 1))).toBe(false);
    }
  });
});

describe('identity numbers (GB 11643)', () => {
  it.each<[string, string, boolean]>([
    ['the textbook example', '11010519491231002X', true],
    ['a small x', '11010519491231002x', true],
    ['a wrong check character', '110105194912310021', false],
    ['born today', identity('22010220260310001'), true],
    ['born tomorrow', identity('22010220260311001'), false],
    ['born 130 years ago', identity('22010218960310001'), true],
    ['born longer ago', identity('22010218960309001'), false],
    ['born on 29 February of a leap year', identity('22010220000229001'), true],
    ['born on 29 February of another', identity('22010219000229001'), false],
    ['born in month 13', identity('22010219901301001'), false],
    ['of no province', identity('27010219900101001'), false],
    ['of a resident from Macao', identity('82000019900101001'), true],
    ['of a permanent resident', identity('92215619900101001'), true],
    ['seventeen characters', '11010519491231002', false],
    ['fifteen digits of the old form', '110105491231002', false],
    ['an X in the middle', '1101051949123X0021', false],
  ])('%s: %s', (_, number, expected) => {
    expect(isIdentityNumber(number, today)).toBe(expected);
  });

  it('every swap of unequal neighbours is noticed', () => {
    const number = '11010519491231002X';
    for (let index = 0; index < 16; index += 1) {
      const [a = '', b = ''] = [number[index], number[index + 1]];
      if (a === b) continue;
      const swapped = number.slice(0, index) + b + a + number.slice(index + 2);
      expect(isIdentityNumber(swapped, today)).toBe(false);
    }
  });
});

describe('bank cards', () => {
  it.each([
    '6222021234567894',
    '6228480402564890018',
    '4111111111111111',
    '5555555555554444',
    '2223003122003222',
    '378282246310005',
    '3530111333300000',
  ])('%s is one', (digits) => {
    expect(isBankCard(digits)).toBe(true);
  });

  it.each([
    ['a failed check', '6222021234567890'],
    ['no issuer', '1234567812345670'],
    ['a length that its issuer does not use', '55555555555544440'],
    ['separators', '4111 1111 1111 1111'],
    ['nothing', ''],
  ])('%s is none: %s', (_, digits) => {
    expect(isBankCard(digits)).toBe(false);
  });

  it('one in ten random numbers passes Luhn', () => {
    const passing = Array.from({ length: 1000 }, (_, index) => String(6_222_021_234_560_000 + index)).filter(
      passesLuhn,
    );
    expect(passing).toHaveLength(100);
  });
});
