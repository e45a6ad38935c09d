/** The part of the surface that publishes. */
import type { PublicationDeps } from '../routes/deps.ts';
import { harvestedRoutes } from '../routes/harvested.ts';
import { objectionQuarantineRoutes } from '../routes/objection-quarantine.ts';
import { publicationRoutes } from '../routes/publications.ts';
import { quarantineRoutes } from '../routes/quarantines.ts';
import type { Route } from '../routes/route.ts';
import { uploadRoutes } from '../routes/uploads.ts';

export const publicationPart = (deps: PublicationDeps): readonly Route[] => [
  ...publicationRoutes(deps),
  ...uploadRoutes(deps),
  ...harvestedRoutes(deps),
  ...objectionQuarantineRoutes(deps),
  ...quarantineRoutes(deps),
];
