/** The search index of a portal: made in a process of its own, put in place when the pages stand. */
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type PortalBuild, run } from './child-build.ts';
import { locales } from './src/i18n/index.ts';
import { searchBaseFile } from './src/search-base.ts';
import { emptyDelta } from './src/search-delta.ts';

const indexer = join(import.meta.dirname, 'index-search.ts');

export const searchStaging = (outDir: string): string => `${outDir}.search`;

/** Writes the search index beside the portal, so that it can be made while the pages are. `program`: where it is packed. */
export async function buildSearch(build: PortalBuild, program = indexer): Promise<void> {
  const directory = searchStaging(build.outDir);
  rmSync(directory, { recursive: true, force: true });
  await run(build, [program, directory]);
}

/** Puts the search index into the portal; nothing has changed since it was made. */
export function placeSearch(outDir: string): void {
  renameSync(searchStaging(outDir), join(outDir, 'pagefind'));
  renameSync(join(outDir, 'pagefind', searchBaseFile), join(outDir, searchBaseFile));
  mkdirSync(join(outDir, 'search'), { recursive: true });
  for (const locale of locales)
    writeFileSync(join(outDir, 'search', `${locale}.json`), JSON.stringify(emptyDelta));
}
