/**
 * What the platform signs of its log: C2SP tlog-checkpoint in a signed note, with Ed25519. The line `at` after the root
 * is an extension that the format allows: the moment, so that an old checkpoint cannot pass for the latest.
 */
import { createHash, createPublicKey, verify } from 'node:crypto';

export interface Checkpoint {
  /** Names the log, for ever: its address without a scheme. */
  readonly origin: string;
  /** Leaves. */
  readonly size: number;
  readonly root: Uint8Array;
  /** ISO 8601 instant, UTC. */
  readonly at: string;
}

/** The text that is signed. */
export const checkpointText = ({ origin, size, root, at }: Checkpoint): string =>
  `${origin}\n${size}\n${Buffer.from(root).toString('base64')}\nat ${at}\n`;

/** The signature algorithm Ed25519, as signed notes number them. */
const ed25519 = 1;

/** Tells keys of one name apart: four bytes. */
function keyId(name: string, publicKey: Uint8Array): Buffer {
  const hash = createHash('sha256').update(`${name}\n`).update(Uint8Array.of(ed25519)).update(publicKey);
  return hash.digest().subarray(0, 4);
}

/** A public key of 32 bytes as signed notes write it: `name+id+key`. */
export function verifierKey(name: string, publicKey: Uint8Array): string {
  const key = Buffer.concat([Uint8Array.of(ed25519), publicKey]).toString('base64');
  return `${name}+${keyId(name, publicKey).toString('hex')}+${key}`;
}

/** One line of signature below a text. */
export function signatureLine(name: string, publicKey: Uint8Array, signature: Uint8Array): string {
  return `— ${name} ${Buffer.concat([keyId(name, publicKey), signature]).toString('base64')}\n`;
}

/** How DER begins before the 32 bytes of an Ed25519 public key (RFC 8410). */
export const ed25519Prefix = Buffer.from('302a300506032b6570032100', 'hex');

/** The checkpoint in a note that `key` (as `verifierKey` writes it) has signed; undefined for any other text. */
export function openCheckpoint(note: string, key: string): Checkpoint | undefined {
  // The key itself is in base64, which has plus signs of its own.
  const [, name, id, encoded = ''] = /^([^+]+)\+([0-9a-f]{8})\+(\S+)$/.exec(key) ?? [];
  const end = note.indexOf('\n\n') + 1;
  const text = note.slice(0, end);
  const lines = note.slice(end + 1).split('\n');
  const line = lines
    .filter((each) => each.startsWith(`— ${name} `))
    .map((each) => Buffer.from(each.slice(`— ${name} `.length), 'base64'))
    .find((bytes) => bytes.length === 68 && bytes.toString('hex', 0, 4) === id);
  const spki = Buffer.concat([ed25519Prefix, Buffer.from(encoded, 'base64').subarray(1)]);
  if (!line || spki.length !== 44) return undefined;
  const publicKey = createPublicKey({ key: spki, format: 'der', type: 'spki' });
  if (!verify(null, Buffer.from(text), publicKey, line.subarray(4))) return undefined;
  const [origin = '', size, root = '', at = ''] = text.split('\n');
  return { origin, size: Number(size), root: Buffer.from(root, 'base64'), at: at.replace(/^at /, '') };
}
