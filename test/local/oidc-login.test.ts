import { decodeJwt } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isCreditCode } from '../../functions/domain/credit-code.ts';
import { demoAccounts } from '../../functions/local/demo-accounts.ts';
import { locales, use } from '../../site/src/i18n/index.ts';
import type { CookieBrowser } from '../support/cookie-browser.ts';
import { openSignedInPlatform, type SignedInPlatform } from '../support/signed-in-platform.ts';

let platform: SignedInPlatform;
beforeAll(async () => {
  platform = await openSignedInPlatform();
});
afterAll(() => platform.close());

const challenge = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM';
const verifier = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk';
/** What a client asks, with changes. */
function question(changes: Readonly<Record<string, string | undefined>> = {}): string {
  const parameters = {
    client_id: 'portal',
    response_type: 'code',
    scope: 'openid profile',
    redirect_uri: `${platform.url}/auth/callback`,
    state: 's',
    nonce: 'n',
    code_challenge: challenge,
    code_challenge_method: 'S256',
    ...changes,
  };
  const given = Object.entries(parameters).filter(([, value]) => value !== undefined);
  return `/oidc/auth?${new URLSearchParams(given as [string, string][])}`;
}

const choose = (browser: CookieBrowser, url: string, account: string) =>
  browser.visit(url, { method: 'POST', body: new URLSearchParams({ account }) }, (next) =>
    /\/callback\?/.test(next),
  );

describe('the page of the demo accounts', () => {
  it('lists every account with its part, in both languages', async () => {
    for (const [locale, asked] of [
      ['zh', 'zh-CN'],
      ['en', 'en'],
    ] as const) {
      const { status, text, headers } = await platform.browser().visit(question({ ui_locales: asked }));
      expect([status, headers.get('Content-Type')]).toEqual([200, 'text/html; charset=utf-8']);
      expect(text).toContain(`<html lang="${asked}">`);
      expect(text).toContain(`<h1>${use(locale).signIn.title}</h1>`);
      for (const { id, name } of demoAccounts) {
        expect(text).toContain(`name="account" value="${id}"`);
        expect(text).toContain(name);
      }
    }
  });

  it('has a part for every account and no other, in every language', () => {
    for (const locale of locales)
      expect(Object.keys(use(locale).signIn.accounts)).toEqual(demoAccounts.map(({ id }) => id));
  });

  it('runs nothing, is framed by nobody and kept by nobody', async () => {
    const { text, headers } = await platform.browser().visit(question());
    const policy = headers.get('Content-Security-Policy') ?? '';
    expect(policy).toContain("default-src 'none'; script-src 'none'; style-src 'self'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toContain('unsafe');
    expect(headers.get('Cache-Control')).toBe('no-store');
    expect(text).not.toMatch(/<script|<style|\sstyle=|\son\w+=/);
    const style = await platform.browser().visit('/oidc/style.css');
    expect([style.status, style.headers.get('Content-Type')]).toEqual([200, 'text/css; charset=utf-8']);
    expect(style.text).toContain('--accent');
  });

  it('is shown again for an account that does not exist', async () => {
    const browser = platform.browser();
    const page = await browser.visit(question());
    for (const account of ['nobody', '', 'operator', '__proto__', 'x'.repeat(10_000)]) {
      const { status, text } = await choose(browser, page.url, account);
      expect([status, text.includes('name="account"')]).toEqual([400, true]);
    }
  });

  it('belongs to the browser that began', async () => {
    const { url } = await platform.browser().visit(question());
    const chosen = await choose(platform.browser(), url, 'supervisor');
    expect([chosen.status, chosen.text]).toEqual([400, expect.stringContaining('登录已过期')]);
    const page = { headers: { Accept: 'text/html' } };
    const failure = await platform.browser().visit((await platform.browser().visit(url, page)).url, page);
    expect(failure.url).toBe(`${platform.url}/sign-in-failed/expired/`);
  });

  it('leads home whoever comes back to it signed in, and so does the address of the return', async () => {
    const browser = platform.browser();
    await platform.signIn(browser, 'person');
    const places = browser.visited.filter((url) => /\/interaction\/|\/auth\/callback\?/.test(url));
    expect(new Set(places).size).toBe(2);
    for (const place of places) {
      const response = await browser.send(place, { headers: { Accept: 'text/html' } });
      const next = new URL(response.headers.get('Location') ?? '', place).href;
      const home = next.endsWith('/auth/callback')
        ? (await browser.send(next, { headers: { Accept: 'text/html' } })).headers.get('Location')
        : next.replace(platform.url, '');
      expect(home).toBe('/');
    }
    expect(await (await browser.send('/api/v1/me')).json()).toMatchObject({ id: 'person' });
  });
});

describe('the client of the portal', () => {
  it.each([
    ['another address', { redirect_uri: 'https://evil.example/auth/callback' }],
    ['a longer address', { redirect_uri: '{url}/auth/callback/x' }],
    ['an address with a query', { redirect_uri: '{url}/auth/callback?x=1' }],
    ['another host of this machine', { redirect_uri: 'http://localhost/auth/callback' }],
    ['no client that is known', { client_id: 'another' }],
  ])('is never sent to %s', async (_case, changes) => {
    const filled = Object.fromEntries(
      Object.entries(changes).map(([name, value]) => [name, value.replace('{url}', platform.url)]),
    );
    const response = await platform.browser().send(question(filled));
    expect([response.status, response.headers.get('Location')]).toEqual([400, null]);
  });

  it.each([
    ['without a code challenge', { code_challenge: undefined, code_challenge_method: undefined }],
    ['with a challenge that is the verifier', { code_challenge_method: 'plain' }],
    ['for a token in the address', { response_type: 'id_token token' }],
  ])('is refused a question %s', async (_case, changes) => {
    const response = await platform.browser().send(question(changes));
    const location = new URL(response.headers.get('Location') ?? 'x:');
    expect(`${location.search}${location.hash}`).toMatch(/error=(invalid_request|unsupported_response_type)/);
  });

  it('gets no token for a code without its verifier', async () => {
    const browser = platform.browser();
    const page = await browser.visit(question());
    const { url } = await choose(browser, page.url, 'person');
    const response = await exchange(url, { code_verifier: verifier.replace('d', 'e') });
    expect([response.status, await response.json()]).toMatchObject([400, { error: 'invalid_grant' }]);
  });
});

const exchange = (url: string, changes: Readonly<Record<string, string>> = {}, headers: HeadersInit = {}) =>
  fetch(`${platform.config.OIDC_ISSUER}/token`, {
    method: 'POST',
    headers,
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      client_id: 'portal',
      code: new URL(url).searchParams.get('code') ?? '',
      redirect_uri: `${platform.url}/auth/callback`,
      code_verifier: verifier,
      ...changes,
    }),
  });

