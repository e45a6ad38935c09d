import { describedRoutes } from '../../app.ts';
import { publicationPart } from '../../parts/publication.ts';
import type { PublicationDeps } from '../../routes/deps.ts';
import { openapiRoute } from '../../routes/openapi.ts';
import { createSurface } from '../../surface.ts';
import { type Flushing, httpHandler, type StreamingHandler } from '../http.ts';

/** Answers events of agencies that publish, and describes the whole interface. */
export function publicationHandler(deps: PublicationDeps & Flushing): StreamingHandler {
  const described = openapiRoute(describedRoutes(deps.portalUrl), deps);
  return httpHandler(createSurface(deps, [...publicationPart(deps), described]), deps);
}
