/** What stands where readers find it: told beside the pages, so that it is true of these very pages. */
import { createHash } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Shelf } from '../ports-portal.ts';

/** Request paths of pages to render: all of one kind before any of the next. */
export interface Waiting {
  /** Pages that do not stand yet, before those that lead to them. */
  readonly created: readonly string[];
  readonly standing: readonly string[];
  /** The pages that say "not found", where there were none: until then whoever asks is told to wait. */
  readonly last: readonly string[];
}

/** What is still to be done until the edition stands. */
export interface Left {
  /** All pages are made anew, and the search index after them. */
  readonly isWhole: boolean;
  /** Absent as long as nothing was noted: everything. */
  readonly waiting?: Waiting;
  /** Request paths of pages that go when nothing leads to them any more. */
  readonly removed: readonly string[];
}

export interface Placed {
  /** The program and its settings that made the pages. */
  readonly program: string;
  readonly day: string;
  /** Hash of the snapshot. */
  readonly snapshot: string;
  /** Publications since all pages were made. */
  readonly changes: number;
  /** The file that tells what the search index holds; absent before there is an index. */
  readonly search?: string;
  readonly left?: Left;
}

const editionFile = 'edition.json';
const json = 'application/json';

export async function readPlaced(kept: Shelf): Promise<Placed | undefined> {
  const bytes = await kept.get(editionFile);
  return bytes && (JSON.parse(Buffer.from(bytes).toString('utf8')) as Placed);
}

export const writePlaced = (kept: Shelf, placed: Placed, signal: AbortSignal): Promise<void> =>
  kept.put(editionFile, Buffer.from(JSON.stringify(placed)), { mediaType: json, signal });

/** The tombstone of a dataset is told with 410, which no bucket does: it lies here, and a function shows it. */
export const goneFile = (file: string): string => `gone/${file}`;

/** Keeps what a search index holds, under a name of its own. */
export async function keepSearchBase(kept: Shelf, bytes: Uint8Array, signal: AbortSignal): Promise<string> {
  const name = `search-base-${createHash('md5').update(bytes).digest('hex')}.json`;
  await kept.put(name, bytes, { mediaType: json, signal });
  return name;
}

/** A path on this machine of what a search index holds; undefined without an index. */
export async function searchBasePath(kept: Shelf, directory: string, name: string | undefined) {
  if (name === undefined) return undefined;
  const path = join(directory, name);
  const bytes = await kept.get(name);
  if (!bytes) return undefined;
  await writeFile(path, bytes);
  return path;
}

/** Beside what the index of the same edition holds, so that both change with one write. */
const leavingFile = (search: string): string => `leaving-${search}`;

/** Files of the edition before that pages in somebody's browser may still ask for; they go with the next whole edition. */
export async function readLeaving(kept: Shelf, search: string | undefined): Promise<ReadonlySet<string>> {
  const bytes = search === undefined ? undefined : await kept.get(leavingFile(search));
  return new Set(bytes ? (JSON.parse(Buffer.from(bytes).toString('utf8')) as string[]) : []);
}

export const writeLeaving = (
  kept: Shelf,
  search: string,
  files: readonly string[],
  signal: AbortSignal,
): Promise<void> =>
  kept.put(leavingFile(search), Buffer.from(JSON.stringify(files)), { mediaType: json, signal });

/** Removes what belongs to search indexes that are no more. */
export async function forgetOthers(kept: Shelf, search: string | undefined): Promise<void> {
  const lists = await Promise.all(['search-base-', 'leaving-'].map((start) => kept.list(start)));
  const names = lists.flatMap((files) => [...files.keys()]);
  for (const name of names) if (search === undefined || !name.endsWith(search)) await kept.remove(name);
}
