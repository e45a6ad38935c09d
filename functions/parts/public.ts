/** The part of the surface that reads the public catalogue: small, quick to start, and able to do nothing else. */
import { catalogueFileRoutes } from '../routes/catalogue-files.ts';
import { ckanRoutes } from '../routes/ckan/routes.ts';
import { datasetRoutes } from '../routes/datasets.ts';
import { dcatRoutes } from '../routes/dcat.ts';
import type { HealthDeps } from '../routes/deps.ts';
import { feedRoutes } from '../routes/feed.ts';
import { healthRoutes } from '../routes/health.ts';
import type { Route } from '../routes/route.ts';

export const publicPart = (deps: HealthDeps): readonly Route[] => [
  ...datasetRoutes(deps),
  ...catalogueFileRoutes(deps),
  ...dcatRoutes(deps),
  ...feedRoutes(deps),
  ...ckanRoutes(deps),
  ...healthRoutes(deps),
];
