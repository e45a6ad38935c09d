import { oversightPart } from '../../parts/oversight.ts';
import type { OversightDeps } from '../../routes/deps.ts';
import { createSurface } from '../../surface.ts';
import { type Flushing, httpHandler, type StreamingHandler } from '../http.ts';

/** Answers events of those who file something, and of the offices that answer. */
export const oversightHandler = (deps: OversightDeps & Flushing): StreamingHandler =>
  httpHandler(createSurface(deps, oversightPart(deps)), deps);
