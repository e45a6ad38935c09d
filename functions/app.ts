/** The whole HTTP surface as one Hono app: routes from their table, and around them ids, logs, headers, errors. */
import { Hono } from 'hono';
import { accessKeyRoutes } from './routes/access-keys.ts';
import { problem } from './routes/answer.ts';
import { applicationFigureRoutes } from './routes/application-figures.ts';
import { applicationFileRoutes } from './routes/application-files.ts';
import { applicationPreviewRoutes } from './routes/application-preview.ts';
import { applicationRoutes } from './routes/applications.ts';
import { authRoutes } from './routes/auth.ts';
import { catalogueFileRoutes } from './routes/catalogue-files.ts';
import { datasetRoutes } from './routes/datasets.ts';
import type { AppContext, AppDeps, Env } from './routes/deps.ts';
import { feedRoutes } from './routes/feed.ts';
import { fileRoutes } from './routes/files.ts';
import { healthRoutes } from './routes/health.ts';
import { compress } from './routes/http/compress.ts';
import { refuseKeyInUrl } from './routes/http/key-in-url.ts';
import { requestScope } from './routes/http/request-scope.ts';
import { preflight, securityHeaders } from './routes/http/security-headers.ts';
import { meRoutes } from './routes/me.ts';
import { notificationRoutes } from './routes/notifications.ts';
import { openapiRoute } from './routes/openapi.ts';
import { outageProblem } from './routes/outage.ts';
import { publicationRoutes } from './routes/publications.ts';
import { recordRoutes } from './routes/records.ts';
import { honoPattern, type Route } from './routes/route.ts';
import { serviceGuideRoutes } from './routes/service-guide.ts';
import { webhookRoutes } from './routes/webhooks.ts';
import { createApplicationService } from './service/application/application.ts';
import type { ApplicationDeps } from './service/application/contract.ts';
import { IdentityOutage } from './service/identity.ts';
import { notificationRows } from './service/notification/outbox.ts';
import { openWorkingCalendar } from './service/working-calendar.ts';

export type { AppDeps } from './routes/deps.ts';

/** What applications need of what the routes are given. */
export function applicationDepsOf(deps: AppDeps): ApplicationDeps {
  const {
    records,
    blobs,
    now,
    catalogue,
    signatures,
    onOpening,
    calendar = openWorkingCalendar(deps),
  } = deps;
  return {
    records,
    blobs,
    now,
    catalogue,
    calendar,
    ...(signatures && { signatures }),
    ...(onOpening && { onOpening }),
    rowsFor: notificationRows(deps),
  };
}

/** Every route, in the order in which the interface reference shows them. */
export function routesOf(deps: AppDeps): readonly Route[] {
  const applications = createApplicationService(applicationDepsOf(deps));
  const routes = [
    ...datasetRoutes(deps),
    ...recordRoutes(deps),
    ...fileRoutes(deps),
    ...catalogueFileRoutes(deps),
    ...feedRoutes(deps),
    ...publicationRoutes(deps),
    ...accessKeyRoutes(deps),
    ...serviceGuideRoutes(deps),
    ...applicationRoutes(deps, applications),
    ...applicationFileRoutes(deps, applications),
    ...applicationPreviewRoutes(deps, applications),
    ...applicationFigureRoutes(deps, applications),
    ...notificationRoutes(deps),
    ...webhookRoutes(deps),
    ...authRoutes(deps),
    ...meRoutes(deps),
    ...healthRoutes(deps),
  ];
  return [...routes, openapiRoute(routes, deps)];
}

export function createApp(deps: AppDeps): Hono<Env> {
  const app = new Hono<Env>();
  app.use(requestScope(deps), securityHeaders(deps.portalUrl), compress, refuseKeyInUrl);
  const routes = routesOf(deps);
  for (const route of routes) {
    app.on(route.method, honoPattern(route), (c) => {
      c.set('isOpenData', route.isOpenData);
      return route.handle(c);
    });
  }
  for (const [pattern, same] of Map.groupBy(routes, honoPattern))
    app.all(pattern, (c) => otherMethod(c, same));
  app.notFound((c) => elsewhere(deps, c));
  app.onError((error, c) => failed(deps, error, c));
  return app;
}

/** OPTIONS where any page may read, 405 for the rest. */
function otherMethod(c: AppContext, routes: readonly Route[]): Response {
  const isOpenData = routes.every((route) => route.isOpenData);
  c.set('isOpenData', isOpenData);
  if (c.req.method === 'OPTIONS' && isOpenData) return preflight(c);
  const methods = routes.flatMap(({ method }) => (method === 'GET' ? ['GET', 'HEAD'] : [method]));
  const allowed = isOpenData ? [...methods, 'OPTIONS'] : methods;
  return problem(c, 'method-not-allowed', { headers: { Allow: allowed.join(', ') }, members: { allowed } });
}

/** Addresses that belong to machines answer with a problem; all others are the portal's. */
const isMachineAddress = (path: string): boolean => /^\/(?:api|auth|files)(?:\/|$)/.test(path);

async function elsewhere(deps: AppDeps, c: AppContext): Promise<Response> {
  if (isMachineAddress(c.req.path) || !deps.portal) return problem(c, 'unknown-address');
  if (c.req.method !== 'GET' && c.req.method !== 'HEAD') {
    const allowed = ['GET', 'HEAD'];
    return problem(c, 'method-not-allowed', { headers: { Allow: allowed.join(', ') }, members: { allowed } });
  }
  const page = await deps.portal(c.req.raw);
  if (!page) return problem(c, 'unknown-address');
  // What a page of another origin may use are the portal's data files, not its pages.
  c.set('isOpenData', true);
  return page;
}

function failed(deps: AppDeps, error: Error, c: AppContext): Response {
  const outage = outageProblem(error);
  if (error instanceof IdentityOutage) c.var.warn('identity-unavailable', { error: error.message });
  if (outage) return problem(c, outage.code, { headers: { 'Retry-After': String(outage.retryAfter) } });
  const request = c.var.requestId;
  if (!c.req.raw.signal.aborted)
    deps.log({ level: 'error', at: deps.now().toISOString(), request, error: error.stack ?? error.message });
  return problem(c, 'internal');
}
