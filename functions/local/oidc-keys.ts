/** The signing key and the cookie secret of the embedded provider: made once, kept beside the data, readable by its owner only. */
import { randomBytes, randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type } from 'arktype';
import { exportJWK, generateKeyPair } from 'jose';
import { writeOnce } from './whole-file.ts';

const stored = type({
  signing: {
    kty: "'EC'",
    crv: "'P-256'",
    x: 'string',
    y: 'string',
    d: 'string',
    kid: 'string',
    alg: "'ES256'",
    use: "'sig'",
  },
  cookies: 'string[] >= 1',
});
export type OidcKeys = typeof stored.infer;

/** Reads the keys below `dataDirectory`, making them on first use. Throws when the file is not what was written. */
export async function openOidcKeys(dataDirectory: string): Promise<OidcKeys> {
  const path = join(dataDirectory, 'oidc', 'keys.json');
  const known = await read(path);
  if (known) return known;
  await writeOnce(path, JSON.stringify(await makeKeys()));
  // Two starting at once agree on whose keys came first.
  const written = await read(path);
  if (!written) throw new Error(`${path} vanished while it was being made`);
  return written;
}

async function read(path: string): Promise<OidcKeys | undefined> {
  try {
    return stored.assert(JSON.parse(await readFile(path, 'utf8')));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

async function makeKeys(): Promise<object> {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  const jwk = await exportJWK(privateKey);
  const signing = { ...jwk, kid: randomUUID(), alg: 'ES256', use: 'sig' };
  return { signing, cookies: [randomBytes(32).toString('base64url')] };
}
