/** Routes as one Hono app, and around them ids, logs, headers, errors. What answers, all of them or some, is the caller's choice. */
import { Hono } from 'hono';
import { getPath } from 'hono/utils/url';
import { problem } from './routes/answer.ts';
import type { AppContext, Env, SurfaceDeps } from './routes/deps.ts';
import { compress } from './routes/http/compress.ts';
import { refuseKeyInUrl } from './routes/http/key-in-url.ts';
import { acceptedPath, isNegotiated } from './routes/http/negotiation.ts';
import { requestScope } from './routes/http/request-scope.ts';
import { preflight, securityHeaders } from './routes/http/security-headers.ts';
import { outageProblem } from './routes/outage.ts';
import { honoPattern, type Route } from './routes/route.ts';
import { IdentityOutage } from './service/identity-outage.ts';

export function createSurface(deps: SurfaceDeps, routes: readonly Route[]): Hono<Env> {
  const app = new Hono<Env>({
    getPath: (request) => acceptedPath(getPath(request), request.headers.get('Accept') ?? ''),
  });
  app.use(requestScope(deps), securityHeaders(deps.portalUrl), compress, refuseKeyInUrl);
  for (const route of routes) {
    app.on(route.method, honoPattern(route), async (c) => {
      c.set('isOpenData', route.isOpenData);
      if (!route.standsAlone) await deps.before?.();
      return route.handle(c);
    });
  }
  for (const [pattern, same] of Map.groupBy(routes, honoPattern))
    app.all(pattern, (c) => otherMethod(c, same));
  app.notFound((c) => elsewhere(deps, c));
  app.onError((error, c) => failed(deps, error, c));
  return app;
}

/** OPTIONS where any page may read, which is never told that it may do more; 405 for the rest. */
function otherMethod(c: AppContext, routes: readonly Route[]): Response {
  const isOpenData = routes.some((route) => route.isOpenData);
  c.set('isOpenData', isOpenData);
  if (c.req.method === 'OPTIONS' && isOpenData) return preflight(c);
  const methods = routes.flatMap(({ method }) => (method === 'GET' ? ['GET', 'HEAD'] : [method]));
  const allowed = isOpenData ? [...methods, 'OPTIONS'] : methods;
  return problem(c, 'method-not-allowed', { headers: { Allow: allowed.join(', ') }, members: { allowed } });
}

/** Addresses that belong to machines answer with a problem; all others are the portal's. */
const isMachineAddress = (path: string): boolean => /^\/(?:api|auth|files)(?:\/|$)/.test(path);

async function elsewhere(deps: SurfaceDeps, c: AppContext): Promise<Response> {
  if (isMachineAddress(c.req.path) || !deps.portal) return problem(c, 'unknown-address');
  if (c.req.method !== 'GET' && c.req.method !== 'HEAD') {
    const allowed = ['GET', 'HEAD'];
    return problem(c, 'method-not-allowed', { headers: { Allow: allowed.join(', ') }, members: { allowed } });
  }
  const page = await deps.portal(c.req.raw);
  if (!page) return problem(c, 'unknown-address');
  // What a page of another origin may use are the portal's data files, not its pages.
  c.set('isOpenData', true);
  if (!isNegotiated(c.req.path)) return page;
  const negotiated = new Response(page.body, page);
  negotiated.headers.append('Vary', 'Accept');
  return negotiated;
}

function failed(deps: SurfaceDeps, error: Error, c: AppContext): Response {
  const outage = outageProblem(error);
  if (error instanceof IdentityOutage) c.var.warn('identity-unavailable', { error: error.message });
  if (outage) return problem(c, outage.code, { headers: { 'Retry-After': String(outage.retryAfter) } });
  const request = c.var.requestId;
  if (!c.req.raw.signal.aborted)
    deps.log({ level: 'error', at: deps.now().toISOString(), request, error: error.stack ?? error.message });
  return problem(c, 'internal');
}
