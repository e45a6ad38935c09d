/** Finds the proof that filing without an account takes; a fraction of a second, in steps that leave the page responsive. */
import { leadingZeroBits } from '../../../../functions/domain/proof-of-work.ts';
import { type Answer, post } from './api.ts';

const batch = 256;

/** The header's value for one filing. Browsers compute hashes on secure pages only. */
export async function proofOfWork(): Promise<Answer<string>> {
  if (!isSecureContext) return { ok: false, problem: { code: 'proof-required' } };
  const answer = await post<{ readonly challenge: string; readonly bits: number }>('/api/v1/challenges', {});
  if (!answer.ok) return answer;
  const { challenge, bits } = answer.data;
  return { ok: true, data: await findProof(challenge, bits) };
}

async function findProof(challenge: string, bits: number): Promise<string> {
  const encoder = new TextEncoder();
  for (let first = 0; ; first += batch) {
    const proofs = Array.from(
      { length: batch },
      (_, index) => `${challenge}.${(first + index).toString(36)}`,
    );
    const hashes = await Promise.all(
      proofs.map((proof) => crypto.subtle.digest('SHA-256', encoder.encode(proof))),
    );
    const found = hashes.findIndex((hash) => leadingZeroBits(new Uint8Array(hash)) >= bits);
    if (found >= 0) return proofs[found] ?? '';
  }
}
