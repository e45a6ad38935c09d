/**
 * How an access key is written: `jlod_live_`, the key's id (ULID), 160 random bits, and a checksum by which scanners
 * of leaked secrets tell a key from chance. Random bytes and the checksum function are passed in.
 */

/** An unsigned 32-bit checksum of a text; the platform takes CRC-32. */
export type Checksum = (text: string) => number;

export interface AccessKeyParts {
  /** `key_…`: by which the stored hash is found. */
  readonly id: string;
  readonly secret: string;
}

const prefix = 'jlod_live_';
const secretBytes = 20;
const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
/** Characters that 160 and 32 bits take in base 62. */
const [secretLength, checksumLength] = [27, 6];

const idPattern = /^key_([0-9A-HJKMNP-TV-Z]{26})$/;
const keyPattern = /^jlod_live_([0-9A-HJKMNP-TV-Z]{26})([0-9A-Za-z]{27})([0-9A-Za-z]{6})$/;

/** Whether a text is the id of a key, whether or not there is one with it. */
export const isAccessKeyId = (text: string): boolean => idPattern.test(text);

/** Writes a key, 69 characters. Throws RangeError unless `id` is `key_` with a ULID and `random` has 20 bytes. */
export function formatAccessKey(id: string, random: Uint8Array, checksum: Checksum): string {
  const ulid = idPattern.exec(id)?.[1];
  if (ulid === undefined || random.length !== secretBytes)
    throw new RangeError(`a key takes the id of a key and ${secretBytes} random bytes`);
  const bits = random.reduce((value, byte) => value * 256n + BigInt(byte), 0n);
  const text = `${prefix}${ulid}${base62(bits, secretLength)}`;
  return `${text}${suffix(text, checksum)}`;
}

/** The parts of a key; undefined for anything that is none, mistyped keys included. It says nothing of validity. */
export function parseAccessKey(text: string, checksum: Checksum): AccessKeyParts | undefined {
  const [, ulid, secret, given] = keyPattern.exec(text) ?? [];
  if (ulid === undefined || secret === undefined) return undefined;
  const isWhole = suffix(text.slice(0, -checksumLength), checksum) === given;
  return isWhole ? { id: `key_${ulid}`, secret } : undefined;
}

const suffix = (text: string, checksum: Checksum): string => base62(BigInt(checksum(text)), checksumLength);

function base62(value: bigint, length: number): string {
  let text = '';
  for (let rest = value; text.length < length; rest /= 62n) text = alphabet.charAt(Number(rest % 62n)) + text;
  return text;
}
