/**
 * What a cell must look like to be worth a closer look: one RE2 pattern per kind (no look-around, no
 * back-references), for the database to run over every row. Each matches a little more than `privacy.ts` finds.
 */
import type { PrivacyKind } from './defect.ts';

export type CellKind = Exclude<PrivacyKind, 'person-with-address'>;

/** A character range, and the same in full width. */
const wide = (from: string, to: string): string => `${from}-${to}${fullWidth(from)}-${fullWidth(to)}`;
const fullWidth = (character: string): string => String.fromCharCode(character.charCodeAt(0) + 0xfee0);

const digits = wide('0', '9');
const digit = `[${digits}]`;
const inRange = (from: string, to: string): string => `[${wide(from, to)}]`;
const one = (value: string): string => inRange(value, value);
/** What people write between groups of digits, invisible characters included. */
const separator = '[-\\t .\\x{A0}\\x{AD}\\x{2000}-\\x{2015}\\x{202F}\\x{2060}\\x{2212}\\x{3000}\\x{FEFF}\\x{FF0D}]?';
const before = `(?:^|[^${digits}])`;
const after = `(?:[^${digits}]|$)`;

const spaced = (parts: readonly string[]): string => parts.join(separator);
const repeat = (part: string, count: number): string[] => Array<string>(count).fill(part);

const year = spaced([one('1'), inRange('8', '9')]);
const birthYear = `(?:${year}|${spaced([one('2'), one('0')])})`;
const identity = spaced([
  inRange('1', '9'),
  inRange('0', '8'),
  ...repeat(digit, 4),
  birthYear,
  ...repeat(digit, 2),
  inRange('0', '1'),
  digit,
  inRange('0', '3'),
  ...repeat(digit, 4),
  `[${digits}Xx\\x{FF38}\\x{FF58}]`,
]);

const mobile = `${one('1')}${separator}${inRange('3', '9')}${separator}${spaced(repeat(digit, 9))}`;

/** Issuer ranges, 15–19 digits, solid or in the groups printed on cards. */
const card = `(?:${one('6')}${separator}${one('2')}|${one('4')}${separator}${digit}|${one('5')}${separator}${inRange('1', '5')}|${one('2')}${separator}${inRange('2', '7')}|${one('3')}${separator}[457${fullWidth('4')}${fullWidth('5')}${fullWidth('7')}])(?:${separator}${digit}){13,17}`;

const letters = 'A-Za-z\\x{FF21}-\\x{FF3A}\\x{FF41}-\\x{FF5A}';

export const candidatePatterns: Readonly<Record<CellKind, string>> = {
  'identity-number': `${before}${identity}${after}`,
  'mobile-number': `(?:^|[^${digits}]|86|${fullWidth('8')}${fullWidth('6')}|[^${digits}][0${fullWidth('0')}]|^[0${fullWidth('0')}])${separator}${mobile}${after}`,
  'bank-card': `${before}${card}${after}`,
  'email-address': '[@\\x{FF20}\\x{FE6B}]',
  'passport-number': `(?:^|[^${letters}${digits}])[${letters}]{1,2}[ \\x{3000}]?${digit}{7,8}(?:[^${letters}${digits}]|$)`,
};
