/** Renders the pages that CloudFront reads, one by one, with the same bundle as one machine, packed beside this function. */
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createPageRenderer, type PageHandler } from '../../site/renderer.ts';
import { buildSearch, placeSearch } from '../../site/search-index.ts';
import { searchBaseFile } from '../../site/src/search-base.ts';
import type { JobsBy } from '../parts/timetable.ts';
import type { PageEdition } from '../service/portal/page-renderer.ts';
import { createPlacement } from '../service/portal/placement.ts';
import { openBase } from './base.ts';
import { environment, packed, scratch } from './environment.ts';
import { openPortalShelves } from './portal.ts';
import type { RenderTask } from './rendering.ts';
import { runTask, type Task } from './tasks.ts';

/** What a call leaves of its time for what cannot be interrupted: the search index, and the end. */
const keptMs = 300_000;

const base = await openBase();
const { PORTAL_URL: portalUrl, ...footer } = environment(
  'PORTAL_URL',
  'SITE_SPONSOR',
  'SITE_CODE',
  'SITE_RECORD',
);
const bundle = join(packed, 'renderer');
const workDirectory = join(scratch, 'work');
mkdirSync(workDirectory, { recursive: true });

/** Lambda's process is this function's alone, so the pages are rendered in its one thread. */
const { handler: page } = (await import(pathToFileURL(join(bundle, 'server/entry.mjs')).href)) as {
  handler: PageHandler;
};

async function index({ snapshot, moment }: PageEdition, directory: string): Promise<string> {
  mkdirSync(directory, { recursive: true });
  const build = { snapshot, outDir: directory, portalUrl, buildMoment: moment };
  await buildSearch(build, join(bundle, 'index-search.mjs'));
  placeSearch(directory);
  return join(directory, searchBaseFile);
}

const revision = readFileSync(join(bundle, 'revision'), 'utf8');
const placement = createPlacement({
  ...base,
  ...openPortalShelves(),
  renderer: createPageRenderer(page),
  index,
  assets: join(bundle, 'client'),
  workDirectory,
  ownsSnapshots: true,
  program: createHash('sha256')
    .update(JSON.stringify([portalUrl, footer, revision]))
    .digest('hex'),
});

const follow: Task = (stopping) => placement.follow(stopping);
const tasks = { 'catalogue-changed': follow, pages: follow } satisfies Record<
  RenderTask | JobsBy<'render'>,
  Task
>;

export const handler = (event: object, context: { getRemainingTimeInMillis(): number }): Promise<void> =>
  runTask(base, tasks, event, Math.max(0, context.getRemainingTimeInMillis() - keptMs));
