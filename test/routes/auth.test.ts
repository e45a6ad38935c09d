import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { SignIn } from '../../functions/service/sign-in.ts';
import type { CookieBrowser } from '../support/cookie-browser.ts';
import { openOpenPlatform } from '../support/open-platform.ts';
import { openSignedInPlatform, type SignedInPlatform } from '../support/signed-in-platform.ts';

let platform: SignedInPlatform;
beforeAll(async () => {
  platform = await openSignedInPlatform();
});
afterAll(() => platform.close());

const minute = 60_000;
const songjiang = { creditCode: '91220101DEM000201X', name: '松江示例数据科技有限公司' };
const changbai = { creditCode: '91220600DEM000202C', name: '长白山示例文旅信息有限公司' };

interface Me {
  readonly signedIn: boolean;
  readonly csrfToken: string;
  readonly actingFor: unknown;
}
const me = async (browser: CookieBrowser, headers: Record<string, string> = {}) =>
  (await (await browser.send('/api/v1/me', { headers })).json()) as Me;
const isSignedIn = async (browser: CookieBrowser) => (await me(browser)).signedIn;

async function signedIn(account: string): Promise<CookieBrowser> {
  const browser = platform.browser();
  await platform.signIn(browser, account);
  return browser;
}

/** As a page of the portal would send it. */
const own = (csrfToken: string) => ({
  Origin: platform.url,
  'Sec-Fetch-Site': 'same-origin',
  'Content-Type': 'application/json',
  'X-CSRF-Token': csrfToken,
});
const actFor = (browser: CookieBrowser, creditCode: string | null, headers: Record<string, string>) =>
  browser.send('/api/v1/me/acting-for', { method: 'POST', body: JSON.stringify({ creditCode }), headers });
const told = async (response: Response) => {
  const { code } = (await response.json()) as { code?: string };
  return [response.status, code];
};

/** A sign-in up to the answer of the provider, which is not yet brought back. */
async function beforeCallback(browser: CookieBrowser, account = 'person'): Promise<string> {
  const page = await browser.visit('/auth/login?return=/my/');
  const init = { method: 'POST', body: new URLSearchParams({ account }) };
  return (await browser.visit(page.url, init, (url) => url.includes('/auth/callback'))).url;
}

function changePending(browser: CookieBrowser, change: (parts: string[]) => unknown): void {
  const cookie = browser.cookies.get('sign-in /');
  const parts = JSON.parse(Buffer.from(cookie?.value ?? '', 'base64url').toString()) as string[];
  const value = Buffer.from(JSON.stringify(change(parts))).toString('base64url');
  if (cookie) browser.cookies.set('sign-in /', { ...cookie, value });
}

describe('signing in', () => {
  it('leads through the provider back to where it began, with a session that tells who it is', async () => {
    const browser = platform.browser();
    expect(await me(browser)).toEqual({ signedIn: false });
    const arrived = await platform.signIn(browser, 'agent', '/en/apply/?dataset=x#form');
    expect([arrived.url, arrived.status]).toEqual([`${platform.url}/en/apply/?dataset=x#form`, 200]);
    expect(await me(browser)).toEqual({
      signedIn: true,
      id: 'agent',
      name: '何代',
      roles: [],
      agency: null,
      organisations: [songjiang, changbai],
      actingFor: null,
      undecided: true,
      csrfToken: expect.stringMatching(/^[\w-]{43}$/),
    });
  });

  it('asks the provider with a code challenge, state and nonce, in the language of the page', async () => {
    const browser = platform.browser();
    const response = await browser.send('/auth/login?return=/en/my/');
    const { searchParams } = new URL(response.headers.get('Location') ?? '');
    expect(Object.fromEntries(searchParams)).toMatchObject({
      response_type: 'code',
      client_id: 'portal',
      redirect_uri: `${platform.url}/auth/callback`,
      code_challenge_method: 'S256',
      code_challenge: expect.stringMatching(/^[\w-]{43}$/),
      state: expect.stringMatching(/^[\w-]{43}$/),
      nonce: expect.stringMatching(/^[\w-]{43}$/),
      ui_locales: 'en',
    });
    expect(response.headers.get('Cache-Control')).toBe('no-store');
  });

  it('keeps an unreadable id in the browser, no token, and nothing of the sign-in afterwards', async () => {
    const browser = await signedIn('ecology-reviewer');
    expect(browser.cookies.has('sign-in /')).toBe(false);
    const session = browser.cookies.get('session /');
    expect(session?.line).toBe(`session=${session?.value}; Path=/; HttpOnly; SameSite=Lax`);
    expect(session?.value).toMatch(/^[\w-]{43}$/);
    expect(await platform.records.get(`session/${session?.value}`)).toBeUndefined();
  });

  it('tells the agency and the roles of an official', async () => {
    expect(await me(await signedIn('market-reviewer'))).toMatchObject({
      name: '吴核',
      agency: 'market-regulation',
      roles: ['reviewer'],
    });
  });

  it('leads back without a session when the person declines', async () => {
    const browser = platform.browser();
    const { searchParams } = new URL(await beforeCallback(browser));
    const answer = new URLSearchParams({
      error: 'access_denied',
      state: searchParams.get('state') ?? '',
      iss: platform.config.OIDC_ISSUER,
    });
    const response = await browser.send(`/auth/callback?${answer}`);
    expect([response.status, response.headers.get('Location')]).toEqual([303, '/my/']);
    expect(await isSignedIn(browser)).toBe(false);
  });
});

