/** The part of the surface that asks tables and hands out files, open ones and, by key, conditional ones. */
import { archiveRoutes } from '../routes/archives.ts';
import { ckanDatastoreRoutes } from '../routes/ckan/datastore-routes.ts';
import { datasetOpenapiRoutes } from '../routes/dataset-openapi.ts';
import type { QueryDeps } from '../routes/deps.ts';
import { fileRoutes } from '../routes/files.ts';
import { recordRoutes } from '../routes/records.ts';
import type { Route } from '../routes/route.ts';

export const queryPart = (deps: QueryDeps): readonly Route[] => [
  ...recordRoutes(deps),
  ...datasetOpenapiRoutes(deps),
  ...fileRoutes(deps),
  ...archiveRoutes(deps),
  ...ckanDatastoreRoutes(deps),
];
