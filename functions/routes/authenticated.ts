import type { Actor } from '../domain/actor.ts';
import { problem } from './answer.ts';
import type { AppContext, AppDeps } from './deps.ts';

/** Runs `handle` for whoever the bearer token speaks for; without a valid one answers 401 (RFC 6750). */
export async function authenticated(
  { verifyToken }: Pick<AppDeps, 'verifyToken'>,
  c: AppContext,
  handle: (actor: Actor) => Promise<Response>,
): Promise<Response> {
  const [, token] = /^Bearer +([\w.~+/=-]{1,8192})$/i.exec(c.req.header('Authorization') ?? '') ?? [];
  const actor = token && (await verifyToken(token));
  if (actor) return handle(actor);
  const error = token ? ', error="invalid_token"' : '';
  return problem(c, 'unauthenticated', {
    detail: token ? 'The token is not valid here, or has expired.' : 'The request brings no token.',
    headers: { 'WWW-Authenticate': `Bearer realm="${c.var.portalUrl}"${error}` },
  });
}
