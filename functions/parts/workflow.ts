/** The part of the surface for people and their organisations: signing in, applications, keys, notifications. */
import { accessKeyRoutes } from '../routes/access-keys.ts';
import { applicationFigureRoutes } from '../routes/application-figures.ts';
import { applicationFileRoutes } from '../routes/application-files.ts';
import { applicationPreviewRoutes } from '../routes/application-preview.ts';
import { applicationRoutes } from '../routes/applications.ts';
import { authRoutes } from '../routes/auth.ts';
import type { WorkflowDeps } from '../routes/deps.ts';
import { meRoutes } from '../routes/me.ts';
import { notificationRoutes } from '../routes/notifications.ts';
import type { Route } from '../routes/route.ts';
import { serviceGuideRoutes } from '../routes/service-guide.ts';
import { webhookRoutes } from '../routes/webhooks.ts';
import { createApplicationService } from '../service/application/application.ts';
import type { ApplicationDeps } from '../service/application/contract.ts';
import { notificationRows } from '../service/notification/outbox.ts';
import { openWorkingCalendar } from '../service/working-calendar.ts';

/** What applications need of what the routes are given. */
export function applicationDepsOf(deps: WorkflowDeps): ApplicationDeps {
  const { records, blobs, now, catalogue, signatures, onOpening } = deps;
  const { calendar = openWorkingCalendar(deps) } = deps;
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

export function workflowPart(deps: WorkflowDeps): readonly Route[] {
  const applications = createApplicationService(applicationDepsOf(deps));
  return [
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
  ];
}
