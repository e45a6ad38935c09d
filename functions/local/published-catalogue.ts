/**
 * The catalogue and the portal that this process shows. Whoever publishes (this process, a command beside it,
 * another machine) switches the pointer in the records; this process looks every second and follows.
 */
import type { Catalogue } from '../service/catalogue/catalogue.ts';
import { openSnapshot, refreshSnapshot, snapshotPointer } from '../service/catalogue/snapshot.ts';
import type { Platform } from './platform.ts';
import { ensurePortal } from './portal.ts';

export interface PublishedCatalogue {
  readonly catalogue: () => Catalogue;
  /** The directory of the built portal. */
  readonly portal: () => string;
  /** Looks at the pointer now and follows it. */
  follow(): Promise<void>;
  stop(): Promise<void>;
}

const lookEveryMs = 1000;

/** Opens the newest snapshot, builds its portal, and keeps following. `onFault` hears of a failed follow; the old state stays up. */
export async function openPublishedCatalogue(
  platform: Platform,
  onProgress: (done: number, step: string) => void,
  onFault: (error: unknown) => void,
): Promise<PublishedCatalogue> {
  let pointer = await refreshSnapshot(platform.snapshot);
  let catalogue = await openSnapshot(platform.blobs, pointer);
  let portal = await ensurePortal(platform.config, catalogue, onProgress);
  let following: Promise<void> = Promise.resolve();

  const followOnce = async () => {
    const next = await snapshotPointer(platform.records);
    if (!next || next.sha256 === pointer.sha256) return;
    const previous = catalogue;
    // The interfaces switch at once; the pages follow when they are built.
    catalogue = await openSnapshot(platform.blobs, next);
    pointer = next;
    previous.close();
    portal = await ensurePortal(platform.config, catalogue, () => {});
  };
  const follow = () => {
    following = following.then(followOnce, followOnce);
    return following;
  };
  const timer = setInterval(() => follow().catch(onFault), lookEveryMs);
  return {
    catalogue: () => catalogue,
    portal: () => portal,
    follow,
    async stop() {
      clearInterval(timer);
      await following.catch(onFault);
      catalogue.close();
    },
  };
}
