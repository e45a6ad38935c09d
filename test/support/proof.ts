import { hash } from 'node:crypto';
import { leadingZeroBits } from '../../functions/domain/proof-of-work.ts';

/** The proof that a program finds for a challenge. */
export function proofOf({ challenge, bits }: { readonly challenge: string; readonly bits: number }): string {
  for (let nonce = 0; ; nonce += 1) {
    const proof = `${challenge}.${nonce.toString(36)}`;
    if (leadingZeroBits(hash('sha256', proof, 'buffer')) >= bits) return proof;
  }
}
