/**
 * Challenges for those who file without an account, and whether they were met. A challenge is signed, not stored, so that
 * asking for one writes nothing; a proof that was accepted is kept until its challenge has run out, so that it counts once.
 */
import { createHmac, hash, randomBytes, timingSafeEqual } from 'node:crypto';
import { bitsFor, leadingZeroBits } from '../domain/proof-of-work.ts';
import type { Now } from './clock.ts';
import { sha256 } from './event-log.ts';
import type { Records } from './ports.ts';

export interface ProofDeps {
  readonly records: Records;
  readonly now: Now;
}

export interface Challenge {
  readonly challenge: string;
  /** Leading zero bits that the SHA-256 of `{challenge}.{nonce}` must have. */
  readonly bits: number;
  /** ISO 8601 instant, UTC. */
  readonly expiresAt: string;
}

export type ProofFault = 'malformed' | 'forged' | 'expired' | 'too-little-work' | 'used';

const lifeMs = 15 * 60 * 1000;
const hourMs = 60 * 60 * 1000;
const secretKey = 'proof-of-work/secret';
const proofPattern = /^((\d{1,2})\.(\d{13})\.[\w-]{16})\.([\w-]{43})\.([\w-]{1,32})$/;

/** A challenge for one filing, good for 15 minutes. */
export async function newChallenge(deps: ProofDeps): Promise<Challenge> {
  const now = deps.now();
  const [filings = 0] = await deps.records.read([hourOf(now)]);
  const bits = bitsFor(filings);
  const expires = now.getTime() + lifeMs;
  const signed = `${bits}.${expires}.${randomBytes(12).toString('base64url')}`;
  const challenge = `${signed}.${sign(await secretOf(deps.records), signed)}`;
  return { challenge, bits, expiresAt: new Date(expires).toISOString() };
}

/** Accepts a proof once; otherwise what is wrong with it. */
export async function spendProof(deps: ProofDeps, proof: string): Promise<'accepted' | ProofFault> {
  const [, signed, bits, expires, signature] = proofPattern.exec(proof) ?? [];
  if (signed === undefined || signature === undefined) return 'malformed';
  const right = Buffer.from(sign(await secretOf(deps.records), signed));
  if (!timingSafeEqual(right, Buffer.from(signature))) return 'forged';
  const now = deps.now();
  if (Number(expires) <= now.getTime()) return 'expired';
  if (leadingZeroBits(hash('sha256', proof, 'buffer')) < Number(bits)) return 'too-little-work';
  const expiresAt = new Date(Number(expires));
  const spent = `proof-of-work/spent/${sha256(signed)}`;
  if (!(await deps.records.put(spent, {}, { expiresAt, ifAbsent: true }))) return 'used';
  await deps.records.add(hourOf(now), 1, { expiresAt: new Date(now.getTime() + 2 * hourMs) });
  return 'accepted';
}

const hourOf = (now: Date): string => `proof-of-work/filings/${now.toISOString().slice(0, 13)}`;

const sign = (secret: string, text: string): string =>
  createHmac('sha256', Buffer.from(secret, 'base64url')).update(text).digest('base64url');

/** Made by whoever comes first; two at once agree on the one that is stored. */
async function secretOf(records: Records): Promise<string> {
  const kept = await records.get(secretKey);
  if (typeof kept?.secret === 'string') return kept.secret;
  await records.put(secretKey, { secret: randomBytes(32).toString('base64url') }, { ifAbsent: true });
  const made = await records.get(secretKey);
  if (typeof made?.secret !== 'string') throw new Error('the secret of challenges was not kept');
  return made.secret;
}