describe('a sign-in that is not one’s own', () => {
  it('does not adopt an id that was there before it', async () => {
    const browser = platform.browser();
    const planted = 'A'.repeat(43);
    browser.cookies.set('session /', { name: 'session', value: planted, path: '/', line: '' });
    await platform.signIn(browser, 'person');
    expect(browser.cookies.get('session /')?.value).not.toBe(planted);
    const attacker = platform.browser();
    attacker.cookies.set('session /', { name: 'session', value: planted, path: '/', line: '' });
    expect(await isSignedIn(attacker)).toBe(false);
  });

  it('ends the session before it and begins under another id', async () => {
    const browser = await signedIn('person');
    const before = platform.browser();
    for (const [key, cookie] of browser.cookies) before.cookies.set(key, cookie);
    await browser.visit('/auth/login?return=/my/');
    expect(browser.cookies.get('session /')?.value).not.toBe(before.cookies.get('session /')?.value);
    expect([await isSignedIn(browser), await isSignedIn(before)]).toEqual([true, false]);
  });

  it.each<[string, (browser: CookieBrowser, address: URL) => void]>([
    ['another state', (_, { searchParams }) => searchParams.set('state', 'x'.repeat(43))],
    ['no state', (_, { searchParams }) => searchParams.delete('state')],
    ['another code', (_, { searchParams }) => searchParams.set('code', 'x'.repeat(43))],
    ['another issuer', (_, { searchParams }) => searchParams.set('iss', 'https://other.example')],
    ['no sign-in on its way', ({ cookies }) => void cookies.delete('sign-in /')],
    ['a nonce of another sign-in', (browser) => changePending(browser, ([s, , v, r]) => [s, 'x', v, r])],
    [
      'a verifier of another',
      (browser) => changePending(browser, ([s, n, , r]) => [s, n, 'v'.repeat(43), r]),
    ],
    ['a cookie of another shape', (browser) => changePending(browser, ([state]) => ({ state }))],
    [
      'a cookie that leads elsewhere',
      (browser) => changePending(browser, ([s, n, v]) => [s, n, v, '//evil.example/']),
    ],
  ])('fails with %s, and cannot be tried again', async (_case, change) => {
    const browser = platform.browser();
    const address = new URL(await beforeCallback(browser));
    change(browser, address);
    expect(await told(await browser.send(address.href))).toEqual([400, 'sign-in-failed']);
    expect([browser.cookies.has('sign-in /'), await isSignedIn(browser)]).toEqual([false, false]);
  });

  it('cannot be finished in another browser, nor twice', async () => {
    const victim = platform.browser();
    const attacker = platform.browser();
    const address = await beforeCallback(attacker);
    expect(await told(await victim.send(address))).toEqual([400, 'sign-in-failed']);
    const pending = attacker.cookies.get('sign-in /');
    expect((await attacker.send(address)).status).toBe(303);
    if (pending) attacker.cookies.set('sign-in /', pending);
    expect(await told(await attacker.send(address))).toEqual([400, 'sign-in-failed']);
  });
});

