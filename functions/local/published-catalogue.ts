/**
 * The catalogue and the portal that this process shows. Whoever publishes (this process, a command beside it,
 * another machine) switches the pointer in the records; this process looks every second and follows: the
 * interfaces at once, then the pages that were touched. `portal-follower.ts` keeps the pages in step.
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
import { type BuildOptions, createPortalBuilder } from './portal.ts';
import { followPortal, type PortalFollower } from './portal-follower.ts';
import type { PortalTree } from './portal-tree.ts';

export interface PublishedCatalogue {
  readonly catalogue: () => Catalogue;
  /** The portal as it stands: one edition, whole. */
  readonly portal: () => PortalTree;
  /** Whether the pages show this very catalogue; false between a publication and the end of the rendering. */
  readonly portalIsCurrent: () => boolean;
  /** Looks at the pointer now; resolves when the interfaces show what it names. */
  follow(): Promise<void>;
  stop(): Promise<void>;
}

const lookEveryMs = 1000;
/** A reader of the former snapshot has this long to finish. */
const graceMs = 60_000;

/** Opens the newest snapshot, builds its portal, and keeps following. Throws the reason of `stopping` when that comes first. */
export async function openPublishedCatalogue(
  platform: Platform,
  options: BuildOptions,
): Promise<PublishedCatalogue> {
  const { onFault } = options;
  let pointer = await refreshSnapshot(platform.snapshot);
  let catalogue = await openSnapshot(platform.blobs, pointer);
  const edition = () => ({ catalogue, day: chinaDay(platform.now()) });
  const portal = await firstPortal(platform, edition, options);
  let switching: Promise<void> = Promise.resolve();

  const show = async (next: SnapshotPointer): Promise<void> => {
    const previous = catalogue;
    catalogue = await openSnapshot(platform.blobs, next);
    pointer = next;
    setTimeout(() => previous.close(), graceMs).unref();
  };
  const look = async (): Promise<void> => {
    const next = await snapshotPointer(platform.records);
    if (next && next.sha256 !== pointer.sha256) await show(next);
    portal.follow();
  };
  const follow = (): Promise<void> => {
    switching = switching.then(look, look);
    return switching;
  };
  const timer = setInterval(() => follow().catch(onFault), lookEveryMs);
  return {
    catalogue: () => catalogue,
    portal: portal.tree,
    portalIsCurrent: portal.isCurrent,
    follow,
    async stop() {
      clearInterval(timer);
      await switching.catch(onFault);
      await portal.stop();
      catalogue.close();
    },
  };
}

async function firstPortal(
  platform: Platform,
  edition: Parameters<typeof followPortal>[1],
  options: BuildOptions,
): Promise<PortalFollower> {
  try {
    return await followPortal(await createPortalBuilder(platform), edition, options);
  } catch (error) {
    edition().catalogue.close();
    throw error;
  }
}
