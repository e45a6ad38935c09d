/**
 * Keeps the pages that CloudFront reads in step with the catalogue. Each is replaced by itself: first those that are new,
 * then those that lead to them, at last what nothing leads to any more goes; so no link leads nowhere, whenever the
 * process ends, and doing it again finishes it. A publication renders what it touches; a new day, another version of the
 * program and many publications have everything rendered, in as many calls as that takes, publications first.
 */
import { setImmediate as turn } from 'node:timers/promises';
import { snapshotPointer } from '../catalogue/snapshot-pointer.ts';
import { chinaDay, type Now } from '../clock.ts';
import { type Lease, takeLease } from '../lease.ts';
import type { JsonObject, Records } from '../ports.ts';
import { datasetOf, fileOf, isOutdated } from './edition.ts';
import { forgetOthers, goneFile, type Placed, readPlaced, writePlaced } from './placed.ts';
import { inBatches, type PlacingDeps, placeFile, removeFile } from './placing.ts';
import {
  leftOf,
  openSession,
  readKnown,
  type Session,
  type SessionDeps,
  showNext,
  type Work,
  wholeWork,
  workOf,
} from './session.ts';
import { finishWhole, placeAssets, type WholeDeps } from './whole.ts';

export interface PlacementDeps extends SessionDeps, WholeDeps {
  readonly records: Pick<Records, 'put' | 'get' | 'remove' | 'query'>;
  /** The version of the program, and what its settings put on the pages. */
  readonly program: string;
  readonly now: Now;
}

export interface Placement {
  /**
   * Brings the pages up to date; answers how that went. Ends early when `stopping` is aborted, or where another process
   * is at it: the next call goes on.
   */
  follow(stopping: AbortSignal): Promise<JsonObject>;
}

/** Who puts pages in place. */
const leaseName = 'portal-placement';
const kinds = ['created', 'standing', 'last'] as const;
/** Pages rendered before the next look at the catalogue. */
const batch = 64;
/** Pages until what is left is noted, for whoever goes on after this process was killed. */
const notedEvery = 5_000;

export function createPlacement(deps: PlacementDeps): Placement {
  let session: Session | undefined;
  return {
    async follow(stopping) {
      let pages = 0;
      for (;;) {
        const wanted = await wantedOf(deps);
        if (!wanted) return { portal: 'nothing is published yet' };
        const placed = await readPlaced(deps.kept);
        if (placed && isInStep(placed, wanted)) return { portal: 'in step', pages };
        if (stopping.aborted) return { portal: 'goes on', pages };
        const lease = await takeLease(deps.records, leaseName, deps.now);
        if (!lease) return { portal: 'another is at it', pages };
        try {
          const begun = await begin(deps, session, wanted, lease);
          session = undefined; // of no more use when something fails
          pages += await proceed(deps, begun, stopping);
          session = begun.session;
        } finally {
          await lease.release();
        }
      }
    },
  };
}

type Wanted = Pick<Placed, 'program' | 'day' | 'snapshot'>;

async function wantedOf({ records, now, program }: PlacementDeps): Promise<Wanted | undefined> {
  const pointer = await snapshotPointer(records);
  return pointer && { program, day: chinaDay(now()), snapshot: pointer.sha256 };
}

const isOf = (placed: Placed, wanted: Wanted): boolean =>
  placed.program === wanted.program && !isOutdated(placed, wanted.day);

const isInStep = (placed: Placed, wanted: Wanted): boolean =>
  !placed.left && placed.snapshot === wanted.snapshot && isOf(placed, wanted);

interface Begun {
  readonly session: Session;
  readonly work: Work;
  readonly lease: Lease;
}

/** Where the call before this one stopped, or with a whole edition. */
async function begin(
  deps: PlacementDeps,
  warm: Session | undefined,
  wanted: Wanted,
  lease: Lease,
): Promise<Begun> {
  const placed = await readPlaced(deps.kept);
  if (placed && isOf(placed, wanted) && (!placed.left || placed.left.waiting)) {
    const isShown = warm && JSON.stringify(warm.placed) === JSON.stringify(placed);
    if (!isShown) warm?.catalogue.close();
    const session = isShown ? warm : await openSession(deps, placed);
    const work = workOf(placed.left ?? { isWhole: false, removed: [] });
    session?.known.clear(); // whoever was killed meanwhile has told nobody
    if (session && work.isWhole) await readKnown(deps, session);
    if (session) return { session, work, lease };
  } else warm?.catalogue.close();
  const search = placed?.program === wanted.program ? placed.search : undefined;
  const next: Placed = {
    ...wanted,
    changes: 0,
    ...(search !== undefined && { search }),
    left: { isWhole: true, removed: [] },
  };
  const session = await openSession(deps, next);
  if (!session)
    throw new Error(`snapshot ${next.snapshot} is missing from the blobs; run the rebuild command`);
  await writePlaced(deps.kept, next, lease.held());
  await readKnown(deps, session);
  await placeAssets(deps, placingOf(deps, { session, lease }));
  return { session, work: wholeWork(session), lease };
}

