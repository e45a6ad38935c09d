/**
 * Requests that may be sent twice: the first answer under an `Idempotency-Key` is kept for a day and told again.
 * A key belongs to one person and one request.
 */
import { createHash } from 'node:crypto';
import type { Now } from './clock.ts';
import type { JsonObject, Records } from './ports.ts';

export type Repeated<T> =
  | { readonly outcome: 'answered'; readonly answer: T; readonly repeated: boolean }
  | { readonly outcome: 'in-progress' }
  | { readonly outcome: 'reused' };

const day = 86_400_000;
/** How long an answer may take before a retry is let through, as after a crash. */
const patience = 15 * 60_000;

/** What one person sends under one key; `fingerprint` is equal for equal requests. */
export interface KeyedRequest {
  readonly actor: string;
  readonly key: string;
  readonly fingerprint: string;
}

/** Answers with `work` once a key; with what it answered, when the same request comes again. */
export async function once<T extends JsonObject>(
  { records, now }: { readonly records: Records; readonly now: Now },
  { actor, key, fingerprint }: KeyedRequest,
  work: () => Promise<T>,
): Promise<Repeated<T>> {
  const item = `idempotency/${createHash('sha256')
    .update(JSON.stringify([actor, key]))
    .digest('hex')}`;
  const expiresAt = (milliseconds: number) => new Date(now().getTime() + milliseconds);
  const claim: JsonObject = { fingerprint };
  if (!(await records.put(item, claim, { ifAbsent: true, expiresAt: expiresAt(patience) })))
    return known<T>(await records.get(item), fingerprint);
  try {
    const answer = await work();
    await records.put(item, { fingerprint, answer }, { expiresAt: expiresAt(day) });
    return { outcome: 'answered', answer, repeated: false };
  } catch (error) {
    await records.remove(item);
    throw error;
  }
}

function known<T extends JsonObject>(item: JsonObject | undefined, fingerprint: string): Repeated<T> {
  if (item && item.fingerprint !== fingerprint) return { outcome: 'reused' };
  // Without an answer it is being made; gone between the two looks, it failed: the next try goes through.
  if (!item?.answer) return { outcome: 'in-progress' };
  return { outcome: 'answered', answer: item.answer as T, repeated: true };
}
