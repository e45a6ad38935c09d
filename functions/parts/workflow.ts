/** The part of the surface for people and their organisations: signing in, applications, keys, notifications. */
import { accessKeyRoutes } from '../routes/access-keys.ts';
import { applicationFigureRoutes } from '../routes/application-figures.ts';
import { applicationFileRoutes } from '../routes/application-files.ts';
import { applicationPreviewRoutes } from '../routes/application-preview.ts';
import { applicationReuseRoutes } from '../routes/application-reuse.ts';
import { applicationRoutes } from '../routes/applications.ts';
import { authRoutes } from '../routes/auth.ts';
import type { WorkflowDeps } from '../routes/deps.ts';
import { meRoutes } from '../routes/me.ts';
import { notificationRoutes } from '../routes/notifications.ts';
import type { Route } from '../routes/route.ts';
import { serviceGuideRoutes } from '../routes/service-guide.ts';
import { shareKeyRoutes } from '../routes/share-keys.ts';
import { webhookRoutes } from '../routes/webhooks.ts';
import { createApplicationService } from '../service/application/application.ts';
import { applicationDepsOf } from '../service/application/composed-deps.ts';

export function workflowPart(deps: WorkflowDeps): readonly Route[] {
  const applications = createApplicationService(applicationDepsOf(deps));
  return [
    ...accessKeyRoutes(deps),
    ...serviceGuideRoutes(deps),
    ...applicationRoutes(deps, applications),
    ...applicationFileRoutes(deps, applications),
    ...applicationReuseRoutes(deps, applications),
    ...applicationPreviewRoutes(deps, applications),
    ...applicationFigureRoutes(deps, applications),
    ...notificationRoutes(deps),
    ...shareKeyRoutes(deps),
    ...webhookRoutes(deps),
    ...authRoutes(deps),
    ...meRoutes(deps),
  ];
}