describe('the address to come back to', () => {
  it.each([
    '//evil.example/',
    '///evil.example/',
    '/\\evil.example/',
    '\\\\evil.example/',
    '/.//evil.example/',
    '/x/..//evil.example/',
    '/\t/evil.example/',
    ' //evil.example/',
    'https://evil.example/',
    'javascript:alert(1)',
    'evil.example',
    'my/',
    '',
    '/auth/login',
    '/my/\r\nSet-Cookie: a=b',
    `/${'x'.repeat(1000)}`,
  ])('is refused: %j', async (address) => {
    const response = await platform.browser().send(`/auth/login?return=${encodeURIComponent(address)}`);
    expect(await told(response)).toEqual([400, 'invalid-request']);
    expect(response.headers.getSetCookie()).toEqual([]);
  });

  it.each([
    ['/', '/'],
    ['/apply/?dataset=a&x=//b', '/apply/?dataset=a&x=//b'],
    ['/datasets/水质/', '/datasets/%E6%B0%B4%E8%B4%A8/'],
    ['/a/../b', '/b'],
  ])('may be any of the portal’s: %s', async (address, location) => {
    const browser = platform.browser();
    expect((await platform.signIn(browser, 'person', address)).url).toBe(platform.url + location);
  });
});

describe('a request that acts with a session', () => {
  let browser: CookieBrowser;
  let token: string;
  beforeAll(async () => {
    browser = await signedIn('agent');
    token = (await me(browser)).csrfToken;
  });

  type Headers = Record<string, string | undefined>;
  it.each<[string, Headers, number, string | undefined]>([
    ['from the portal’s own page', {}, 200, undefined],
    ['from a browser that sends no Origin', { Origin: undefined }, 200, undefined],
    ['from a browser that sends no Sec-Fetch-Site', { 'Sec-Fetch-Site': undefined }, 200, undefined],
    [
      'that does not say where it comes from',
      { Origin: undefined, 'Sec-Fetch-Site': undefined },
      403,
      'cross-site-request',
    ],
    [
      'from another site',
      { Origin: 'https://evil.example', 'Sec-Fetch-Site': 'cross-site' },
      403,
      'cross-site-request',
    ],
    [
      'from another site that forges one of the two',
      { Origin: 'https://evil.example' },
      403,
      'cross-site-request',
    ],
    [
      'from another site that forges the other',
      { 'Sec-Fetch-Site': 'cross-site' },
      403,
      'cross-site-request',
    ],
    ['from another port of this machine', { 'Sec-Fetch-Site': 'same-site' }, 403, 'cross-site-request'],
    ['from a sandboxed frame', { Origin: 'null' }, 403, 'cross-site-request'],
    [
      'from an address that begins like ours',
      { Origin: 'http://127.0.0.1.evil.example' },
      403,
      'cross-site-request',
    ],
    ['typed as a form may send it', { 'Content-Type': 'text/plain' }, 415, 'unsupported-media-type'],
    [
      'typed as a form sends it',
      { 'Content-Type': 'application/x-www-form-urlencoded' },
      415,
      'unsupported-media-type',
    ],
    [
      'typed to look like JSON',
      { 'Content-Type': 'text/plain; application/json' },
      415,
      'unsupported-media-type',
    ],
    ['without the token', { 'X-CSRF-Token': undefined }, 403, 'csrf-token-invalid'],
    ['with an empty token', { 'X-CSRF-Token': '' }, 403, 'csrf-token-invalid'],
    ['with a token of nobody', { 'X-CSRF-Token': 'x'.repeat(43) }, 403, 'csrf-token-invalid'],
  ])('%s', async (_case, changes, status, code) => {
    const headers = Object.entries({ ...own(token), ...changes }).filter(([, value]) => value !== undefined);
    const response = await actFor(browser, null, Object.fromEntries(headers) as Record<string, string>);
    expect(await told(response)).toEqual([status, code]);
  });

  it('needs the token of this session, not of another of the same person', async () => {
    const other = await me(await signedIn('agent'));
    expect(await told(await actFor(browser, null, own(other.csrfToken)))).toEqual([
      403,
      'csrf-token-invalid',
    ]);
  });

  it('is not let through because of what anybody asked before', async () => {
    const anonymous = platform.browser();
    const forged = {
      Origin: 'https://evil.example',
      'Sec-Fetch-Site': 'cross-site',
      'Content-Type': 'text/plain',
    };
    expect((await actFor(anonymous, null, forged)).status).toBe(401);
    expect((await actFor(anonymous, null, { ...forged, Authorization: 'Bearer x' })).status).toBe(401);
    const bearer = `Bearer ${await platform.token('agent')}`;
    expect((await anonymous.send('/api/v1/me', { headers: { Authorization: bearer } })).status).toBe(200);
    expect(await told(await actFor(browser, null, forged))).toEqual([403, 'cross-site-request']);
  });

  it('is checked on every address that takes a session, before anything else is', async () => {
    for (const path of ['/api/v1/publications', '/api/v1/publications/x/commands', '/auth/logout']) {
      const response = await browser.send(path, { method: 'POST', body: '{}' });
      expect([path, ...(await told(response))]).toEqual([path, 403, 'cross-site-request']);
    }
    expect(await isSignedIn(browser)).toBe(true);
  });

  it('with a token needs none of this, and with a wrong one is not saved by the session', async () => {
    const send = async (authorization: string) =>
      browser.send('/api/v1/publications/x/commands', {
        method: 'POST',
        body: '{"type":"withdraw-dataset","reason":"some reason"}',
        headers: { Authorization: authorization, 'Content-Type': 'application/json' },
      });
    expect((await send(`Bearer ${await platform.token('person')}`)).status).not.toBe(401);
    for (const wrong of ['Bearer x', 'Bearer', 'Basic YTpi'])
      expect(await told(await send(wrong))).toEqual([401, 'unauthenticated']);
    const response = await browser.send('/api/v1/me', { headers: { Authorization: 'Bearer x' } });
    expect(await told(response)).toEqual([401, 'unauthenticated']);
  });
});

