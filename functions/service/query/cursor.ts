/**
 * Where the next page begins. Opaque to clients; a forged one can only name another row of the same answer,
 * because the row is looked up through the same filters.
 */
import { createHash } from 'node:crypto';
import type { Query } from './query.ts';

export interface Cursor {
  /** Pages of one answer are pages of one version. */
  readonly version: number;
  /** Of the question it continues. */
  readonly question: string;
  /** Row number of the last row told, or, for groups, how many were told. */
  readonly after: number;
}

const form = /^(\d{1,9})\.([\w-]{16})\.(\d{1,15})$/;

export function encodeCursor({ version, question, after }: Cursor): string {
  return Buffer.from(`${version}.${question}.${after}`).toString('base64url');
}

/** Undefined when `text` is not a cursor. */
export function decodeCursor(text: string): Cursor | undefined {
  if (!/^[\w-]{1,80}$/.test(text)) return undefined;
  const [, version, question, after] = form.exec(Buffer.from(text, 'base64url').toString('latin1')) ?? [];
  if (version === undefined || question === undefined || after === undefined) return undefined;
  return { version: Number(version), question, after: Number(after) };
}

/** A fingerprint of what is asked: equal questions, equal text. */
export function questionOf(query: Query): string {
  return createHash('sha256').update(JSON.stringify(query)).digest('base64url').slice(0, 16);
}
