/**
 * The built portal under DATA_DIR/portal: one directory per catalogue and site version, complete before its
 * name is switched in. A build that exists is used again.
 */
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { buildPortal } from '../../site/build.ts';
import type { Catalogue } from '../service/catalogue/catalogue.ts';
import type { Config } from './config.ts';
import type { Platform } from './platform.ts';
import { treeHash } from './tree-hash.ts';

/** What the pages are made of besides the catalogue. */
const sources = ['site', 'functions', 'package-lock.json'];
const buildsKept = 2;

export interface BuildOptions {
  readonly onPage?: (pages: number) => void;
  /** Gives the build up; the signal's reason is thrown. */
  readonly stopping: AbortSignal;
}

export interface PortalEdition {
  readonly catalogue: Catalogue;
  /** The day in China that the pages speak of, CCYY-MM-DD: what is due and overdue depends on it. */
  readonly day: string;
}

/** The directory of the portal of this edition, built now unless it already stands. */
export async function ensurePortal(
  { config, workDirectory }: Pick<Platform, 'config' | 'workDirectory'>,
  edition: PortalEdition,
  { onPage = () => {}, stopping }: BuildOptions,
): Promise<string> {
  const portals = join(config.DATA_DIR, 'portal');
  const directory = join(portals, await portalKey(config, edition));
  if (await exists(directory)) return directory;
  await mkdir(portals, { recursive: true });
  // What a killed build leaves goes the way of all abandoned work.
  const staging = await mkdtemp(join(workDirectory, 'portal-'));
  try {
    await buildPortal({
      snapshot: edition.catalogue.path,
      outDir: staging,
      portalUrl: config.PORTAL_URL,
      buildMoment: momentOf(edition),
      onProgress: onPage,
      signal: stopping,
    });
    await rename(staging, directory);
  } catch (error) {
    stopping.throwIfAborted();
    throw error;
  } finally {
    await rm(staging, { recursive: true, force: true, maxRetries: 10 });
  }
  await removeOldBuilds(portals, directory);
  return directory;
}

/** The latest publication, or the beginning of the day where that is later: the same edition has the same moment. */
function momentOf({ catalogue, day }: PortalEdition): string {
  const dayBegins = new Date(`${day}T00:00:00+08:00`).toISOString();
  const wasPublishedToday = catalogue.info.updated > dayBegins;
  return wasPublishedToday ? catalogue.info.updated : dayBegins;
}

async function portalKey(config: Config, { catalogue, day }: PortalEdition): Promise<string> {
  const { PORTAL_URL, SITE_SPONSOR, SITE_CODE, SITE_RECORD } = config;
  const settings = [catalogue.info, day, PORTAL_URL, SITE_SPONSOR, SITE_CODE, SITE_RECORD];
  const program = await treeHash(sources);
  return createHash('sha256')
    .update(JSON.stringify([settings, program]))
    .digest('hex')
    .slice(0, 24);
}

/** Keeps the newest builds, so that a page being read does not lose its assets at a switch. */
async function removeOldBuilds(portals: string, current: string): Promise<void> {
  const builds = await Promise.all(
    (await readdir(portals)).map(async (name) => ({
      path: join(portals, name),
      changed: (await stat(join(portals, name))).mtimeMs,
    })),
  );
  const old = builds.filter(({ path }) => path !== current).sort((a, b) => b.changed - a.changed);
  for (const { path } of old.slice(buildsKept - 1)) await rm(path, { recursive: true, force: true });
}

const exists = (path: string): Promise<boolean> =>
  stat(path).then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return false;
      throw error;
    },
  );
