/**
 * What a cell must look like to be worth a closer look: one RE2 pattern per kind (no look-around, no
 * back-references), for the database to run over every row. Each matches a little more than `privacy.ts` finds;
 * how many of the matches pass the check digits tells a column of such numbers from one that looks like it.
 */
import type { PrivacyKind } from './defect.ts';

export type CellKind = Exclude<PrivacyKind, 'person-with-address' | 'unscannable-file'>;

const fullWidth = (character: string): string => String.fromCharCode(character.charCodeAt(0) + 0xfee0);
/** A digit between `from` and `to`, in half or full width. */
const digitIn = (from: number, to: number = from): string =>
  `[${from}-${to}${fullWidth(String(from))}-${fullWidth(String(to))}]`;
/** Digits written out, e.g. `62`. */
const literal = (text: string): string => [...text].map((digit) => digitIn(Number(digit))).join('');

const digit = digitIn(0, 9);
const notDigit = `[^${digit.slice(1)}`;
const notDigitOrPoint = `[^.${digit.slice(1)}`;
/** What stands between groups of digits: spaces and dashes of all kinds, and what is invisible. */
const between =
  '[-\\s._/()\\x{FF08}\\x{FF09}\\x{FF0E}\\x{FF0F}\\x{A0}\\x{AD}\\x{2000}-\\x{2015}\\x{202F}\\x{2060}\\x{2212}\\x{3000}\\x{FEFF}\\x{FF0D}]';
const letters = 'A-Za-z\\x{FF21}-\\x{FF3A}\\x{FF41}-\\x{FF5A}';

/** Not the middle of a longer number, nor the decimals of one. */
const begin = `(?:^|${notDigitOrPoint}|^\\.|${notDigit}\\.)`;
const end = `(?:$|${notDigitOrPoint}|\\.0*(?:${notDigit}|$))`;

const repeat = (part: string, count: number): string[] => Array<string>(count).fill(part);
const loosely = (parts: readonly string[]): string => parts.join(`${between}{0,2}`);
const either = (...choices: readonly string[]): string => `(?:${choices.join('|')})`;

/** Region, birth date, sequence, check character; a separator may stand anywhere. */
const identity = loosely([
  digitIn(1, 9),
  digitIn(0, 8),
  ...repeat(digit, 4),
  either(loosely([digitIn(1), digitIn(8, 9)]), loosely([digitIn(2), digitIn(0)])),
  ...repeat(digit, 2),
  either(loosely([digitIn(0), digitIn(1, 9)]), loosely([digitIn(1), digitIn(0, 2)])),
  either(
    loosely([digitIn(0), digitIn(1, 9)]),
    loosely([digitIn(1, 2), digit]),
    loosely([digitIn(3), digitIn(0, 1)]),
  ),
  ...repeat(digit, 3),
  `[Xx\\x{FF38}\\x{FF58}${digit.slice(1)}`,
]);

const invisible = '[\\x{AD}\\x{200B}-\\x{200D}\\x{2060}\\x{FEFF}]';
const narrow =
  '[-\\t \\x{A0}\\x{AD}\\x{2000}-\\x{2015}\\x{202F}\\x{2060}\\x{2212}\\x{3000}\\x{FEFF}\\x{FF0D}]';
const mobileDigits = [digitIn(1), digitIn(3, 9), ...repeat(digit, 9)];
/** Solid, in any groups by spaces and dashes, or as 3-4-4 and 4-3-4 by other signs; 130.12345678 is a longitude. */
const mobileForms = either(
  mobileDigits.join(`${either(narrow, invisible)}?`),
  `${mobileDigits.slice(0, 3).join('')}${either(
    `[\\s_/()（）／-]{1,2}${digit}{8}`,
    `${between}{1,2}${digit}{4}${between}{1,2}${digit}{4}`,
    `${digit}${between}{1,2}${digit}{3}${between}{1,2}${digit}{4}`,
  )}`,
);
const countryCode = either(
  `${literal('0086')}${between}{0,2}`,
  `${literal('86')}${between}{0,2}`,
  literal('0'),
  '',
);
/** Two numbers without anything between them; one as spreadsheets write it; one with commas. */
const mobile = either(
  `${countryCode}${either(mobileForms, `${mobileDigits.join('')}${mobileDigits.join('')}`)}`,
  `${digitIn(1)}[.．]${digitIn(3, 9)}${digit}{9}[Ee][+]?${literal('10')}`,
  `${digitIn(1)}${digitIn(3, 9)}(?:[,，]${digit}{3}){3}`,
);
const joinedIdentities = `${digitIn(1, 9)}${digit}{16}[Xx${digit.slice(1)}${digit}{17}[Xx${digit.slice(1)}`;
/** Digits of other scripts, in circles, of mathematics, or written out: two in a row, or one beside a digit. */
const foreign =
  '\\x{660}-\\x{669}\\x{6F0}-\\x{6F9}\\x{7C0}-\\x{7C9}\\x{966}-\\x{DEF}\\x{E50}-\\x{E59}\\x{ED0}-\\x{ED9}\\x{F20}-\\x{F29}\\x{1040}-\\x{1049}\\x{1090}-\\x{1099}\\x{17E0}-\\x{17E9}\\x{1810}-\\x{1819}\\x{B9}\\x{2070}-\\x{2089}\\x{2460}-\\x{2468}\\x{24EA}\\x{1D7CE}-\\x{1D7FF}';
const otherDigits = either(
  `[${foreign}][${foreign}${digit.slice(1)}`,
  `${digit}[${foreign}]`,
  '[〇零一二三四五六七八九幺]{11}',
);

const solidCard = either(
  `${literal('62')}${digit}{14,17}`,
  `${digitIn(4)}${digit}{15}(?:${digit}{3})?`,
  `${digitIn(5)}${digitIn(1, 5)}${digit}{14}`,
  `${digitIn(2)}${digitIn(2, 7)}${digit}{14}`,
  `${digitIn(3)}${either(digitIn(4), digitIn(7))}${digit}{13}`,
  `${literal('35')}${digit}{14,17}`,
);
/** As printed on cards: fours, six and the rest, or four, six and five. */
const printedCard = either(
  `${digitIn(2, 6)}${digit}{3}(?:${between}{1,2}${digit}{4}){3}(?:${between}{1,2}${digit}{3})?`,
  `${digitIn(2, 6)}${digit}{5}${between}${digit}{10,13}`,
  `${digitIn(3)}${digit}{3}${between}{1,2}${digit}{6}${between}{1,2}${digit}{5}`,
);

export const candidatePatterns: Readonly<Record<CellKind, string>> = {
  'identity-number': either(`${begin}${either(identity, joinedIdentities)}${end}`, otherDigits),
  'mobile-number': either(`${begin}${mobile}${end}`, otherDigits),
  'bank-card': either(`${begin}${either(solidCard, printedCard)}${end}`, otherDigits),
  'email-address': '[@\\x{FF20}\\x{FE6B}]',
  'passport-number': `(?:^|[^${letters}${digit.slice(1)})[${letters}]{1,2}[ \\x{3000}]?${digit}{7,8}(?:[^${letters}${digit.slice(1)}|$)`,
};
