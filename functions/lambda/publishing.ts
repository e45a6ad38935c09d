/** What publishes: in a function, and in a container for what is too large for one. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describedRoutes } from '../app.ts';
import { placesOf } from '../routes/dataset-places.ts';
import { refreshPortal } from '../service/catalogue/rendering.ts';
import { refreshSnapshot } from '../service/catalogue/snapshot.ts';
import { createPublicationService } from '../service/publication/publication.ts';
import { type Base, log, now } from './base.ts';
import { scratch } from './environment.ts';
import { openRendering } from './rendering.ts';

export function openPublishing(base: Base) {
  const workDirectory = join(scratch, 'work');
  mkdirSync(workDirectory, { recursive: true });
  const portal = { ...base, workDirectory, render: openRendering() };
  /** What was published is in the catalogue when it is answered. Its pages, if they fail, are asked for within a minute. */
  const showChange = async (): Promise<void> => {
    await refreshSnapshot(portal);
    await refreshPortal(portal).catch((error: unknown) =>
      log({ level: 'error', at: now().toISOString(), event: 'rendering', error: String(error) }),
    );
  };
  const publications = createPublicationService({
    ...portal,
    // Sample data is generated where this program itself publishes it.
    generators: {},
    generatorsRevision: 'none',
    onChanged: showChange,
    purge: {
      placesOf: (entry, number) => placesOf(describedRoutes(base.portalUrl), entry, number),
      // By the way that everybody takes.
      ask: (address) => fetch(`${base.portalUrl}${address}`, { redirect: 'manual' }),
    },
  });
  return { portal, publications, showChange };
}
