/** What a whole edition has besides its pages: the files they refer to, and an index for the search. */
import { readdir, readFile, rm } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { Shelf } from '../ports-portal.ts';
import type { PageEdition } from './page-renderer.ts';
import { keepSearchBase, readLeaving, searchBasePath, writeLeaving } from './placed.ts';
import { inBatches, type PlacingDeps, placeDirectory, removeFile } from './placing.ts';
import { pageEdition, type Session } from './session.ts';

export interface WholeDeps {
  readonly kept: Shelf;
  readonly workDirectory: string;
  /** A directory with the files that pages refer to. */
  readonly assets: string;
  /** Writes the index into the empty directory, as files of the portal; answers the path of what tells what it holds. */
  readonly index: (edition: PageEdition, directory: string) => Promise<string>;
}

/** What the browser reads first of an index: it names the files of the rest. */
const indexEntry = 'pagefind/pagefind-entry.json';

/** Before the pages that refer to them. */
export const placeAssets = async ({ assets }: WholeDeps, placing: PlacingDeps): Promise<void> =>
  placeDirectory(placing, assets, await filesOf(assets));

/** Puts the index in place, and removes what is none of the edition's. */
export async function finishWhole(
  deps: WholeDeps,
  session: Session,
  placing: PlacingDeps,
  pages: readonly string[],
): Promise<void> {
  const { kept, workDirectory, assets } = deps;
  const directory = join(workDirectory, 'search-index');
  await rm(directory, { recursive: true, force: true });
  try {
    const base = await deps.index(pageEdition(session), directory);
    const search = await keepSearchBase(kept, await readFile(base), placing.held());
    const files = (await filesOf(directory)).filter((file) => join(directory, file) !== base);
    const isIndex = (file: string) => file.startsWith('pagefind/') && file !== indexEntry;
    await placeDirectory(placing, directory, files.filter(isIndex));
    await placeDirectory(
      placing,
      directory,
      files.filter((file) => file === indexEntry),
    );
    await placeDirectory(
      placing,
      directory,
      files.filter((file) => !file.startsWith('pagefind/')),
    );
    const leaving = await readLeaving(kept, session.placed.search);
    session.placed = { ...session.placed, search };
    session.searchBase = await searchBasePath(kept, workDirectory, search);
    const wanted = new Set([...pages, ...files, ...(await filesOf(assets))]);
    const stay = await sweep(placing, wanted, leaving);
    await writeLeaving(kept, search, stay, placing.held());
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

/** Pages go at once; what pages in a browser may still ask for stays until the next whole edition, and is answered. */
async function sweep(placing: PlacingDeps, wanted: ReadonlySet<string>, leaving: ReadonlySet<string>) {
  const others = [...placing.known.keys()].filter((file) => !wanted.has(file));
  const mayStay = (file: string) => /^(?:_astro|pagefind)\//.test(file) && !leaving.has(file);
  const gone = others.filter((file) => !mayStay(file));
  await inBatches(gone, (file) => removeFile(placing, file));
  return others.filter(mayStay);
}

async function filesOf(directory: string): Promise<string[]> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(directory, join(entry.parentPath, entry.name)).replaceAll('\\', '/'));
}
