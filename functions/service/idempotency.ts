/**
 * Requests that may be sent twice: the first answer under an `Idempotency-Key` is kept for a day and told again.
 * A key belongs to one person and one request.
 */
import { createHash } from 'node:crypto';
import type { Now } from './clock.ts';
import type { Json, JsonObject, Records } from './ports.ts';

export interface KeptAnswer {
  readonly status: number;
  readonly body: Json;
}

export type Repeated =
  | { readonly outcome: 'answered'; readonly answer: KeptAnswer; readonly repeated: boolean }
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
export async function once(
  { records, now }: { readonly records: Records; readonly now: Now },
  { actor, key, fingerprint }: KeyedRequest,
  work: () => Promise<KeptAnswer>,
): Promise<Repeated> {
  const item = `idempotency/${createHash('sha256').update(JSON.stringify([actor, key])).digest('hex')}`;
  const expiresAt = (milliseconds: number) => new Date(now().getTime() + milliseconds);
  const claim: JsonObject = { fingerprint, status: 0 };
  if (!(await records.put(item, claim, { ifAbsent: true, expiresAt: expiresAt(patience) })))
    return known(await records.get(item), fingerprint);
  try {
    const answer = await work();
    await records.put(item, { fingerprint, ...answer }, { expiresAt: expiresAt(day) });
    return { outcome: 'answered', answer, repeated: false };
  } catch (error) {
    await records.remove(item);
    throw error;
  }
}

function known(item: JsonObject | undefined, fingerprint: string): Repeated {
  if (item && item.fingerprint !== fingerprint) return { outcome: 'reused' };
  // Gone between the two looks: it expired or failed; the next try goes through.
  if (!item || item.status === 0) return { outcome: 'in-progress' };
  const answer = { status: Number(item.status), body: item.body ?? null };
  return { outcome: 'answered', answer, repeated: true };
}
