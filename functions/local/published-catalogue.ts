/**
 * The catalogue and the portal that this process shows. Whoever publishes (this process, a command beside it,
 * another machine) switches the pointer in the records; this process looks every second and follows: the
 * interfaces at once, the pages as soon as they are built. Pages are built anew each day too: they say what is overdue.
 */
import type { Catalogue } from '../service/catalogue/catalogue.ts';
import { refreshSnapshot } from '../service/catalogue/snapshot.ts';
import {
  openSnapshot,
  type SnapshotPointer,
  snapshotPointer,
} from '../service/catalogue/snapshot-pointer.ts';
import { chinaDay } from '../service/clock.ts';
import type { Platform } from './platform.ts';
import { type BuildOptions, ensurePortal, type PortalEdition } from './portal.ts';

export interface PublishedCatalogue {
  readonly catalogue: () => Catalogue;
  /** The directory of the built portal. */
  readonly portal: () => string;
  /** Whether the pages show this very catalogue; false between a publication and the end of the build. */
  readonly portalIsCurrent: () => boolean;
  /** Looks at the pointer now; resolves when the interfaces show what it names. */
  follow(): Promise<void>;
  stop(): Promise<void>;
}

const lookEveryMs = 1000;
/** A reader of the former snapshot has this long to finish. */
const graceMs = 60_000;
/** After a failed build of the pages the next one waits, unless something is published before. */
const retryBuildMs = 60_000;

export interface FollowOptions extends BuildOptions {
  /** Hears of a failed follow or build; the old state stays up. */
  readonly onFault: (error: unknown) => void;
}

/** Opens the newest snapshot, builds its portal, and keeps following. Throws the reason of `stopping` when that comes first. */
export async function openPublishedCatalogue(
  platform: Platform,
  { onPage, onFault, stopping }: FollowOptions,
): Promise<PublishedCatalogue> {
  let pointer = await refreshSnapshot(platform.snapshot);
  let catalogue = await openSnapshot(platform.blobs, pointer);
  const today = () => chinaDay(platform.now());
  const editionOf = (sha256: string, day: string) => `${sha256} ${day}`;
  const first = { catalogue, day: today() };
  let portal = {
    directory: await firstPortal(platform, first, { onPage, stopping }),
    of: editionOf(pointer.sha256, first.day),
    shows: pointer.sha256,
  };
  let failed = { of: '', at: 0 };
  let switching: Promise<void> = Promise.resolve();
  let building: Promise<void> | undefined;

  const build = async (edition: PortalEdition, shows: string): Promise<void> => {
    const of = editionOf(shows, edition.day);
    try {
      const directory = await ensurePortal(platform, edition, { stopping });
      portal = { directory, of, shows };
    } catch (error) {
      failed = { of, at: Date.now() };
      if (!stopping.aborted) onFault(error);
    } finally {
      building = undefined;
    }
  };
  const show = async (next: SnapshotPointer): Promise<void> => {
    const previous = catalogue;
    catalogue = await openSnapshot(platform.blobs, next);
    pointer = next;
    setTimeout(() => previous.close(), graceMs).unref();
  };
  const look = async (): Promise<void> => {
    const next = await snapshotPointer(platform.records);
    if (next && next.sha256 !== pointer.sha256) await show(next);
    const day = today();
    const of = editionOf(pointer.sha256, day);
    const mayBuild = failed.of !== of || Date.now() - failed.at > retryBuildMs;
    if (portal.of !== of && !building && mayBuild) building = build({ catalogue, day }, pointer.sha256);
  };
  const follow = (): Promise<void> => {
    switching = switching.then(look, look);
    return switching;
  };
  const timer = setInterval(() => follow().catch(onFault), lookEveryMs);
  return {
    catalogue: () => catalogue,
    portal: () => portal.directory,
    portalIsCurrent: () => portal.shows === pointer.sha256,
    follow,
    async stop() {
      clearInterval(timer);
      await switching.catch(onFault);
      await building;
      catalogue.close();
    },
  };
}

async function firstPortal(
  platform: Platform,
  edition: PortalEdition,
  options: BuildOptions,
): Promise<string> {
  try {
    return await ensurePortal(platform, edition, options);
  } catch (error) {
    edition.catalogue.close();
    throw error;
  }
}
