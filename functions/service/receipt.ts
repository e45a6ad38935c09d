/** Receipt codes: told once to whoever files something, kept as a hash only. 120 random bits need no slow one. */
import { randomBytes } from 'node:crypto';
import { formatReceipt, readReceipt } from '../domain/receipt.ts';
import { sha256 } from './event-log.ts';

export interface Receipt {
  /** Told once, and kept nowhere. */
  readonly code: string;
  /** What the records keep, and find it by. */
  readonly hash: string;
}

export function newReceipt(): Receipt {
  const code = formatReceipt(randomBytes(15));
  return { code, hash: sha256(code) };
}

/** The hash of a code as somebody typed it; undefined for a text that is no code. */
export function receiptHash(text: string): string | undefined {
  const code = readReceipt(text);
  return code && sha256(code);
}
