/**
 * A proof of work: what a program that files without an account pays instead of a riddle for people (OWASP ASVS 5.0,
 * 2.4.1). A proof is the challenge, a dot and a nonce, so that its SHA-256 begins with as many zero bits as the challenge
 * demands. Browsers find it by themselves: nothing is to be seen, heard or clicked.
 */

const fewestBits = 14;
const mostBits = 20;
/** So many filings in an hour cost the least; twice as many cost one bit more, and so on. */
const usualPerHour = 60;

/** How many zero bits a challenge demands, after so many filings without an account in this hour. */
export function bitsFor(filings: number): number {
  const beyond = Math.max(0, Math.floor(Math.log2(Math.max(1, filings) / usualPerHour)) + 1);
  return Math.min(mostBits, fewestBits + beyond);
}

/** Leading zero bits of a hash. */
export function leadingZeroBits(hash: Uint8Array): number {
  const whole = hash.findIndex((byte) => byte !== 0);
  return whole < 0 ? hash.length * 8 : whole * 8 + Math.clz32(hash[whole] ?? 0) - 24;
}
