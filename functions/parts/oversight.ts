/**
 * The part of the surface for rights and oversight: objections (Art. 46), complaints, requests, questions, reuses (Art. 29,
 * 30, 50), favourites and what they subscribe to, sharing between agencies (Art. 24–26), monitoring (Art. 22), the audit.
 */
import { auditRoutes } from '../routes/audit.ts';
import { challengeRoutes } from '../routes/challenges.ts';
import type { OversightDeps } from '../routes/deps.ts';
import { favouriteRoutes } from '../routes/favourites.ts';
import { monitoringRoutes } from '../routes/monitoring.ts';
import { objectionRoutes } from '../routes/objections.ts';
import type { Route } from '../routes/route.ts';
import { shareRoutes } from '../routes/shares.ts';
import { unsubscribeRoutes } from '../routes/unsubscribe.ts';
import { voiceRoutes } from '../routes/voices.ts';
import { objectionDepsOf } from '../service/objection/composed-deps.ts';
import { createObjectionService } from '../service/objection/objection.ts';

export const oversightPart = (deps: OversightDeps): readonly Route[] => [
  ...challengeRoutes(deps),
  ...objectionRoutes(deps, createObjectionService(objectionDepsOf(deps))),
  ...voiceRoutes(deps),
  ...favouriteRoutes(deps),
  ...unsubscribeRoutes(deps),
  ...shareRoutes(deps),
  ...monitoringRoutes(deps),
  ...auditRoutes(deps),
];
