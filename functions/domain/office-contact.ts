/** Phones and e-mail addresses, brought to one spelling so that they can be compared. */

const invisible = /[\u00AD\u200B-\u200D\u2060\uFEFF]/g;

/** Full-width letters and digits, odd spaces and dashes as plain ASCII; invisible characters removed. */
export function plainText(text: string): string {
  if (/^[\t -~]*$/.test(text)) return text;
  return text
    .normalize('NFKC')
    .replace(invisible, '')
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