describe('acting for an organisation', () => {
  it('is chosen in a session, once for all its requests, and can be undone', async () => {
    const browser = await signedIn('agent');
    const { csrfToken } = await me(browser);
    const answer = await actFor(browser, changbai.creditCode, own(csrfToken));
    expect(await answer.json()).toMatchObject({ signedIn: true, actingFor: changbai, csrfToken });
    expect((await me(browser)).actingFor).toEqual(changbai);
    expect((await me(browser, { 'X-Acting-For': songjiang.creditCode })).actingFor).toEqual(songjiang);
    await actFor(browser, null, own(csrfToken));
    expect((await me(browser)).actingFor).toBeNull();
  });

  it('needs no choice where there is one', async () => {
    const browser = await signedIn('enterprise-a');
    const { actingFor, csrfToken } = await me(browser);
    expect(actingFor).toEqual(songjiang);
    await actFor(browser, null, own(csrfToken));
    expect((await me(browser)).actingFor).toBeNull();
  });

  it('is refused for an organisation of others, and changes nothing', async () => {
    const browser = await signedIn('enterprise-a');
    const { csrfToken } = await me(browser);
    const refused = await actFor(browser, changbai.creditCode, own(csrfToken));
    const body = (await refused.json()) as { code: string; allowed: string[] };
    expect([refused.status, body.code, body.allowed]).toEqual([
      403,
      'foreign-organisation',
      [songjiang.creditCode, 'self'],
    ]);
    expect((await me(browser)).actingFor).toEqual(songjiang);
    const byHeader = await browser.send('/api/v1/me', { headers: { 'X-Acting-For': changbai.creditCode } });
    expect(await told(byHeader)).toEqual([403, 'foreign-organisation']);
  });

  it('is named in the header with a token', async () => {
    const ask = async (account: string, wanted?: string) => {
      const headers = new Headers({ Authorization: `Bearer ${await platform.token(account)}` });
      if (wanted !== undefined) headers.set('X-Acting-For', wanted);
      return platform.browser().send('/api/v1/me', { headers });
    };
    const actingFor = async (...given: Parameters<typeof ask>) =>
      ((await (await ask(...given)).json()) as Me).actingFor;
    expect(await actingFor('agent')).toBeNull();
    expect(await actingFor('agent', changbai.creditCode)).toEqual(changbai);
    expect(await actingFor('enterprise-b')).toEqual(changbai);
    expect(await actingFor('enterprise-b', 'self')).toBeNull();
    for (const [account, wanted] of [
      ['enterprise-b', songjiang.creditCode],
      ['person', songjiang.creditCode],
      ['supervisor', 'anything'],
    ] as const)
      expect(await told(await ask(account, wanted))).toEqual([403, 'foreign-organisation']);
  });

  it('cannot be chosen with a token, which has no session', async () => {
    const headers = {
      Authorization: `Bearer ${await platform.token('agent')}`,
      'Content-Type': 'application/json',
    };
    const response = await actFor(platform.browser(), changbai.creditCode, headers);
    expect(await told(response)).toEqual([401, 'unauthenticated']);
  });
});

