import { publicPart } from '../../parts/public.ts';
import type { HealthDeps } from '../../routes/deps.ts';
import { createSurface } from '../../surface.ts';
import { type Flushing, httpHandler, type StreamingHandler } from '../http.ts';

/** Answers events with the part of the surface that reads the public catalogue. */
export const publicHandler = (deps: HealthDeps & Flushing): StreamingHandler =>
  httpHandler(createSurface(deps, publicPart(deps)), deps);
