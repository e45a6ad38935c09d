/** Signing in and out: the browser leaves for the OpenID provider and comes back with a code, for which it gets a session. */
import type { Actor } from '../domain/actor.ts';
import { IdentityOutage } from '../service/identity-outage.ts';
import { createSessions } from '../service/session.ts';
import type { SignInFault } from '../service/sign-in.ts';
import { invalidRequest, problem } from './answer.ts';
import { withSession } from './authenticated.ts';
import type { AppContext, WorkflowDeps } from './deps.ts';
import {
  clearPending,
  clearSession,
  clearSignedOut,
  isSignedOut,
  markSignedOut,
  readPending,
  sessionId,
  setPending,
  setSession,
} from './http/cookies.ts';
import { csrfHeader } from './http/cross-site.ts';
import { longestReturn, returnPath } from './http/return-path.ts';
import {
  asksForPage,
  failurePage,
  isEnglish,
  type SignInFailure,
  signInTarget,
} from './http/sign-in-failure.ts';
import { readParameters, text } from './parameters.ts';
import type { Route } from './route.ts';

const loginQuery = {
  return: text(longestReturn, {
    zh: '登录后回到的本站地址，以 / 开头',
    en: 'Address of this portal to come back to, beginning with a slash',
  }),
};

/** Never kept by anybody: the address leads to one sign-in, the cookie belongs to one browser. */
function sendTo(c: AppContext, address: string): Response {
  c.header('Cache-Control', 'no-store');
  return c.redirect(address, 303);
}

async function login(deps: WorkflowDeps, c: AppContext): Promise<Response> {
  const read = readParameters(c.req.url, loginQuery);
  if (read.outcome === 'invalid') return invalidRequest(c, read.errors);
  const path = returnPath(read.values.return ?? '/', deps.portalUrl);
  if (path === undefined)
    return invalidRequest(c, [
      { field: 'return', message: 'must be an address of this portal that begins with one slash' },
    ]);
  const returnTo = signInTarget(path, deps.portalUrl);
  return unlessOutOfReach(c, returnTo, async () => {
    const locale = isEnglish(returnTo) ? 'en' : 'zh-CN';
    const { address, pending } = await deps.signIn.begin(returnTo, locale, { asksAgain: isSignedOut(c) });
    setPending(c, pending);
    return sendTo(c, address);
  });
}

const failureOf: Readonly<Record<SignInFault, SignInFailure>> = {
  provider: 'provider',
  code: 'mismatch',
  answer: 'mismatch',
  claims: 'account',
};

async function callback(deps: WorkflowDeps, c: AppContext): Promise<Response> {
  const pending = readPending(c);
  // Asked again: a cookie is what a browser sends, whoever wrote it.
  const returnTo = pending && returnPath(pending.returnTo, deps.portalUrl);
  if (!pending || returnTo === undefined) return notOnItsWay(deps, c);
  return unlessOutOfReach(c, returnTo, async () => {
    const result = await deps.signIn.finish(new URL(c.req.url).search.slice(1), pending);
    if (result.outcome === 'signed-in') return signedIn(deps, c, result, returnTo);
    if (result.outcome === 'declined')
      return backTo(c, asksForPage(c) ? failurePage('declined', returnTo) : returnTo);
    c.var.warn('sign-in-failed', { reason: result.reason });
    return signInFailed(c, failureOf[result.reason], returnTo);
  });
}

/** Nothing to be finished here. Who went back in the browser to a sign-in that succeeded is signed in: home, then. */
async function notOnItsWay(deps: WorkflowDeps, c: AppContext): Promise<Response> {
  const id = asksForPage(c) ? sessionId(c) : undefined;
  const session = id === undefined ? undefined : await createSessions(deps).find(id);
  return session ? backTo(c, '/') : signInFailed(c, 'expired');
}

async function signedIn(
  deps: WorkflowDeps,
  c: AppContext,
  { actor, idToken }: { readonly actor: Actor; readonly idToken: string },
  returnTo: string,
): Promise<Response> {
  const sessions = createSessions(deps);
  const before = sessionId(c);
  if (before !== undefined) await sessions.end(before);
  // Always a fresh id: one that somebody planted before the sign-in is worth nothing after it.
  setSession(c, await sessions.open(actor, idToken));
  clearSignedOut(c);
  return backTo(c, returnTo);
}

