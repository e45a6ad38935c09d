/**
 * Makes editions of the portal under DATA_DIR/portal: whole ones, and from one edition the next, of which only the pages
 * that a publication touches are rendered. An edition that exists is used again.
 */
import { createHash } from 'node:crypto';
import { cp, mkdir, mkdtemp, readdir, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { buildPortal } from '../../site/build.ts';
import { ensureRenderer, rendererPath, rendererRevision } from '../../site/renderer-bundle.ts';
import { openRenderer, type RendererThread } from '../../site/renderer-thread.ts';
import { buildSearch, placeSearch } from '../../site/search-index.ts';
import { searchBaseFile } from '../../site/src/search-base.ts';
import { momentOf, type PortalEdition } from '../service/portal/edition.ts';
import type { Platform } from './platform.ts';
import { nameChange, nameWhole, type PortalTree, readTree, removeOthers } from './portal-tree.ts';

/** An edition as it can be shown, and changed into the next. */
export interface ShownPortal {
  readonly edition: PortalEdition;
  readonly tree: PortalTree;
  /** Has rendered the edition last, or read it; absent until it is needed. */
  readonly renderer?: RendererThread;
}

export interface BuildOptions {
  readonly onPage?: (pages: number) => void;
  /** Gives the build up; the signal's reason is thrown. */
  readonly stopping: AbortSignal;
  /** Hears of what failed and was made good in another way. */
  readonly onFault: (error: unknown) => void;
}

export interface PortalBuilder {
  /** The edition when it stands on the disk already. */
  find(edition: PortalEdition): Promise<ShownPortal | undefined>;
  /** All pages, with the search index. When the renderer fails, as a static build. */
  buildWhole(edition: PortalEdition, options: BuildOptions): Promise<ShownPortal>;
  /** The edition with a renderer that has read it and rehearsed a change, so that the first one need not wait for that. */
  prepare(shown: ShownPortal, options: BuildOptions): Promise<ShownPortal>;
  /** The pages that differ between the two editions, of one day. Throws when the renderer fails, and ends it. */
  change(from: ShownPortal, edition: PortalEdition, options: BuildOptions): Promise<ShownPortal>;
  /** Removes all editions from the disk but these, and what they are made of. */
  removeOthers(kept: readonly PortalTree[]): Promise<void>;
  /** Where the renderer's bundle is or will be. */
  readonly bundle: string;
}

export async function createPortalBuilder(
  platform: Pick<Platform, 'config' | 'workDirectory'>,
): Promise<PortalBuilder> {
  const { config } = platform;
  const { PORTAL_URL, SITE_SPONSOR, SITE_CODE, SITE_RECORD, DATA_DIR, RENDERER_DIR } = config;
  const revision = await rendererRevision();
  const program = hashOf([PORTAL_URL, SITE_SPONSOR, SITE_CODE, SITE_RECORD, revision]);
  const place: Place = {
    portals: join(DATA_DIR, 'portal', program),
    bundles: RENDERER_DIR,
    // Whatever is set comes with the environment of the thread that renders.
    revision,
    workDirectory: platform.workDirectory,
    portalUrl: PORTAL_URL,
  };
  await removeOthersThan(program, join(DATA_DIR, 'portal'));
  await removeUnused(place.bundles);
  return {
    bundle: rendererPath(place.bundles, revision),
    removeOthers: (kept) => removeOthers(place.portals, kept),
    async find(edition) {
      const tree = await readTree(place.portals, keyOf(edition));
      return tree && { edition, tree };
    },
    buildWhole: (edition, options) => buildWhole(place, edition, options),
    prepare: (shown, options) => prepare(place, shown, options),
    change: (from, edition, options) => change(place, from, edition, options),
  };
}

interface Place {
  readonly portals: string;
  readonly bundles: string;
  readonly revision: string;
  readonly workDirectory: string;
  readonly portalUrl: string;
}

async function buildWhole(place: Place, edition: PortalEdition, options: BuildOptions): Promise<ShownPortal> {
  try {
    return await renderWhole(place, edition, options);
  } catch (error) {
    options.stopping.throwIfAborted();
    options.onFault(error);
    return await staged(place, options, async (outDir) => {
      await buildPortal({ ...buildOf(place, edition, options), outDir });
      return { edition, tree: await nameWhole(place.portals, keyOf(edition), outDir) };
    });
  }
}

function renderWhole(place: Place, edition: PortalEdition, options: BuildOptions): Promise<ShownPortal> {
  return staged(place, options, async (outDir) => {
    const renderer = await openBundle(place, options);
    const failed = new AbortController();
    const signal = AbortSignal.any([options.stopping, failed.signal]);
    signal.addEventListener('abort', () => void renderer.close(), { once: true });
    try {
      const { snapshot, buildMoment } = buildOf(place, edition, options);
      const shown = { snapshot, moment: buildMoment };
      await Promise.all([
        cp(join(rendererPath(place.bundles, place.revision), 'client'), outDir, { recursive: true }),
        renderer.run({ edition: shown, outDir, all: true }, options.onPage),
        buildSearch({ ...buildOf(place, edition, options), outDir, signal }),
      ]);
      placeSearch(outDir);
      return { edition, renderer, tree: await nameWhole(place.portals, keyOf(edition), outDir) };
    } catch (error) {
      failed.abort(); // of renderer and indexer, the one that still runs
      throw error;
    }
  });
}

async function change(
  place: Place,
  from: ShownPortal,
  edition: PortalEdition,
  options: BuildOptions,
): Promise<ShownPortal> {
  const renderer = from.renderer ?? (await openShowing(place, from, options));
  return unlessFailed(renderer, options, () =>
    staged(place, options, async (outDir) => {
      const rendered = await renderer.run({ edition: pagesOf(place, { ...from, edition }, options), outDir });
      const tree = await nameChange(place.portals, keyOf(edition), outDir, from.tree, rendered);
      return { edition, tree, renderer };
    }),
  );
}

async function prepare(place: Place, shown: ShownPortal, options: BuildOptions): Promise<ShownPortal> {
  const renderer = shown.renderer ?? (await openShowing(place, shown, options));
  return unlessFailed(renderer, options, async () => {
    await renderer.run({ edition: pagesOf(place, shown, options), rehearse: true });
    return { ...shown, renderer };
  });
}

/** A renderer that has read what is shown, for an edition that was found on the disk. */
async function openShowing(place: Place, shown: ShownPortal, options: BuildOptions) {
  const renderer = await openBundle(place, options);
  return unlessFailed(renderer, options, async () => {
    await renderer.run({ edition: pagesOf(place, shown, options) });
    return renderer;
  });
}

/** What `work` answers; the renderer ends when that fails, or is given up. */
async function unlessFailed<T>(renderer: RendererThread, { stopping }: BuildOptions, work: () => Promise<T>) {
  const end = (): void => void renderer.close();
  stopping.addEventListener('abort', end, { once: true });
  try {
    return await work();
  } catch (error) {
    await renderer.close();
    throw error;
  } finally {
    stopping.removeEventListener('abort', end);
  }
}

/** Pages of the edition, whose search adds to the index of the whole portal that the tree rests on. */
function pagesOf(place: Place, { edition, tree }: ShownPortal, options: BuildOptions) {
  const { snapshot, buildMoment: moment } = buildOf(place, edition, options);
  return { snapshot, moment, searchBase: join(tree.base, searchBaseFile) };
}

/** A renderer; its bundle counts as used from now on: another version of the program beside this one leaves it. */
async function openBundle(place: Place, options: BuildOptions): Promise<RendererThread> {
  const { bundles, revision, portalUrl } = place;
  const bundle = await ensureRenderer(bundles, revision, { portalUrl, signal: options.stopping });
  const now = new Date();
  await utimes(bundle, now, now);
  return openRenderer({ bundle, portalUrl });
}

/** Runs `make` on an empty directory, which goes unless it was given a name. A killed build's goes with all abandoned work. */
async function staged<T>(
  { workDirectory }: Place,
  { stopping }: BuildOptions,
  make: (outDir: string) => Promise<T>,
): Promise<T> {
  const outDir = await mkdtemp(join(workDirectory, 'portal-'));
  try {
    return await make(outDir);
  } catch (error) {
    stopping.throwIfAborted();
    throw error;
  } finally {
    for (const left of [outDir, `${outDir}.search`])
      await rm(left, { recursive: true, force: true, maxRetries: 10 });
  }
}

function buildOf(place: Place, edition: PortalEdition, { onPage, stopping }: BuildOptions) {
  return {
    snapshot: edition.catalogue.path,
    outDir: '',
    portalUrl: place.portalUrl,
    buildMoment: momentOf(edition),
    onProgress: onPage,
    signal: stopping,
  };
}

const hashOf = (parts: readonly unknown[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 24);

const keyOf = ({ catalogue, day }: PortalEdition): string => hashOf([catalogue.info, day]);

/** What other versions of the program, or other settings, have left. */
async function removeOthersThan(name: string, directory: string): Promise<void> {
  await mkdir(directory, { recursive: true });
  for (const other of await readdir(directory))
    if (other !== name) await rm(join(directory, other), { recursive: true, force: true });
}

/** Longer than from one day's build of the whole portal, which opens the bundle anew, to the next. */
const bundlesKeptMs = 2 * 86_400_000;

/** Bundles that no running process has opened for long; a page's code is read when it is first rendered. */
async function removeUnused(directory: string): Promise<void> {
  await mkdir(directory, { recursive: true });
  for (const name of await readdir(directory)) {
    const path = join(directory, name);
    const { mtimeMs } = await stat(path);
    if (Date.now() - mtimeMs > bundlesKeptMs) await rm(path, { recursive: true, force: true });
  }
}
