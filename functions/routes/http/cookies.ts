/** The platform's cookies: the session's id, a sign-in that is on its way, and that somebody signed out. Unreadable for scripts, bound to the host. */
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import type { PendingSignIn } from '../../service/sign-in.ts';
import type { AppContext } from '../deps.ts';

const sessionName = 'session';
const signInName = 'sign-in';
const signInSeconds = 600;
const signedOutName = 'signed-out';
/** Longer than providers remember people. */
const signedOutSeconds = 30 * 86_400;

/** Under TLS the prefix keeps every other host and every unencrypted connection from setting them (RFC 6265bis, 4.1.3.2). */
const prefixOf = (portalUrl: string) => (portalUrl.startsWith('https://') ? ('host' as const) : undefined);
export const sessionCookieName = (portalUrl: string): string =>
  prefixOf(portalUrl) ? `__Host-${sessionName}` : sessionName;

function options(c: AppContext) {
  const prefix = prefixOf(c.var.portalUrl);
  return {
    path: '/',
    httpOnly: true,
    // The provider sends the person back by a link: Strict would leave the sign-in behind.
    sameSite: 'Lax',
    ...(prefix && { prefix, secure: true }),
  } as const;
}

export const sessionId = (c: AppContext): string | undefined =>
  getCookie(c, sessionName, prefixOf(c.var.portalUrl));

/** Until the browser is closed; the records know when the session ends. */
export const setSession = (c: AppContext, id: string): void => setCookie(c, sessionName, id, options(c));
export const clearSession = (c: AppContext): void => void deleteCookie(c, sessionName, options(c));

/** Until the next sign-in: whoever signed out, perhaps for somebody else to sign in, is asked then which account it is. */
export const markSignedOut = (c: AppContext): void =>
  setCookie(c, signedOutName, '1', { ...options(c), maxAge: signedOutSeconds });
export const isSignedOut = (c: AppContext): boolean =>
  getCookie(c, signedOutName, prefixOf(c.var.portalUrl)) !== undefined;
export const clearSignedOut = (c: AppContext): void => void deleteCookie(c, signedOutName, options(c));

const members = ['state', 'nonce', 'verifier', 'returnTo'] as const;

/** Kept by the browser itself, so that strangers cannot fill the records; who changes it only spoils their own sign-in. */
export function setPending(c: AppContext, pending: PendingSignIn): void {
  const value = Buffer.from(JSON.stringify(members.map((name) => pending[name]))).toString('base64url');
  setCookie(c, signInName, value, { ...options(c), maxAge: signInSeconds });
}

export const clearPending = (c: AppContext): void => void deleteCookie(c, signInName, options(c));

/** The sign-in on its way; undefined when there is none that makes sense. */
export function readPending(c: AppContext): PendingSignIn | undefined {
  const value = getCookie(c, signInName, prefixOf(c.var.portalUrl));
  if (value === undefined) return undefined;
  const parts = listOf(Buffer.from(value, 'base64url').toString('utf8'));
  const [state, nonce, verifier, returnTo] = parts;
  if (!state || !nonce || !verifier || !returnTo || parts.length !== members.length) return undefined;
  return { state, nonce, verifier, returnTo };
}

function listOf(text: string): string[] {
  try {
    const list: unknown = JSON.parse(text);
    return Array.isArray(list) ? list.filter((each) => typeof each === 'string') : [];
  } catch (error) {
    if (error instanceof SyntaxError) return [];
    throw error;
  }
}
