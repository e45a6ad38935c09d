/**
 * How a receipt code (回执码) is written: 120 random bits in Crockford's base 32, in groups of four. Whoever has it follows
 * what was filed without an account; read out or typed, it forgives small letters, spaces, O for 0 and I or L for 1.
 */

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const bytes = 15;
const pattern = new RegExp(`^[${alphabet}]{24}$`);

/** Writes a code, 29 characters. Throws RangeError unless `random` has 15 bytes. */
export function formatReceipt(random: Uint8Array): string {
  if (random.length !== bytes) throw new RangeError(`a receipt code takes ${bytes} random bytes`);
  let bits = random.reduce((value, byte) => value * 256n + BigInt(byte), 0n);
  let text = '';
  for (; text.length < 24; bits /= 32n) text = alphabet.charAt(Number(bits % 32n)) + text;
  return text.replaceAll(/.{4}(?=.)/g, '$&-');
}

/** The code as the platform writes it; undefined for a text that is none. */
export function readReceipt(text: string): string | undefined {
  const plain = text.toUpperCase().replaceAll(/[\s-]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1');
  return pattern.test(plain) ? plain.replaceAll(/.{4}(?=.)/g, '$&-') : undefined;
}