describe('the tokens of a sign-in', () => {
  it('tell for whom the account may act, and open the API as those of the command line do', async () => {
    const browser = platform.browser();
    const page = await browser.visit(question());
    const { url } = await choose(browser, page.url, 'agent');
    const tokens = (await (await exchange(url)).json()) as { id_token: string; access_token: string };
    const organisations = demoAccounts.find(({ id }) => id === 'agent')?.organisations ?? [];
    expect(decodeJwt(tokens.id_token)).toMatchObject({
      aud: 'portal',
      sub: 'agent',
      nonce: 'n',
      name: '何代',
      roles: [],
      organisations: organisations.map(({ creditCode, name }) => ({ creditCode, organisationName: name })),
    });
    const ask = async (token: string) =>
      (await fetch(`${platform.url}/api/v1/me`, { headers: { Authorization: `Bearer ${token}` } })).json();
    expect(await ask(tokens.access_token)).toEqual(await ask(await platform.token('agent')));
    expect(await ask(tokens.id_token)).toMatchObject({ code: 'unauthenticated' });
  });
});

describe('signing out at the provider', () => {
  async function signOut(browser: CookieBrowser) {
    const { csrfToken } = (await (await browser.send('/api/v1/me')).json()) as { csrfToken: string };
    const headers = { Origin: platform.url, 'Content-Type': 'application/json', 'X-CSRF-Token': csrfToken };
    const response = await browser.send('/auth/logout', { method: 'POST', body: '{}', headers });
    return ((await response.json()) as { next: string }).next;
  }
  const secretOf = (text: string) => /name="xsrf" value="([^"]+)"/.exec(text)?.[1] ?? '';

  it('asks once, leads back to the portal, and lets another account sign in', async () => {
    const browser = platform.browser();
    await platform.signIn(browser, 'person');
    const page = await browser.visit(await signOut(browser));
    expect(page.text).toContain(`<h1>${use('zh').signIn.signOut.title}</h1>`);
    expect(page.text).not.toMatch(/<script|<style|\sstyle=/);
    const body = new URLSearchParams({ xsrf: secretOf(page.text), logout: 'yes' });
    const arrived = await browser.visit('/oidc/session/end/confirm', { method: 'POST', body });
    expect(arrived.url).toBe(`${platform.url}/`);
    await platform.signIn(browser, 'supervisor');
    expect(await (await browser.send('/api/v1/me')).json()).toMatchObject({ id: 'supervisor' });
  });

  it('is asked for the account again also when the provider was not told, until the next sign-in', async () => {
    const browser = platform.browser();
    await platform.signIn(browser, 'person');
    await signOut(browser);
    expect((await browser.visit('/auth/login?return=%2Fmy%2F')).url).toContain('/oidc/interaction/');
    // Another account than the one that the provider knew: its page ends that session, by a script of its own.
    const change = await platform.signIn(browser, 'supervisor');
    const body = new URLSearchParams({ xsrf: secretOf(change.text), logout: 'yes' });
    const arrived = await browser.visit('/oidc/session/end/confirm', { method: 'POST', body });
    expect(arrived.url).toBe(`${platform.url}/my/`);
    expect(await (await browser.send('/api/v1/me')).json()).toMatchObject({ id: 'supervisor' });
    expect((await browser.visit('/auth/login?return=%2Fmy%2F')).url).toBe(`${platform.url}/my/`);
  });

  it('leads back by itself when the provider knows of no session any more', async () => {
    const browser = platform.browser();
    await platform.signIn(browser, 'person');
    const next = await signOut(browser);
    browser.cookies.clear();
    const page = await browser.visit(next);
    // The provider's page sends itself by a script of its own, which the policy admits by its hash alone.
    expect(page.headers.get('Content-Security-Policy')).toMatch(/script-src 'none' 'sha256-[\w+/]+=*'/);
    const body = new URLSearchParams({ xsrf: secretOf(page.text), logout: 'yes' });
    expect((await browser.visit('/oidc/session/end/confirm', { method: 'POST', body })).url).toBe(
      `${platform.url}/`,
    );
  });

  it('never leads to another site', async () => {
    const browser = platform.browser();
    await platform.signIn(browser, 'person');
    const next = new URL(await signOut(browser));
    next.searchParams.set('post_logout_redirect_uri', 'https://evil.example/');
    const response = await browser.send(next.href);
    expect([response.status, response.headers.get('Location')]).toEqual([400, null]);
  });
});

it('a portal with a secret signs people in too, and nobody without the secret', async () => {
  const confidential = await openSignedInPlatform({ OIDC_CLIENT_ID: 'p 1', OIDC_CLIENT_SECRET: 'a+b/c d' });
  const browser = confidential.browser();
  expect((await confidential.signIn(browser, 'person')).url).toBe(`${confidential.url}/my/`);
  expect(await (await browser.send('/api/v1/me')).json()).toMatchObject({ id: 'person' });
  const body = new URLSearchParams({ grant_type: 'authorization_code', client_id: 'p 1', code: 'x' });
  const response = await fetch(`${confidential.config.OIDC_ISSUER}/token`, { method: 'POST', body });
  expect(await response.json()).toMatchObject({ error: 'invalid_client' });
  await confidential.close();
});

it('an enterprise has a credit code that could be one', () => {
  const codes = demoAccounts.flatMap(({ organisations = [] }) =>
    organisations.map((each) => each.creditCode),
  );
  expect(new Set(codes).size).toBe(2);
  for (const code of codes) expect(isCreditCode(code)).toBe(true);
});
