/** Making and recognising keys. The platform keeps a hash: 160 random bits need no slow one. */
import { randomBytes, timingSafeEqual } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { ulid } from 'ulidx';
import { formatAccessKey, parseAccessKey } from '../../domain/access-key.ts';
import type { NewKey } from '../../domain/access-keys.ts';
import { sha256 } from '../event-log.ts';

const secretBytes = 20;

/** A new key: `text` is told once, and kept nowhere. */
export function makeKey(at: Date): { readonly made: NewKey; readonly text: string } {
  const id = `key_${ulid(at.getTime())}`;
  const text = formatAccessKey(id, randomBytes(secretBytes), crc32);
  return { made: { id, hash: sha256(text) }, text };
}

/** The id in a key; undefined for a text that is none. */
export const keyId = (text: string): string | undefined => parseAccessKey(text, crc32)?.id;

const nothing = '0'.repeat(64);

/** Whether `text` is the key with this hash. Takes as long where there is no such key. */
export function isKey(text: string, hash: string | undefined): boolean {
  const given = Buffer.from(sha256(text), 'hex');
  return timingSafeEqual(given, Buffer.from(hash ?? nothing, 'hex')) && hash !== undefined;
}
