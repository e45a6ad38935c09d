/** Publishing from agencies' own systems. What is too large for a function goes through the container task. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describedRoutes } from '../app.ts';
import { tokenSettings, tokenVerifierOf } from '../identity-provider.ts';
import { publicationPart } from '../parts/publication.ts';
import { openapiRoute } from '../routes/openapi.ts';
import { refreshSnapshot } from '../service/catalogue/snapshot.ts';
import { createPublicationService } from '../service/publication/publication.ts';
import { createSurface } from '../surface.ts';
import { now, openBase } from './base.ts';
import { environment, scratch } from './environment.ts';
import { httpHandler } from './http.ts';

/** What a function URL takes, in bytes. */
const mostBytes = 6 * 1024 ** 2;

const base = openBase();
const workDirectory = join(scratch, 'work');
mkdirSync(workDirectory, { recursive: true });
const snapshot = { ...base, workDirectory };
const deps = {
  ...base,
  // The first publication finds nothing published.
  before: async () => {},
  workDirectory,
  maxUploadBytes: mostBytes,
  verifyToken: tokenVerifierOf(environment(...tokenSettings), now),
  publications: createPublicationService({
    ...snapshot,
    // Sample data is generated where this program itself publishes it.
    generators: {},
    generatorsRevision: 'none',
    onChanged: async () => void (await refreshSnapshot(snapshot)),
  }),
};

const described = openapiRoute(describedRoutes(base.portalUrl), base);

export const handler = httpHandler(createSurface(deps, [...publicationPart(deps), described]));
