/** What the renderer of this process shows, and the work that follows from it. */
import { rm } from 'node:fs/promises';
import type { Catalogue } from '../catalogue/catalogue.ts';
import { openSnapshot } from '../catalogue/snapshot-pointer.ts';
import type { Blobs } from '../ports.ts';
import type { Shelf } from '../ports-portal.ts';
import { fileOf, momentOf } from './edition.ts';
import type { PageEdition, PageRenderer } from './page-renderer.ts';
import { type Left, type Placed, searchBasePath, type Waiting } from './placed.ts';

export interface SessionDeps {
  readonly blobs: Pick<Blobs, 'localFile'>;
  readonly pages: Shelf;
  readonly kept: Shelf;
  readonly renderer: PageRenderer;
  /** On a real disk. */
  readonly workDirectory: string;
  /** Whether local copies of snapshots are this process's alone, to be removed when they are not shown any more. */
  readonly ownsSnapshots: boolean;
}

export interface Session {
  placed: Placed;
  catalogue: Catalogue;
  searchBase: string | undefined;
  /** Request paths of all pages of the catalogue. */
  readonly all: Set<string>;
  /** MD5 of the files that stand, as far as that is known. */
  readonly known: Map<string, string>;
  /** The delta of the search that goes with what is shown. */
  search: Readonly<Record<string, unknown>>;
}

export interface Work {
  isWhole: boolean;
  waiting: Waiting;
  removed: Set<string>;
}

const pointerOf = (sha256: string) => ({ number: 0, sha256 });

export const pageEdition = ({ catalogue, placed, searchBase }: Omit<Session, 'all' | 'known' | 'search'>) =>
  ({
    snapshot: catalogue.path,
    moment: momentOf({ catalogue, day: placed.day }),
    ...(searchBase !== undefined && { searchBase }),
  }) satisfies PageEdition;

/** Shows what `placed` tells of, to a renderer that shows something else. Undefined when its snapshot is no more. */
export async function openSession(deps: SessionDeps, placed: Placed): Promise<Session | undefined> {
  if (!(await deps.blobs.localFile(`snapshots/${placed.snapshot}.sqlite`))) return undefined;
  const catalogue = await openSnapshot(deps.blobs, pointerOf(placed.snapshot));
  const searchBase = await searchBasePath(deps.kept, deps.workDirectory, placed.search);
  const { touched, search } = await deps.renderer.show(pageEdition({ placed, catalogue, searchBase }), true);
  return { placed, catalogue, searchBase, all: new Set(touched), known: new Map(), search };
}

/** Learns what stands, for comparing with it. */
export async function readKnown({ pages }: SessionDeps, session: Session): Promise<void> {
  for (const [file, tag] of await pages.list('')) session.known.set(file, tag);
}

/** Everything is to be rendered. */
export function wholeWork(session: Session): Work {
  const stands = (path: string): boolean => session.known.has(fileOf(path));
  return { isWhole: true, waiting: sorted([...session.all], stands), removed: new Set() };
}

const nothing: Waiting = { created: [], standing: [], last: [] };

export const workOf = ({ isWhole, removed, waiting = nothing }: Left): Work => ({
  isWhole,
  waiting,
  removed: new Set(removed),
});

export const leftOf = ({ isWhole, waiting, removed }: Work): Left => ({
  isWhole,
  waiting,
  removed: [...removed],
});

function sorted(paths: readonly string[], stands: (path: string) => boolean): Waiting {
  const groups = Object.groupBy(paths, (path) => {
    if (stands(path)) return 'standing';
    return path.endsWith('/404/') ? 'last' : 'created';
  });
  return { ...nothing, ...groups };
}

/** Shows another catalogue of the same day; what it touches goes before all else of its kind. */
export async function showNext(deps: SessionDeps, session: Session, work: Work, sha256: string) {
  const former = session.catalogue;
  session.catalogue = await openSnapshot(deps.blobs, pointerOf(sha256));
  const { changes } = session.placed;
  session.placed = { ...session.placed, snapshot: sha256, changes: work.isWhole ? changes : changes + 1 };
  const { touched, removed, search } = await deps.renderer.show(pageEdition(session));
  former.close();
  if (deps.ownsSnapshots && former.path !== session.catalogue.path) await rm(former.path, { force: true });
  const { created, standing, last } = work.waiting;
  const absent = new Set([...created, ...last]);
  const first = sorted(touched, (path) => session.all.has(path) && !absent.has(path));
  const urgent = new Set([...touched, ...removed]);
  const rest = (paths: readonly string[]) => paths.filter((path) => !urgent.has(path));
  work.waiting = {
    created: [...first.created, ...rest(created)],
    standing: [...first.standing, ...rest(standing)],
    last: [...first.last, ...rest(last)],
  };
  for (const path of touched) {
    session.all.add(path);
    work.removed.delete(path);
  }
  for (const path of removed) {
    session.all.delete(path);
    work.removed.add(path);
  }
  session.search = search;
}
