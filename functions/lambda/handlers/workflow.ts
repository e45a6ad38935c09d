import { workflowPart } from '../../parts/workflow.ts';
import type { WorkflowDeps } from '../../routes/deps.ts';
import { createSurface } from '../../surface.ts';
import { type Flushing, httpHandler, type StreamingHandler } from '../http.ts';

/** Answers events of people and their organisations. */
export const workflowHandler = (deps: WorkflowDeps & Flushing): StreamingHandler =>
  httpHandler(createSurface(deps, workflowPart(deps)), deps);
