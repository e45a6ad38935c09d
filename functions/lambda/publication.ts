/** Publishing from agencies' own systems. What is too large for a function goes through the container task. */
import './quick-start.ts';

import { tokenSettings, tokenVerifierOf } from '../identity-provider.ts';
import type { JobsBy } from '../parts/timetable.ts';
import { refreshPortal } from '../service/catalogue/rendering.ts';
import { now, openBase } from './base.ts';
import { environment } from './environment.ts';
import { publicationHandler } from './handlers/publication.ts';
import { httpOrTaskHandler } from './http.ts';
import { openPublishing } from './publishing.ts';
import type { Task } from './tasks.ts';
import { openUploads } from './uploads.ts';

/** What a function URL takes, in bytes. */
const mostBytes = 6 * 1024 ** 2;

const base = await openBase();
const { portal, publications } = openPublishing(base);
const { workDirectory } = portal;
const deps = {
  ...base,
  // The first publication finds nothing published.
  before: async () => {},
  workDirectory,
  maxUploadBytes: mostBytes,
  verifyToken: tokenVerifierOf(environment(...tokenSettings), now),
  publications,
  uploads: openUploads({ ...portal, publications }),
};

const tasks = {
  // Conditional opening in figures, and whatever else changed the catalogue without a word to its pages.
  openings: async () => ({ portal: await refreshPortal(portal) }),
  'own-datasets': async () => {
    const { publishOwnDaily } = await import('./own-datasets.ts');
    await publishOwnDaily(portal, publications);
    return { portal: await refreshPortal(portal) };
  },
} satisfies Record<JobsBy<'publication'>, Task>;

export const handler = httpOrTaskHandler(publicationHandler(deps), base, tasks);
