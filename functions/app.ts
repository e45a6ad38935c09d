/** The whole HTTP surface: all its parts in one process. In the cloud each part is a function of its own. */
import type { Hono } from 'hono';
import { oversightPart } from './parts/oversight.ts';
import { publicPart } from './parts/public.ts';
import { publicationPart } from './parts/publication.ts';
import { queryPart } from './parts/query.ts';
import { workflowPart } from './parts/workflow.ts';
import type { AppDeps, Env } from './routes/deps.ts';
import { openapiRoute } from './routes/openapi.ts';
import type { Route } from './routes/route.ts';
import { createSurface } from './surface.ts';

export type { AppDeps } from './routes/deps.ts';

const partsOf = (deps: AppDeps): readonly Route[] => [
  ...publicPart(deps),
  ...queryPart(deps),
  ...publicationPart(deps),
  ...workflowPart(deps),
  ...oversightPart(deps),
];

/** Every route, in the order in which the interface reference shows them. */
export function routesOf(deps: AppDeps): readonly Route[] {
  const routes = partsOf(deps);
  return [...routes, openapiRoute(routes, deps)];
}

/** Every route but that of the description, to be asked what it is and never to answer: nothing is behind it. */
export function describedRoutes(portalUrl: string): readonly Route[] {
  const absent = (): never => {
    throw new Error('these routes describe themselves and answer nothing');
  };
  const known: Readonly<Record<string, unknown>> = { portalUrl };
  return partsOf(new Proxy({}, { get: (_, name) => known[String(name)] ?? absent }) as AppDeps);
}

export function createApp(deps: AppDeps): Hono<Env> {
  return createSurface(deps, routesOf(deps));
}
