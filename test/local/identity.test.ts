import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { createServer, get, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { exportJWK, generateKeyPair, importJWK, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import shippedAgencies from '../../datasets/agencies.json' with { type: 'json' };
import { claimNames } from '../../functions/identity-provider.ts';
import { type Config, readConfig } from '../../functions/local/config.ts';
import { demoAccounts, findAccount } from '../../functions/local/demo-accounts.ts';
import { signDemoToken } from '../../functions/local/demo-token.ts';
import { openProvider } from '../../functions/local/oidc.ts';
import { type OidcKeys, openOidcKeys } from '../../functions/local/oidc-keys.ts';
import { createTokenVerifier, issuerKeys } from '../../functions/service/identity.ts';
import { IdentityOutage } from '../../functions/service/identity-outage.ts';

const directory = mkdtempSync(join(tmpdir(), 'identity-'));
const now = new Date('2026-03-10T02:00:00Z');

function configOf(environment: Record<string, string> = {}): Config {
  const read = readConfig({ DATA_DIR: directory, ...environment });
  if (read.outcome === 'invalid') throw new Error(read.problems.join());
  return read.config;
}

let server: Server;
let config: Config;
let keys: OidcKeys;
beforeAll(async () => {
  let listener: Parameters<typeof createServer>[1];
  server = createServer((request, response) => listener?.(request as never, response as never));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  config = configOf({ PORT: String(port), PORTAL_URL: `http://127.0.0.1:${port}` });
  listener = (await openProvider(config)).listener as typeof listener;
  keys = await openOidcKeys(directory);
});
afterAll(() => {
  server.close();
  rmSync(directory, { recursive: true });
});

const verifier = (changes: Partial<Parameters<typeof createTokenVerifier>[0]> = {}) =>
  createTokenVerifier({
    issuer: config.OIDC_ISSUER,
    audience: config.OIDC_AUDIENCE,
    keys: issuerKeys(config.OIDC_ISSUER),
    claims: claimNames(config),
    now: () => now,
    ...changes,
  });
const tokenOf = (id: string) => {
  const account = findAccount(id);
  if (!account) throw new Error(id);
  return signDemoToken(config, keys, account, now);
};

describe('a demo account’s token', () => {
  it.each([
    ['ecology-publisher', { roles: ['publisher'], agency: 'ecology' }],
    ['ecology-reviewer', { roles: ['reviewer'], agency: 'ecology' }],
    ['supervisor', { roles: ['supervisor'], agency: 'bureau' }],
    ['person', { roles: [] }],
    [
      'enterprise-a',
      { roles: [], organisations: [{ creditCode: '91220101DEM000201X', name: '松江示例数据科技有限公司' }] },
    ],
    ['auditor', { roles: ['auditor'], agency: 'bureau' }],
    ['department', { roles: ['reviewer'], agency: 'housing-construction' }],
  ])('speaks for %s, checked with the keys that the provider publishes', async (id, actor) => {
    const { name } = findAccount(id) ?? {};
    const session = expect.stringMatching(/^[0-9a-f]{64}$/);
    const email = `${id}@mail.example`;
    expect(await verifier()(await tokenOf(id))).toEqual({ id, name, email, session, ...actor });
  });

  it('ends after an hour', async () => {
    const token = await tokenOf('supervisor');
    const at = (seconds: number) => verifier({ now: () => new Date(now.getTime() + seconds * 1000) })(token);
    expect([await at(3599), await at(3700)]).toMatchObject([{ id: 'supervisor' }, undefined]);
  });

  it('is for this platform only', async () => {
    const token = await tokenOf('supervisor');
    expect(await verifier({ audience: 'https://other.example/api' })(token)).toBeUndefined();
    const elsewhere = createTokenVerifier({
      issuer: 'https://other.example',
      audience: config.OIDC_AUDIENCE,
      keys: issuerKeys(config.OIDC_ISSUER),
      claims: claimNames(config),
      now: () => now,
    });
    expect(await elsewhere(token)).toBeUndefined();
  });

  it('carries its claims under the configured names', async () => {
    const named = { ...config, OIDC_CLAIM_AGENCY: 'org', OIDC_CLAIM_ROLES: 'groups' };
    const account = findAccount('ecology-publisher');
    const token = account && (await signDemoToken(named, keys, account, now));
    const claims = claimNames(named);
    expect(await verifier({ claims })(token ?? '')).toMatchObject({
      agency: 'ecology',
      roles: ['publisher'],
    });
    const unnamed = await verifier()(token ?? '');
    expect([unnamed?.roles, unnamed?.agency]).toEqual([[], undefined]);
  });
});

describe('a token that somebody made', () => {
  const claims = { sub: 'supervisor', roles: ['supervisor'] };
  const signed = (key: Parameters<SignJWT['sign']>[0], alg: string, more: object = {}) =>
    new SignJWT({ ...claims, ...more })
      .setProtectedHeader({ alg, typ: 'at+jwt', kid: keys.signing.kid })
      .setIssuer(config.OIDC_ISSUER)
      .setAudience(config.OIDC_AUDIENCE)
      .setIssuedAt(now.getTime() / 1000)
      .setExpirationTime(now.getTime() / 1000 + 60)
      .sign(key);

  it.each([
    ['an ID token of a sign-in', { nonce: 'x' }],
    ['an ID token beside an access token', { at_hash: 'x', scope: 'openid' }],
    ['an ID token as Keycloak marks it', { typ: 'ID', scope: 'openid' }],
    ['a logout token', { events: {} }],
  ])('%s is no access token, whatever audience is configured', async (_what, more) => {
    const key = await importJWK(keys.signing);
    expect(await verifier()(await signed(key, 'ES256', more))).toBeUndefined();
    expect(await verifier()(await signed(key, 'ES256'))).toMatchObject({ id: 'supervisor' });
    const oldKeycloak = { nonce: 'x', scope: 'openid', azp: 'portal' };
    expect(await verifier()(await signed(key, 'ES256', oldKeycloak))).toMatchObject({ id: 'supervisor' });
  });

  it('with another key, with the public key as a secret, or without a signature is not valid', async () => {
    const { privateKey } = await generateKeyPair('ES256');
    const publicText = new TextEncoder().encode(
      JSON.stringify(await exportJWK((await generateKeyPair('ES256')).publicKey)),
    );
    const [header, payload] = (await signed(await importJWK(keys.signing), 'ES256')).split('.');
    const none = Buffer.from('{"alg":"none","typ":"at+jwt"}').toString('base64url');
    for (const token of [
      await signed(privateKey, 'ES256'),
      await signed(publicText, 'HS256'),
      `${none}.${payload}.`,
      `${header}.${payload}.`,
      `${header}.${payload}`,
      'not a token',
      '',
    ])
      expect(await verifier()(token)).toBeUndefined();
  });

  it('cannot make its bearer the operator, nor name roles in another way than by a list', async () => {
    const own = await importJWK(keys.signing);
    expect(await verifier()(await signed(own, 'ES256', { roles: ['operator', 'admin'] }))).toMatchObject({
      id: 'supervisor',
      roles: [],
    });
    for (const roles of ['supervisor', { supervisor: true }, 7])
      expect(await verifier()(await signed(own, 'ES256', { roles }))).toBeUndefined();
  });
});

describe('the embedded provider', () => {
  it('describes itself and keeps its private key', async () => {
    const base = config.OIDC_ISSUER;
    const discovery = (await (await fetch(`${base}/.well-known/openid-configuration`)).json()) as Record<
      string,
      string
    >;
    expect(discovery).toMatchObject({
      issuer: base,
      jwks_uri: `${base}/jwks`,
      token_endpoint: `${base}/token`,
    });
    expect(await (await fetch(`${base}/jwks`)).text()).not.toContain('"d"');
  });

  it('gives no token for a name', async () => {
    const body = new URLSearchParams({
      grant_type: 'password',
      username: 'supervisor',
      client_id: 'command-line',
    });
    const response = await fetch(`${config.OIDC_ISSUER}/token`, { method: 'POST', body });
    expect([response.status, await response.json()]).toMatchObject([
      400,
      { error: 'unsupported_grant_type' },
    ]);
  });

  it.each([
    ['a public address', { PORTAL_URL: 'https://data.example.cn' }],
    ['a public address that begins like a local one', { PORTAL_URL: 'http://localhost.example.cn' }],
    ['an address in the network', { PORTAL_URL: 'http://192.168.1.5:4321' }],
    ['another provider', { OIDC_ISSUER: 'https://login.example.cn' }],
    ['a port that other machines reach', { HOST: '0.0.0.0' }],
    ['a port of the network', { HOST: '192.168.1.5' }],
    ['a port of the network, by IPv6', { HOST: '::' }],
  ])('refuses to start with %s, and so does the command that prints tokens', async (_case, environment) => {
    const elsewhere = configOf(environment);
    await expect(openProvider(elsewhere)).rejects.toThrow('local mode only');
    const account = findAccount('supervisor');
    await expect(account && signDemoToken(elsewhere, keys, account, now)).rejects.toThrow('local mode only');
  });

  it.each([
    ['this machine', ['localhost', '127.0.0.1', '[::1]'], 200],
    [
      'others that lead here (DNS rebinding)',
      ['evil.example', '127.0.0.1.evil.example', '192.168.1.5', ''],
      421,
    ],
  ])('answers under names of %s', async (_whose, names, status) => {
    const { port, pathname } = new URL(`${config.OIDC_ISSUER}/.well-known/openid-configuration`);
    for (const name of names) {
      const asked = get({ host: '127.0.0.1', port, path: pathname, headers: { Host: `${name}:${port}` } });
      const [response] = (await once(asked, 'response')) as [IncomingMessage];
      response.resume();
      expect([name, response.statusCode]).toEqual([name, status]);
    }
  });

  it('keeps its keys across starts, readable by their owner only', async () => {
    expect(await openOidcKeys(directory)).toEqual(keys);
    const path = join(directory, 'oidc', 'keys.json');
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(statSync(join(directory, 'oidc')).mode & 0o777).toBe(0o700);
    expect(JSON.parse(readFileSync(path, 'utf8')).signing.kid).toBe(keys.signing.kid);
  });

  it('agrees on one key when several start at once', async () => {
    const fresh = mkdtempSync(join(tmpdir(), 'identity-race-'));
    const all = await Promise.all(Array.from({ length: 8 }, () => openOidcKeys(fresh)));
    expect(new Set(all.map(({ signing }) => signing.kid)).size).toBe(1);
    rmSync(fresh, { recursive: true });
  });

  it('has accounts only of agencies that exist', () => {
    const ids = new Set(shippedAgencies.map(({ id }) => id));
    for (const { agency } of demoAccounts) if (agency) expect(ids).toContain(agency);
    expect(new Set(demoAccounts.map(({ id }) => id)).size).toBe(demoAccounts.length);
  });
});

it('a provider that cannot be reached is an outage, not a wrong token', async () => {
  const issuer = 'http://127.0.0.1:1/oidc';
  const verify = verifier({ issuer, keys: issuerKeys(issuer) });
  await expect(verify(await tokenOf('supervisor'))).rejects.toThrow(IdentityOutage);
});
