import { queryPart } from '../../parts/query.ts';
import type { QueryDeps } from '../../routes/deps.ts';
import { createSurface } from '../../surface.ts';
import { type Flushing, httpHandler, type StreamingHandler } from '../http.ts';

/** Answers events with tables and files. A frozen process writes nothing: the use of keys is written with each answer. */
export const queryHandler = (deps: QueryDeps & Flushing): StreamingHandler =>
  httpHandler(createSurface(deps, queryPart(deps)), deps, deps.accessKeys.flush);
