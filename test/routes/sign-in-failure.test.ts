import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { failurePage, signInFailures, signInTarget } from '../../functions/routes/http/sign-in-failure.ts';
import { IdentityOutage } from '../../functions/service/identity-outage.ts';
import type { SignInResult } from '../../functions/service/sign-in.ts';
import { locales, use } from '../../site/src/i18n/index.ts';
import { type OpenPlatform, openOpenPlatform, portalUrl } from '../support/open-platform.ts';

/** What the provider answers next. */
let finish: () => Promise<SignInResult>;
let isReachable = true;
const outage = new IdentityOutage('https://login.example cannot be used to sign in: timeout');

let platform: OpenPlatform;
beforeAll(async () => {
  const signIn = {
    begin: async (returnTo: string) => {
      if (!isReachable) throw outage;
      const pending = { state: 's', nonce: 'n', verifier: 'v', returnTo };
      return { address: 'https://login.example/authorize', pending };
    },
    finish: () => finish(),
    end: async () => 'https://login.example/logout',
  };
  platform = await openOpenPlatform({ rows: 3, more: { signIn } });
});
afterAll(() => platform.close());

const page = 'text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8';

async function begin(returnTo: string, accept = page) {
  const path = `/auth/login?return=${encodeURIComponent(returnTo)}`;
  const response = await platform.get(path, { headers: { Accept: accept } });
  return { response, cookie: response.headers.getSetCookie()[0]?.split(';')[0] ?? '' };
}
async function back(cookie: string, accept = page) {
  const headers = { Cookie: cookie, Accept: accept };
  return platform.get('/auth/callback?code=<script>&state=s&error=x', { headers });
}
const located = ({ status, headers }: Response) => [status, headers.get('Location')];
const failed =
  (reason: 'provider' | 'code' | 'answer' | 'claims'): typeof finish =>
  async () => ({ outcome: 'failed', reason });

describe('a browser whose sign-in fails', () => {
  it.each<[string, typeof finish, string]>([
    ['the provider reports an error', failed('provider'), 'provider'],
    ['the code is spent', failed('code'), 'mismatch'],
    ['the answer is to another question', failed('answer'), 'mismatch'],
    ['the account is not told', failed('claims'), 'account'],
    ['the person cancels', async () => ({ outcome: 'declined' }), 'declined'],
    ['the provider is out of reach', () => Promise.reject(outage), 'unavailable'],
  ])('is led to the page that says so: %s', async (_case, answer, reason) => {
    finish = answer;
    for (const [from, to] of [
      ['/my/?application=app_1', `/sign-in-failed/${reason}/?return=%2Fmy%2F%3Fapplication%3Dapp_1`],
      ['/en/my/', `/en/sign-in-failed/${reason}/?return=%2Fen%2Fmy%2F`],
      ['/', `/sign-in-failed/${reason}/`],
    ] as const) {
      const response = await back((await begin(from)).cookie);
      expect(located(response)).toEqual([303, to]);
      expect(response.headers.get('Cache-Control')).toBe('no-store');
      expect(response.headers.getSetCookie()).toEqual([
        expect.stringMatching(/^__Host-sign-in=;.*Max-Age=0/),
      ]);
    }
  });

  it('is told that it expired when it is not on its way here', async () => {
    expect(located(await back(''))).toEqual([303, '/sign-in-failed/expired/']);
    expect(located(await back('__Host-sign-in=x'))).toEqual([303, '/sign-in-failed/expired/']);
  });

  it('is told at once when the provider cannot be reached, and so is the operator', async () => {
    isReachable = false;
    const { response } = await begin('/en/desk/');
    isReachable = true;
    expect(located(response)).toEqual([303, '/en/sign-in-failed/unavailable/?return=%2Fen%2Fdesk%2F']);
    expect(platform.logged).toContainEqual(
      expect.objectContaining({ level: 'warn', event: 'identity-unavailable' }),
    );
  });
});

describe('a program', () => {
  it.each(['*/*', 'application/json', 'application/json, text/html;q=0.5', 'text/html;q=0, */*', ''])(
    'that accepts %j gets the problem',
    async (accept) => {
      finish = failed('answer');
      const response = await back((await begin('/my/')).cookie, accept);
      expect(response.headers.get('Content-Type')).toBe('application/problem+json');
      expect([response.status, await response.json()]).toMatchObject([400, { code: 'sign-in-failed' }]);
      finish = () => Promise.reject(outage);
      const unavailable = await back((await begin('/my/')).cookie, accept);
      expect(await unavailable.json()).toMatchObject({ code: 'identity-unavailable' });
    },
  );

  it('that is declined comes back to where it began', async () => {
    finish = async () => ({ outcome: 'declined' });
    expect(located(await back((await begin('/my/')).cookie, '*/*'))).toEqual([303, '/my/']);
  });
});

describe('signing in again', () => {
  it.each([
    ['/sign-in-failed/expired/', '/'],
    ['/en/sign-in-failed/expired/', '/en/'],
    ['/sign-in-failed/declined/?return=%2Fmy%2F%3Fapplication%3D1', '/my/?application=1'],
    ['/sign-in-failed/declined/?return=%2F%2Fevil.example%2F', '/'],
    ['/en/sign-in-failed/declined/?return=https%3A%2F%2Fevil.example%2F', '/en/'],
    ['/sign-in-failed/declined/?return=%2Fauth%2Flogout', '/'],
    ['/sign-in-failed/expired/?return=%2Fsign-in-failed%2Fexpired%2F', '/'],
    ['/my/?return=/x/', '/my/?return=/x/'],
  ])('from %s leads to %s', (path, target) => {
    expect(signInTarget(path, portalUrl)).toBe(target);
  });

  it('is possible from the page of any sign-in, however long the address where it began', async () => {
    for (const from of [`/${'x'.repeat(950)}`, `/my/?q=${'水'.repeat(90)}`]) {
      const address = failurePage('expired', from);
      expect((await begin(address)).response.headers.get('Location')).toBe('https://login.example/authorize');
    }
  });
});

it('every failure is told in every language, each with a title of its own', () => {
  for (const locale of locales) {
    const { reasons } = use(locale).signInFailed;
    expect(Object.keys(reasons)).toEqual([...signInFailures]);
    expect(new Set(Object.values(reasons).map(({ title }) => title)).size).toBe(signInFailures.length);
  }
});
