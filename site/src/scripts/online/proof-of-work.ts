/** Finds the proof that filing without an account takes; a fraction of a second, in steps that leave the page responsive. */
import { leadingZeroBits } from '../../../../functions/domain/proof-of-work.ts';

const batch = 256;

/** The header's value for one filing. Throws when no challenge is answered. */
export async function proofOfWork(): Promise<string> {
  const response = await fetch('/api/v1/challenges', { method: 'POST' });
  if (!response.ok) throw new Error(`no challenge: ${response.status}`);
  const { challenge, bits } = (await response.json()) as { challenge: string; bits: number };
  return findProof(challenge, bits);
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
