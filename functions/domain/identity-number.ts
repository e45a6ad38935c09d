/** 公民身份号码 (GB 11643) and the permits that share its form. */
import { addMonths, isCalendarDate } from './calendar-date.ts';

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;
const checkCharacters = '10X98765432';
const oldestInMonths = 130 * 12;

/** First two digits: the provinces of GB/T 2260, and 81–83 for residents of Hong Kong, Macao and Taiwan. */
const provinces: ReadonlySet<string> = new Set(
  '11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83'.split(
    ' ',
  ),
);

/** The check character of the first 17 digits. */
export function identityCheck(first17: string): string | undefined {
  if (!/^\d{17}$/.test(first17)) return undefined;
  const sum = weights.reduce((total, weight, index) => total + weight * Number(first17[index]), 0);
  return checkCharacters[sum % 11];
}

/**
 * Whether the 18 characters are an identity number: check character, region, and a birth date that exists, is
 * not after `today` and not more than 130 years before it. Permanent residents' numbers (9, then a province) too.
 */
export function isIdentityNumber(text: string, today: string): boolean {
  if (!/^\d{17}[\dXx]$/.test(text)) return false;
  const isPlaced = provinces.has(text.slice(0, 2)) || (text[0] === '9' && provinces.has(text.slice(1, 3)));
  const born = `${text.slice(6, 10)}-${text.slice(10, 12)}-${text.slice(12, 14)}`;
  const isBorn = isCalendarDate(born) && born <= today && born >= addMonths(today, -oldestInMonths);
  return isPlaced && isBorn && identityCheck(text.slice(0, 17)) === text.slice(17).toUpperCase();
}
