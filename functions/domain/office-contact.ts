/** Phones and e-mail addresses, brought to one spelling so that they can be compared. */

const invisible = /[\u00AD\u200B-\u200D\u2060\uFEFF]/g;

/** The zeros of decimal digits that NFKC leaves as they are: Arabic, Persian, N’Ko, Indic, Thai, Tibetan, Mongolian, … */
const zeros = [
  0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xde6, 0xe50, 0xed0,
  0xf20, 0x1040, 0x1090, 0x17e0, 0x1810,
];
const foreignDigit = new RegExp(
  `[${zeros.map((zero) => `${String.fromCharCode(zero)}-${String.fromCharCode(zero + 9)}`).join('')}]`,
  'g',
);
const asDigit = (character: string): string => {
  const code = character.charCodeAt(0);
  return String(code - (zeros.findLast((zero) => zero <= code) ?? code));
};
/** Numbers written out sign by sign, as long as a phone number at least. */
const chineseDigits = /[〇零一二三四五六七八九幺]{11,}/g;
const inChinese = '〇一二三四五六七八九';
const ofChinese = (digits: string): string =>
  [...digits].map((sign) => (sign === '零' ? 0 : sign === '幺' ? 1 : inChinese.indexOf(sign))).join('');

/** Full-width letters and digits, odd spaces and dashes as plain ASCII; invisible characters removed. */
export function plainText(text: string): string {
  if (/^[\t -~]*$/.test(text)) return text;
  return text
    .normalize('NFKC')
    .replace(invisible, '')
    .replace(foreignDigit, asDigit)
    .replace(chineseDigits, ofChinese)
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .replace(/[\u2000-\u200A\u202F]/g, ' ');
}

/** An address in lower case; a phone as its digits in national form: `+86 431 8890 4567` is `043188904567`. */
export function normaliseContact(contact: string): string {
  const text = plainText(contact).trim();
  if (text.includes('@')) return text.toLowerCase();
  const digits = text.replace(/\D/g, '');
  const international = /^(?:\(?\+|00)/.test(text) || /^86(?:1[3-9]\d{9})$/.test(digits);
  const national = international ? digits.replace(/^(?:00)?86/, '') : digits;
  if (/^01[3-9]\d{9}$/.test(national)) return national.slice(1);
  const lacksZero = international && national !== digits && /^[2-9]\d{8,10}$/.test(national);
  return lacksZero ? `0${national}` : national;
}

/** Whether a phone number is a mobile one: it belongs to a person, whatever the country code before it. */
export function isMobileNumber(phone: string): boolean {
  return /^1[3-9]\d{9}$/.test(normaliseContact(phone));
}
