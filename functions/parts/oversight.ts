/** The part of the surface for rights and oversight: complaints, requests, questions, reuses (Art. 29, 30, 50), the audit. */
import { auditRoutes } from '../routes/audit.ts';
import { challengeRoutes } from '../routes/challenges.ts';
import type { OversightDeps } from '../routes/deps.ts';
import type { Route } from '../routes/route.ts';
import { voiceRoutes } from '../routes/voices.ts';

export const oversightPart = (deps: OversightDeps): readonly Route[] => [
  ...challengeRoutes(deps),
  ...voiceRoutes(deps),
  ...auditRoutes(deps),
];
