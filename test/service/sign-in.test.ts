import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { IdentityOutage } from '../../functions/service/identity-outage.ts';
import { createSignIn, type SignInOptions } from '../../functions/service/sign-in.ts';
import { openCookieBrowser } from '../support/cookie-browser.ts';
import { type OtherIssuer, openOtherIssuer } from '../support/other-issuer.ts';

const portalUrl = 'https://data.example.cn';
const redirectUri = `${portalUrl}/auth/callback`;
const secret = 'a secret of forty-eight characters + / = : % & ?';
const company = { creditCode: '91220101DEM000201X', name: '松江示例数据科技有限公司' };

let issuer: OtherIssuer;
beforeAll(async () => {
  const claims = {
    name: '李四',
    groups: ['reviewer'],
    ou: 'ecology',
    uscc: company.creditCode,
    dwmc: company.name,
    email: 'li@example.org',
    email_verified: true,
  };
  issuer = await openOtherIssuer({ redirectUri, secret, claims });
});
afterAll(() => issuer.close());

const signInWith = (changes: Partial<SignInOptions> = {}) =>
  createSignIn({
    issuer: issuer.issuer,
    clientId: 'jilin',
    clientSecret: secret,
    scope: 'openid profile',
    claims: {
      agency: 'ou',
      roles: 'groups',
      organisations: 'orgs',
      creditCode: 'uscc',
      organisationName: 'dwmc',
    },
    portalUrl,
    allowInsecure: true,
    ...changes,
  });

/** As far as the provider's answer. */
async function answered(signIn: ReturnType<typeof signInWith>) {
  const { address, pending } = await signIn.begin('/my/', 'zh-CN');
  const { url } = await openCookieBrowser(issuer.issuer).visit(address, {}, (next) =>
    next.startsWith(redirectUri),
  );
  return { pending, query: new URL(url).search.slice(1) };
}

describe('an issuer that follows the standard', () => {
  it('signs people in with its own names for claims, which it tells at its userinfo endpoint', async () => {
    const signIn = signInWith();
    const { pending, query } = await answered(signIn);
    expect(await signIn.finish(query, pending)).toEqual({
      outcome: 'signed-in',
      actor: { id: 'li', name: '李四', roles: ['reviewer'], agency: 'ecology', organisations: [company] },
      idToken: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/),
    });
    expect(issuer.asked).toContain('/me');
  });

  it('is not asked for its userinfo when its ID token tells enough, nor discovered twice', async () => {
    const discoveries = () => issuer.asked.filter((path) => path.startsWith('/.well-known')).length;
    const signIn = signInWith({ claims: { ...claimsOfIdToken } });
    const before = [discoveries(), issuer.asked.filter((path) => path === '/me').length];
    for (let count = 0; count < 2; count += 1) {
      const { pending, query } = await answered(signIn);
      expect(await signIn.finish(query, pending)).toMatchObject({ outcome: 'failed', reason: 'claims' });
    }
    const after = [discoveries(), issuer.asked.filter((path) => path === '/me').length];
    expect(after).toEqual([(before[0] ?? 0) + 1, before[1]]);
  });

  it('is asked for the address that its ID token does not tell, where the scope has it', async () => {
    const claims = { ...claimsOfIdToken, roles: 'no', organisations: 'sub' };
    for (const [scope, email] of [
      ['openid profile email', 'li@example.org'],
      ['openid profile', undefined],
    ] as const) {
      const signIn = signInWith({ scope, claims });
      const { pending, query } = await answered(signIn);
      const result = await signIn.finish(query, pending);
      expect(result.outcome === 'signed-in' && result.actor.email).toBe(email);
    }
  });

  it('is asked to ask for the account only where somebody signed out before', async () => {
    const promptOf = async (asksAgain: boolean) =>
      new URL((await signInWith().begin('/my/', 'en', { asksAgain })).address).searchParams.get('prompt');
    expect([await promptOf(false), await promptOf(true)]).toEqual([null, 'login']);
  });

  it('is left alone at sign-out when it has no place for it', async () => {
    expect(await signInWith().end('a.b.c')).toBe(`${portalUrl}/`);
  });

  it('is asked to sign out where it can', async () => {
    const other = await openOtherIssuer({ redirectUri, secret, claims: {}, signOut: true });
    const address = new URL(await signInWith({ issuer: other.issuer }).end('a.b.c'));
    expect(Object.fromEntries(address.searchParams)).toEqual({
      client_id: 'jilin',
      id_token_hint: 'a.b.c',
      post_logout_redirect_uri: `${portalUrl}/`,
    });
    await other.close();
  });
});

/** `sub` where roles should be: the ID token tells, and what it tells makes no sense. */
const claimsOfIdToken = {
  agency: 'ou',
  roles: 'sub',
  organisations: 'orgs',
  creditCode: 'uscc',
  organisationName: 'dwmc',
};

describe('what is not a sign-in', () => {
  it.each([
    ['declined', 'access_denied', { outcome: 'declined' }],
    ['failed', 'server_error', { outcome: 'failed', reason: 'provider' }],
  ])('is told as %s for the error %s', async (_outcome, error, result) => {
    const signIn = signInWith();
    const { pending } = await signIn.begin('/my/', 'zh-CN');
    const query = new URLSearchParams({ error, state: pending.state, iss: issuer.issuer });
    expect(await signIn.finish(String(query), pending)).toEqual(result);
    expect(await signIn.finish(`error=${error}&state=x`, pending)).toMatchObject({ outcome: 'failed' });
  });

  it('fails for the answer to another nonce', async () => {
    const signIn = signInWith();
    const { pending, query } = await answered(signIn);
    const result = await signIn.finish(query, { ...pending, nonce: 'n'.repeat(43) });
    expect(result).toEqual({ outcome: 'failed', reason: 'answer' });
  });
});

describe('an outage', () => {
  it.each<[string, Partial<SignInOptions>]>([
    ['nobody listens', { issuer: 'http://127.0.0.1:1' }],
    ['there is no provider', { issuer: 'http://127.0.0.1:{port}/nothing' }],
    ['the provider may only be reached by TLS', { allowInsecure: false }],
  ])('is what it is when %s', async (_case, changes) => {
    const { port } = new URL(issuer.issuer);
    const signIn = signInWith({
      ...changes,
      ...(changes.issuer && { issuer: changes.issuer.replace('{port}', port) }),
    });
    await expect(signIn.begin('/my/', 'zh-CN')).rejects.toThrow(IdentityOutage);
    expect(await signIn.end('a.b.c')).toBe(`${portalUrl}/`);
  });

  it('is a secret that the provider does not know, and it is not told', async () => {
    const signIn = signInWith({ clientSecret: 'the wrong secret' });
    const { pending, query } = await answered(signIn);
    const failure = await signIn.finish(query, pending).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(IdentityOutage);
    expect(String(failure)).not.toContain('secret');
  });

  it('ends when the provider is back', async () => {
    const signIn = signInWith();
    issuer.fail(true);
    await expect(signIn.begin('/my/', 'zh-CN')).rejects.toThrow(IdentityOutage);
    issuer.fail(false);
    const { pending, query } = await answered(signIn);
    issuer.fail(true);
    await expect(signIn.finish(query, pending)).rejects.toThrow(IdentityOutage);
    issuer.fail(false);
    expect(await signIn.finish(query, pending)).toMatchObject({ outcome: 'signed-in' });
  });
});
