/**
 * Personal data in the cells of a table (Art. 28, 45): what a cell holds, how it is masked. Pure: the scanner
 * hands over the cells that match `candidatePatterns`. What whole columns amount to stands in `privacy-columns.ts`.
 */
import { isBankCard } from './bank-card.ts';
import { isCreditCode } from './credit-code.ts';
import type { Field } from './dataset.ts';
import type { PrivacyKind } from './defect.ts';
import { identityCheck, isIdentityNumber } from './identity-number.ts';
import { normaliseContact, plainText } from './office-contact.ts';
import type { CellKind } from './privacy-patterns.ts';

export { formulaLike } from './formula.ts';
export { normaliseContact } from './office-contact.ts';
export { columnVerdict, personWithAddress } from './privacy-columns.ts';
export { type CellKind, candidatePatterns } from './privacy-patterns.ts';

/** The part of a field's declaration that the gate reads. */
export type FieldFacts = Pick<Field, 'name' | 'title' | 'contains'> & Partial<Pick<Field, 'type' | 'unit'>>;

export interface PrivacyContext {
  /** Identity numbers of people born later do not exist. CCYY-MM-DD. */
  readonly today: string;
  /** Phones and addresses of offices, each through `normaliseContact`. */
  readonly officeContacts: ReadonlySet<string>;
}

/**
 * The kinds of personal data in a cell, given what its column is declared to hold.
 * @param among the kinds whose pattern the cell matches, where that is known: the others are not looked for.
 */
export function classify(
  text: string,
  field: FieldFacts,
  context: PrivacyContext,
  among: readonly CellKind[] = kinds,
): CellKind[] {
  const plain = plainText(text);
  if (field.contains === 'credit-code' && isCreditCode(plain.trim().toUpperCase())) return [];
  return among.filter((kind) => !isExempt(kind, field) && holds(plain, kind, field, context));
}

const kinds: readonly CellKind[] = [
  'identity-number',
  'mobile-number',
  'bank-card',
  'email-address',
  'passport-number',
];

const orderNumbers: ReadonlySet<CellKind> = new Set(['mobile-number', 'bank-card', 'passport-number']);
/** How many of a column's numbers look like phones decides for these: see `columnVerdict`. */
const quantities: ReadonlySet<CellKind> = new Set(['bank-card']);
const phoneHint = /电话|手机|联系方式|phone|mobile|\btel/i;
/** A column named so holds what it says, whatever it is declared to hold. */
const personalHint =
  /电话|手机|联系方式|银行|卡号|账号|帐号|身份证|护照|证件|phone|mobile|\btel|bank|card|passport|id_?(?:no|num|number)\b|sfz/i;
const passportHint = /护照|passport|证件号|证照号/i;

/** What a declaration says the column does not hold: order numbers are digit runs; a number with a unit counts something. */
function isExempt(kind: CellKind, { contains, type, unit, name, title }: FieldFacts): boolean {
  const hint = `${name} ${title}`;
  if (contains === 'order-number') return orderNumbers.has(kind) && !personalHint.test(hint);
  const isQuantity = (type === 'integer' || type === 'number') && unit !== undefined;
  return isQuantity && quantities.has(kind) && !personalHint.test(hint);
}

function holds(plain: string, kind: CellKind, field: FieldFacts, context: PrivacyContext): boolean {
  switch (kind) {
    case 'identity-number':
      return identityNumbersIn(plain, context.today).length > 0;
    case 'bank-card':
      return bankCardsIn(plain).length > 0;
    case 'passport-number':
      return passportsIn(plain, passportHint.test(`${field.name} ${field.title}`)).length > 0;
    default: {
      const isPhone = phoneHint.test(`${field.name} ${field.title}`);
      const contacts = kind === 'mobile-number' ? mobilesIn(plain, isPhone) : emailsIn(plain);
      const isOffice = (contact: string): boolean =>
        field.contains === 'agency-contact' && context.officeContacts.has(normaliseContact(contact));
      return contacts.some((contact) => !isOffice(contact));
    }
  }
}

/** Eighteen characters; a separator may stand anywhere. */
const identityShape = /(?<!\d)(?=(\d(?:[\s._/()-]{0,2}\d){16}[\s._/()-]{0,2}[\dXx]))/g;
/** Two numbers without anything between them. */
const joinedIdentities = /(?<![\dA-Za-z])(\d{17}[\dXx])(\d{17}[\dXx])(?![\dA-Za-z])/g;
/** Eighteen digits with a point among them are a decimal number. */
const identityGroups = (plain: string): string[] =>
  [...found(plain, identityShape), ...pairs(plain, joinedIdentities)].filter(
    (number) => !/^\d+\.\d+$/.test(number),
  );
const identityNumbersIn = (plain: string, today: string): string[] =>
  identityGroups(plain).filter((number) => isIdentityNumber(compact(number), today));

/** Solid, 3-4-4, 4-3-4; with or without country code. 130.12345678 is a longitude. */
const mobileShape =
  /(?<!\d)(?=((?:(?:00)?86[\s._/()-]{0,2}|0)?1[3-9]\d(?:\d{8}|[\s_/()-]{1,2}\d{8}|[\s._/()-]{1,2}\d{4}[\s._/()-]{1,2}\d{4}|\d[\s._/()-]{1,2}\d{3}[\s._/()-]{1,2}\d{4}))(?!\d))/g;
