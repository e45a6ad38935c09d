/** The signing key and the cookie secret of the embedded provider: made once, kept beside the data, readable by its owner only. */
import { randomBytes, randomUUID } from 'node:crypto';
import { link, mkdir, open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type } from 'arktype';
import { exportJWK, generateKeyPair } from 'jose';

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
  const directory = join(dataDirectory, 'oidc');
  const path = join(directory, 'keys.json');
  const known = await read(path);
  if (known) return known;
  await mkdir(directory, { recursive: true, mode: 0o700 });
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

/** Whole or not at all: a draft, synced, linked to its name unless that exists. */
async function writeOnce(path: string, text: string): Promise<void> {
  const draft = `${path}.${randomUUID()}`;
  const file = await open(draft, 'wx', 0o600);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  try {
    await link(draft, path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    await rm(draft);
  }
}
