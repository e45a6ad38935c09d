/** Who asks: a bearer token speaks for them, or the session of a browser. A token is never mixed with a session. */
import { type Actor, actingFor, oneself } from '../domain/actor.ts';
import { createSessions, type Session } from '../service/session.ts';
import { problem } from './answer.ts';
import type { AppContext, AppDeps } from './deps.ts';
import { sessionId } from './http/cookies.ts';
import { crossSiteRefusal } from './http/cross-site.ts';

type IdentityDeps = Pick<AppDeps, 'verifyToken' | 'records' | 'now'>;

type Asker =
  | { readonly kind: 'anonymous' }
  | { readonly kind: 'account'; readonly actor: Actor; readonly session?: Session }
  | { readonly kind: 'refused'; readonly response: Response };

export const actingForHeader = {
  'X-Acting-For': {
    description: {
      zh: '代表的单位：统一社会信用代码，或者 self（本人）；只有一个单位时可以不写，有多个时必须写明才能提出申请',
      en: 'The organisation acted for: its credit code, or `self`; not needed when there is only one; with several, nothing is made for a party that nobody named',
    },
    json: { type: 'string', pattern: `^(${oneself}|[0-9A-HJ-NPQRTUWXY]{18})$` },
  },
};

/** Looks at the request's own credentials and nothing else. With a session, a request that acts must be the portal's own. */
export async function askerOf(deps: IdentityDeps, c: AppContext): Promise<Asker> {
  const authorization = c.req.header('Authorization');
  if (authorization !== undefined) return bearer(deps, c, authorization);
  const id = sessionId(c);
  const session = id === undefined ? undefined : await createSessions(deps).find(id);
  if (!session) return { kind: 'anonymous' };
  const response = crossSiteRefusal(c, session.csrfToken);
  if (response) return { kind: 'refused', response };
  return acting(c, session.actor, session);
}

async function bearer({ verifyToken }: IdentityDeps, c: AppContext, authorization: string): Promise<Asker> {
  const [, token] = /^Bearer +([\w.~+/=-]{1,8192})$/i.exec(authorization) ?? [];
  const actor = token && (await verifyToken(token));
  if (actor) return acting(c, actor);
  const detail = token ? 'The token is not valid here, or has expired.' : 'The request brings no token.';
  return { kind: 'refused', response: unauthenticated(c, detail, token ? 'invalid_token' : undefined) };
}

/** Whom the actor acts for: as the header says, or else as the session's person chose. */
function acting(c: AppContext, actor: Actor, session?: Session): Asker {
  const wanted = c.req.header('X-Acting-For');
  const asked = session && wanted === undefined ? actor : actingFor(actor, wanted);
  if (asked) return { kind: 'account', actor: asked, ...(session && { session }) };
  return { kind: 'refused', response: foreignOrganisation(c, actor) };
}

export function foreignOrganisation(c: AppContext, { organisations = [] }: Actor): Response {
  const allowed = [...organisations.map(({ creditCode }) => creditCode), oneself];
  return problem(c, 'foreign-organisation', { members: { allowed } });
}

/** What is made for a party is not made for one that nobody chose: the answer lists whom it could be for. */
export function partyUndecided(c: AppContext, { name, id, organisations = [] }: Actor): Response {
  const own = { party: oneself, name: name ?? id };
  const parties = [...organisations.map(({ creditCode, name }) => ({ party: creditCode, name })), own];
  return problem(c, 'party-undecided', { members: { parties } });
}

function unauthenticated(c: AppContext, detail: string, error?: string): Response {
  const challenge = `Bearer realm="${c.var.portalUrl}"${error ? `, error="${error}"` : ''}`;
  return problem(c, 'unauthenticated', { detail, headers: { 'WWW-Authenticate': challenge } });
}

/** Runs `handle` for whoever asks with a valid token (RFC 6750) or session; answers 401 to anybody else. */
export async function authenticated(
  deps: IdentityDeps,
  c: AppContext,
  handle: (actor: Actor) => Promise<Response>,
): Promise<Response> {
  const asker = await askerOf(deps, c);
  if (asker.kind === 'refused') return asker.response;
  if (asker.kind === 'account') return handle(asker.actor);
  return unauthenticated(c, 'The request brings no token, and no session that is still open.');
}

/** The same for what only a session can do. */
export async function withSession(
  deps: IdentityDeps,
  c: AppContext,
  handle: (session: Session) => Promise<Response>,
): Promise<Response> {
  const asker = await askerOf(deps, c);
  if (asker.kind === 'refused') return asker.response;
  if (asker.kind === 'account' && asker.session) return handle(asker.session);
  return unauthenticated(c, 'This needs the session of a browser.');
}
