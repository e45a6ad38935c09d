/** The part of the surface that reads the public catalogue: small, quick to start, and able to do nothing else. */
import { catalogueFileRoutes } from '../routes/catalogue-files.ts';
import { ckanRoutes } from '../routes/ckan/routes.ts';
import { datasetRoutes } from '../routes/datasets.ts';
import { dcatRoutes } from '../routes/dcat.ts';
import type { HealthDeps } from '../routes/deps.ts';
import { descriptionRoutes } from '../routes/descriptions.ts';
import { feedRoutes } from '../routes/feed.ts';
import { healthRoutes } from '../routes/health.ts';
import { logRoutes } from '../routes/log.ts';
import { nationalRecordRoutes } from '../routes/national-record.ts';
import { openListRoutes } from '../routes/open-list.ts';
import { opensearchRoutes } from '../routes/opensearch.ts';
import type { Route } from '../routes/route.ts';
import { wholeCatalogueRoutes } from '../routes/whole-catalogue.ts';

export const publicPart = (deps: HealthDeps): readonly Route[] => [
  ...datasetRoutes(deps),
  ...descriptionRoutes(deps),
  ...nationalRecordRoutes(deps),
  ...catalogueFileRoutes(deps),
  ...dcatRoutes(deps),
  ...wholeCatalogueRoutes(deps),
  ...feedRoutes(deps),
  ...openListRoutes(deps),
  ...opensearchRoutes(deps),
  ...logRoutes(deps),
  ...ckanRoutes(deps),
  ...healthRoutes(deps),
];