/** Two numbers without anything between them. */
const joinedMobiles = /(?<![\dA-Za-z.])(1[3-9]\d{9})(1[3-9]\d{9})(?![\dA-Za-z.])/g;
/** As spreadsheets write it: 1.3912345678E10. */
const scientific = /(?<![\d.])1\.([3-9]\d{9})[Ee]\+?10(?!\d)/g;
/** With commas it is an amount, unless the column is one of phones. */
const grouped = /(?<![\d,.])(1[3-9]),(\d{3}),(\d{3}),(\d{3})(?![\d,.])/g;
function mobilesIn(plain: string, isHinted = false): string[] {
  const text = plain.replace(scientific, '1$1');
  const solid = isHinted ? text.replace(grouped, '$1$2$3$4') : text;
  return [...found(solid, mobileShape), ...pairs(solid, joinedMobiles)];
}

const pairs = (plain: string, pattern: RegExp): string[] =>
  [...plain.matchAll(pattern)].flatMap(([, first = '', second = '']) => [first, second]);

/** Solid, in fours, as six and the rest, or as American Express prints it. */
const cardShapes = [
  /(?<!\d)(?=(\d{15,19})(?!\d))/g,
  /(?<!\d)(?=(\d{4}([\s._/()-]{1,2})\d{4}\2\d{4}\2\d{4})(?!\d))/g,
  /(?<!\d)(?=(\d{4}([\s._/()-]{1,2})\d{4}\2\d{4}\2\d{4}\2\d{3})(?!\d))/g,
  /(?<!\d)(?=(\d{6}[ \t-]\d{10,13})(?!\d))/g,
  /(?<!\d)(?=(3[47]\d{2}([\s._/()-]{1,2})\d{6}\2\d{5})(?!\d))/g,
];
const bankCardsIn = (plain: string): string[] =>
  cardShapes.flatMap((shape) => found(plain, shape)).filter((number) => isBankCard(compact(number)));

/** Chinese passports by their form; any letters and digits where the column or the text speaks of passports. */
function passportsIn(plain: string, isHinted: boolean): string[] {
  const numbers = [...plain.matchAll(/(?<![0-9A-Za-z])[A-Za-z]{1,2} ?\d{7,8}(?![0-9A-Za-z])/g)].map(
    ([number]) => number,
  );
  if (isHinted || passportHint.test(plain)) return numbers;
  return numbers.filter((number) => isChinesePassport(compact(number).toUpperCase()));
}

/** E, G with eight digits (not a day: G20260101 is a file number), or E or a service letter, a letter, seven digits. */
const isChinesePassport = (number: string): boolean =>
  /^(?:[EG]\d{8}|E[A-HJ-NP-Z]\d{7}|[DPS]E\d{7})$/.test(number) &&
  !/^[EG](?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$/.test(number);

const fileEnding = /\.(?:png|jpe?g|gif|svg|webp|css|js)$/i; // logo@2x.png
const emailsIn = (plain: string): string[] => {
  const latin = addressesIn(plain, /[\w.%+-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z]{2,24}/g);
  return latin.length > 0 || !/[^ -~]@/.test(plain)
    ? latin
    : addressesIn(plain, /[\p{L}\p{N}_.%+-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z]{2,24}/gu);
};
const addressesIn = (plain: string, pattern: RegExp): string[] =>
  [...plain.matchAll(pattern)].map(([address]) => address).filter((address) => !fileEnding.test(address));

const compact = (number: string): string => number.replace(/[^\dA-Za-z]/g, '');

/** Words that may be written right before a number. */
const label = /(?:^|[^A-Za-z])(?:tel|phone|mobile|mob|cell|sj|dh|hp|id|no|sfz|card|kh|zh)$/i;

/** The first groups of the matches that stand alone: no part of a word, a hash or a decimal number. */
function found(text: string, pattern: RegExp): string[] {
  const numbers: string[] = [];
  for (const match of text.matchAll(pattern)) {
    const number = match[1] ?? '';
    const head = text.slice(Math.max(0, match.index - 12), match.index);
    const tail = text.slice(match.index + number.length, match.index + number.length + 12);
    const isAfterWord = /[A-Za-z]$/.test(head) && !label.test(head);
    const isDecimal = /\d\.$/.test(head) || /^\.\d*[1-9]/.test(tail);
    if (!isAfterWord && !isDecimal && !/^[0-9A-Za-z]/.test(tail)) numbers.push(number);
  }
  return numbers;
}

/** For reports: what identifies the datum to whoever holds the file, and nothing of the text around it. */
export function mask(text: string, kind: PrivacyKind): string {
  const plain = plainText(text);
  switch (kind) {
    case 'identity-number':
      return stars(identityGroups(plain).map(compact).find(passesIdentityCheck), 3, 2);
    case 'mobile-number':
      return stars(mobilesIn(plain, true)[0], 3, 2);
    case 'bank-card':
      return stars(bankCardsIn(plain)[0], 4, 2);
    case 'passport-number':
      return stars(passportsIn(plain, true)[0], 1, 2);
    case 'email-address':
      return maskEmail(emailsIn(plain)[0]);
    default:
      return `${[...plain.trim()][0] ?? ''}**`;
  }
}

/** The first and the last characters; nothing at all when there is nothing to find. */
function stars(datum: string | undefined, head: number, tail: number): string {
  if (datum === undefined) return '***';
  const characters = compact(datum);
  return `${characters.slice(0, head)}${'*'.repeat(characters.length - head - tail)}${characters.slice(-tail)}`;
}

const passesIdentityCheck = (number: string): boolean =>
  identityCheck(number.slice(0, 17)) === number.slice(17).toUpperCase();

function maskEmail(address: string | undefined): string {
  return address === undefined
    ? '***'
    : `${address.slice(0, 1)}***@***${address.slice(address.lastIndexOf('.'))}`;
}
