/** Text as XML 1.0 holds it. Source: W3C XML 1.0, 2.2 and 2.11. */

/** A return, half a surrogate pair, or what XML 1.0 cannot hold. */
const special = /[^\t\n\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/u;
const allSpecial = new RegExp(special, 'gu');

/** The same text in every syntax: what XML cannot hold is left out, and a line ends with one character. */
export const plainText = (text: string): string =>
  special.test(text) ? text.toWellFormed().replaceAll(/\r\n?/g, '\n').replaceAll(allSpecial, '') : text;

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
};

/** Text of an element or attribute; what XML 1.0 cannot hold is left out. */
export const escapeXml = (text: string): string =>
  plainText(text).replaceAll(/[&<>"']/g, (each) => entities[each] ?? each);
