/** The public catalogue as it stands now, for a process that only reads: it looks at the pointer, at most so often. */
import type { Now } from '../clock.ts';
import type { Blobs, Records } from '../ports.ts';
import type { Catalogue } from './catalogue.ts';
import { openSnapshot, type SnapshotPointer, snapshotPointer } from './snapshot-pointer.ts';

export interface FollowedCatalogue {
  /** The catalogue last looked at. Throws before the first look. */
  readonly current: () => Catalogue;
  /** Looks at the pointer unless that was done just now; opens what it names. Throws `NothingPublished`. */
  look(): Promise<void>;
}

/** The records name no snapshot yet: nothing was ever published. */
export class NothingPublished extends Error {
  override readonly name = 'NothingPublished';
}

/** How old a look may be: what was published a second ago is shown. */
const freshForMs = 1_000;
/** A reader of the former snapshot has this long to finish. */
const graceMs = 60_000;

export function followCatalogue({
  records,
  blobs,
  now,
}: {
  readonly records: Pick<Records, 'query'>;
  readonly blobs: Pick<Blobs, 'localFile'>;
  readonly now: Now;
}): FollowedCatalogue {
  let shown: { readonly pointer: SnapshotPointer; readonly catalogue: Catalogue } | undefined;
  let lookedAt = Number.NEGATIVE_INFINITY;
  let looking: Promise<void> | undefined;

  const lookAgain = async (): Promise<void> => {
    const at = now().getTime();
    const pointer = await snapshotPointer(records);
    if (!pointer) throw new NothingPublished('nothing is published yet');
    if (pointer.sha256 !== shown?.pointer.sha256) {
      const former = shown?.catalogue;
      shown = { pointer, catalogue: await openSnapshot(blobs, pointer) };
      if (former) setTimeout(() => former.close(), graceMs).unref();
    }
    lookedAt = at;
  };
  return {
    current: () => {
      if (!shown) throw new NothingPublished('the catalogue was not looked at');
      return shown.catalogue;
    },
    look: async () => {
      if (now().getTime() - lookedAt < freshForMs) return;
      looking ??= lookAgain().finally(() => {
        looking = undefined;
      });
      await looking;
    },
  };
}
