/** The private keys of the log: PEM, one or several; all of them sign, so that a new one is vouched for by the old. */
import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { ed25519Prefix, signatureLine, verifierKey } from '../../domain/checkpoint.ts';
import type { LogSigner } from './contract.ts';

const block = /-----BEGIN PRIVATE KEY-----[\s\S]+?-----END PRIVATE KEY-----/g;

/**
 * Reads Ed25519 keys in PEM (PKCS #8), as `openssl genpkey -algorithm ed25519` writes them; `\n` may stand for line
 * breaks. Throws, without a word of what it read, when there is none or one is of another kind.
 */
export function readSigners(pem: string): readonly LogSigner[] {
  const blocks = pem.replaceAll('\\n', '\n').match(block) ?? [];
  if (blocks.length === 0) throw new TypeError('the key of the log is no private key in PEM');
  return blocks.map((text) => {
    const key = privateKey(text);
    if (key?.asymmetricKeyType !== 'ed25519') throw new TypeError('the key of the log is no Ed25519 key');
    const spki = createPublicKey(key).export({ format: 'der', type: 'spki' });
    return {
      publicKey: spki.subarray(ed25519Prefix.length),
      sign: (signed) => sign(null, Buffer.from(signed), key),
    };
  });
}

/** What OpenSSL says of a broken key could quote it. */
function privateKey(text: string): KeyObject | undefined {
  try {
    return createPrivateKey(text);
  } catch {
    return undefined;
  }
}

/** A new key in PEM. */
export const makeKey = (): string =>
  generateKeyPairSync('ed25519').privateKey.export({ format: 'pem', type: 'pkcs8' }).toString();

export const verifierKeys = (origin: string, signers: readonly LogSigner[]): string[] =>
  signers.map(({ publicKey }) => verifierKey(origin, publicKey));

/** The text with the signature of each. */
export const signedNote = (text: string, origin: string, signers: readonly LogSigner[]): string =>
  `${text}\n${signers.map(({ publicKey, sign }) => signatureLine(origin, publicKey, sign(text))).join('')}`;