const placingOf = (
  { pages }: PlacementDeps,
  { session, lease }: Pick<Begun, 'session' | 'lease'>,
): PlacingDeps => ({
  pages,
  held: lease.held,
  known: session.known,
});

/** Works until everything stands or `stopping` is aborted; answers how many pages were rendered. */
async function proceed(deps: PlacementDeps, begun: Begun, stopping: AbortSignal): Promise<number> {
  const { session, work, lease } = begun;
  let pages = 0;
  let noted = 0;
  let landing: Promise<void> = Promise.resolve();
  const note = async (): Promise<void> => {
    await landing;
    session.placed = { ...session.placed, left: leftOf(work) };
    await writePlaced(deps.kept, session.placed, lease.held());
    noted = pages;
  };
  for (;;) {
    const latest = await snapshotPointer(deps.records);
    if (latest && latest.sha256 !== session.placed.snapshot) {
      await showNext(deps, session, work, latest.sha256);
      await note(); // before any of it is placed: what is published next may touch less
    }
    if (stopping.aborted) {
      await note();
      return pages;
    }
    const kind = kinds.find((each) => work.waiting[each].length > 0);
    if (!kind) break;
    const files = await render(deps, work.waiting[kind].slice(0, batch));
    await landing;
    landing = place(deps, begun, files);
    landing.catch(() => {}); // told where it is awaited
    pages += files.size;
    const rest = work.waiting[kind].slice(batch);
    work.waiting = { ...work.waiting, [kind]: rest };
    if (rest.length === 0) {
      await landing;
      await placeSearch(deps, begun);
    }
    if (pages - noted >= notedEvery) await note();
    await turn(); // requests that are done with are let go of between turns only, and the lease is prolonged
  }
  await finish(deps, begun);
  return pages;
}

async function render({ renderer }: PlacementDeps, paths: readonly string[]) {
  const files = new Map<string, Uint8Array>();
  for (const path of paths) files.set(fileOf(path), await renderer.render(path));
  return files;
}

async function place(deps: PlacementDeps, begun: Begun, files: ReadonlyMap<string, Uint8Array>) {
  const placing = placingOf(deps, begun);
  await inBatches([...files.keys()], async (file) => {
    const bytes = files.get(file) ?? new Uint8Array();
    if (!isGone(begun.session, file)) return placeFile(placing, file, bytes);
    await deps.kept.put(goneFile(file), bytes, {
      mediaType: 'text/html; charset=utf-8',
      signal: begun.lease.held(),
    });
    return removeFile(placing, file);
  });
}

const isGone = ({ catalogue }: Session, file: string): boolean => {
  const id = datasetOf(`/${file}`);
  return id !== undefined && catalogue.entry(id)?.status === 'withdrawn';
};

/** What changed since the index was made. Without telling what that is nothing can be said of it. */
async function placeSearch(deps: PlacementDeps, begun: Begun): Promise<void> {
  const { search, searchBase } = begun.session;
  if (searchBase === undefined) return;
  const placing = placingOf(deps, begun);
  for (const [file, content] of Object.entries(search))
    await placeFile(placing, file, Buffer.from(JSON.stringify(content)));
}

/** The pages stand: the search learns of them, what is no more goes, and it is noted that nothing is left. */
async function finish(deps: PlacementDeps, begun: Begun): Promise<void> {
  const { session, work, lease } = begun;
  const placing = placingOf(deps, begun);
  await placeSearch(deps, begun);
  await inBatches([...work.removed].map(fileOf), (file) => removeFile(placing, file));
  if (work.isWhole) {
    const pages = [...session.all].map(fileOf).filter((file) => !isGone(session, file));
    await finishWhole(deps, session, placing, pages);
  }
  const { left: _, ...placed } = session.placed;
  session.placed = placed;
  await writePlaced(deps.kept, placed, lease.held());
  if (work.isWhole) await forgetOthers(deps.kept, placed.search);
  work.isWhole = false;
}
