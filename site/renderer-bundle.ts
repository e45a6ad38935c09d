/** The bundle that renders pages, of this version of the program: made once, used by every process and packed for the cloud. */
import { access, mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { buildRenderer } from './build.ts';
import type { PortalBuild } from './child-build.ts';
import { treeHash } from './tree-hash.ts';

/** A hash of what the pages are made of besides catalogue and settings. */
export const rendererRevision = (): Promise<string> => treeHash(['site', 'functions', 'package-lock.json']);

/** Where the bundle of a revision is or will be. */
export const rendererPath = (directory: string, revision: string): string =>
  join(directory, revision.slice(0, 24));

/** Makes the bundle below `directory` unless it is there; answers its path. A killed build leaves a hidden directory. */
export async function ensureRenderer(
  directory: string,
  revision: string,
  build: Pick<PortalBuild, 'portalUrl' | 'signal'>,
): Promise<string> {
  const path = rendererPath(directory, revision);
  if (await exists(path)) return path;
  await mkdir(directory, { recursive: true });
  const outDir = await mkdtemp(join(directory, '.making-'));
  try {
    await buildRenderer({ outDir, ...build });
    await rename(outDir, path);
    return path;
  } catch (error) {
    build.signal?.throwIfAborted();
    // Another process has made the very same one meanwhile.
    if (!(await exists(path))) throw error;
    return path;
  } finally {
    await rm(outDir, { recursive: true, force: true, maxRetries: 10 });
  }
}

async function exists(path: string): Promise<boolean> {
  try {
    await access(path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
}