describe('a session', () => {
  it('ends on logout at once, and its cookie is worth nothing afterwards', async () => {
    const browser = await signedIn('person');
    const { csrfToken } = await me(browser);
    const stolen = platform.browser();
    for (const [key, cookie] of browser.cookies) stolen.cookies.set(key, cookie);
    const out = await browser.send('/auth/logout', { method: 'POST', body: '{}', headers: own(csrfToken) });
    const { signedIn: still, next } = (await out.json()) as { signedIn: boolean; next: string };
    expect([out.status, still, browser.cookies.has('session /')]).toEqual([200, false, false]);
    expect(await isSignedIn(stolen)).toBe(false);
    const { origin, pathname, searchParams } = new URL(next);
    expect(origin + pathname).toBe(`${platform.config.OIDC_ISSUER}/session/end`);
    expect(searchParams.get('post_logout_redirect_uri')).toBe(`${platform.url}/`);
    expect(searchParams.get('id_token_hint')).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+$/);
    const again = await stolen.send('/auth/logout', { method: 'POST', body: '{}', headers: own(csrfToken) });
    expect(await told(again)).toEqual([401, 'unauthenticated']);
  });

  it.each(['', 'x', 'x'.repeat(43), '../../records', '%00'.repeat(20), '"quoted"'])(
    'does not exist for the cookie %j',
    async (value) => {
      const browser = platform.browser();
      browser.cookies.set('session /', { name: 'session', value, path: '/', line: '' });
      expect(await isSignedIn(browser)).toBe(false);
    },
  );

  it('does not exist for a cookie of which one character was changed', async () => {
    const browser = await signedIn('person');
    const cookie = browser.cookies.get('session /');
    const value = (cookie?.value ?? '').replace(/^./, (first) => (first === 'A' ? 'B' : 'A'));
    if (cookie) browser.cookies.set('session /', { ...cookie, value });
    expect(await isSignedIn(browser)).toBe(false);
  });

  describe('with the time', () => {
    afterEach(() => platform.pass(9 * 60 * minute));

    it('ends half an hour after its last use', async () => {
      const browser = await signedIn('person');
      for (let count = 0; count < 3; count += 1) {
        platform.pass(29 * minute);
        expect(await isSignedIn(browser)).toBe(true);
      }
      platform.pass(30 * minute);
      expect(await isSignedIn(browser)).toBe(false);
    });

    it('ends after eight hours, however much it is used', async () => {
      const browser = await signedIn('person');
      for (let count = 0; count < 23; count += 1) {
        platform.pass(20 * minute);
        expect(await isSignedIn(browser)).toBe(true);
      }
      platform.pass(20 * minute);
      expect(await isSignedIn(browser)).toBe(false);
    });
  });
});

describe('under TLS', () => {
  const signIn: SignIn = {
    begin: async (returnTo) => ({
      address: 'https://login.example/authorize',
      pending: { state: 's', nonce: 'n', verifier: 'v', returnTo },
    }),
    finish: async () => ({
      outcome: 'signed-in',
      actor: { id: 'zhang', roles: [] },
      idToken: 'a.b.c',
    }),
    end: async () => 'https://login.example/logout',
  };

  it('both cookies are bound to the host and never sent without TLS', async () => {
    const secure = await openOpenPlatform({ rows: 3, more: { signIn } });
    const login = await secure.get('/auth/login?return=/my/');
    const [pending = ''] = login.headers.getSetCookie();
    expect(pending).toMatch(/^__Host-sign-in=[\w-]+; Max-Age=600; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
    const headers = { Cookie: pending.split(';')[0] ?? '' };
    const cookies = (await secure.get('/auth/callback?code=c&state=s', { headers })).headers.getSetCookie();
    const session = cookies.find((line) => line.startsWith('__Host-session=')) ?? '';
    expect(session).toMatch(/^__Host-session=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Lax$/);
    const value = session.split(';')[0] ?? '';
    const asked = async (cookie: string) =>
      (await (await secure.get('/api/v1/me', { headers: { Cookie: cookie } })).json()) as Me;
    expect((await asked(value)).signedIn).toBe(true);
    expect((await asked(value.replace('__Host-', ''))).signedIn).toBe(false);
    await secure.close();
  });
});

it('a provider that cannot be reached is told as an outage, to whoever signs in and to the operator', async () => {
  const alone = await openOpenPlatform({ rows: 3 });
  const response = await alone.get('/auth/login?return=/my/');
  expect(response.headers.get('Retry-After')).toBe('30');
  expect(await told(response)).toEqual([503, 'identity-unavailable']);
  expect(alone.logged).toContainEqual(
    expect.objectContaining({ level: 'warn', event: 'identity-unavailable' }),
  );
  await alone.close();
});