/** However it went, this sign-in is over. */
function backTo(c: AppContext, returnTo: string): Response {
  clearPending(c);
  return sendTo(c, returnTo);
}

/** For machines; people read it on the page. */
const details: Readonly<Partial<Record<SignInFailure, string>>> = {
  expired: 'This browser has no sign-in on its way, or it took more than ten minutes.',
};

function signInFailed(c: AppContext, failure: SignInFailure, returnTo?: string): Response {
  if (asksForPage(c)) return backTo(c, failurePage(failure, returnTo));
  const detail = details[failure] ?? 'The answer of the OpenID provider does not fit this sign-in.';
  c.res = problem(c, 'sign-in-failed', { detail });
  clearPending(c);
  return c.res;
}

/** A step that needs the provider; where it is out of reach, people read so on a page. Throws what it is for machines. */
async function unlessOutOfReach(
  c: AppContext,
  returnTo: string,
  step: () => Promise<Response>,
): Promise<Response> {
  try {
    return await step();
  } catch (error) {
    if (!(error instanceof IdentityOutage) || !asksForPage(c)) throw error;
    c.var.warn('identity-unavailable', { error: error.message });
    return backTo(c, failurePage('unavailable', returnTo));
  }
}

const logout = (deps: WorkflowDeps, c: AppContext): Promise<Response> =>
  withSession(deps, c, async ({ idToken }) => {
    await createSessions(deps).end(sessionId(c) ?? '');
    clearSession(c);
    markSignedOut(c);
    const next = await deps.signIn.end(idToken);
    return c.json({ signedIn: false, next }, 200, { 'Cache-Control': 'no-store' });
  });

export const csrfParameter = {
  [csrfHeader]: {
    description: { zh: '取自 GET /api/v1/me 的 csrfToken', en: '`csrfToken` of GET /api/v1/me' },
    json: { type: 'string' },
  },
};

/** What a request that acts with a session may be refused for. */
export const sessionProblems = [
  'unauthenticated',
  'cross-site-request',
  'csrf-token-invalid',
  'unsupported-media-type',
  'foreign-organisation',
] as const;

export function authRoutes(deps: WorkflowDeps): Route[] {
  const shared = { tag: 'account', isOpenData: false } as const;
  return [
    {
      ...shared,
      method: 'GET',
      path: '/auth/login',
      summary: { zh: '登录', en: 'Sign in' },
      query: loginQuery,
      answers: [
        {
          status: 303,
          description: 'To the OpenID provider; when it is out of reach, for browsers to a page that says so',
        },
      ],
      problems: ['invalid-request', 'identity-unavailable'],
      auth: 'optional',
      handle: (c) => login(deps, c),
    },
    {
      ...shared,
      method: 'GET',
      path: '/auth/callback',
      summary: { zh: '登录返回地址', en: 'Where the OpenID provider sends the browser back' },
      grammar: [
        {
          name: 'code|state|iss|error',
          description: { zh: '由 OpenID 服务给出', en: 'Given by the OpenID provider' },
        },
      ],
      answers: [
        {
          status: 303,
          description:
            'Back to where the sign-in began, with a session; when it failed, for browsers to a page that says why',
        },
      ],
      problems: ['sign-in-failed', 'identity-unavailable'],
      auth: 'optional',
      handle: (c) => callback(deps, c),
    },
    {
      ...shared,
      method: 'POST',
      path: '/auth/logout',
      summary: { zh: '退出登录', en: 'Sign out' },
      description: {
        zh: '会话立即失效；随后打开 next，在统一身份认证处一并退出。无论是否打开，这个浏览器下次登录都会询问账号。',
        en: 'The session ends at once; opening `next` signs out at the provider too. Either way, this browser is asked for the account at the next sign-in.',
      },
      headers: csrfParameter,
      body: () => ({ 'application/json': { type: 'object' } }),
      answers: [
        {
          status: 200,
          description: 'Signed out',
          content: { 'application/json': { $ref: '#/components/schemas/SignedOut' } },
        },
      ],
      problems: sessionProblems,
      auth: 'session',
      handle: (c) => logout(deps, c),
    },
  ];
}
