/**
 * The Astro project built in its two ways: static, all pages of a catalogue snapshot at once (same snapshot, moment and
 * settings: same bytes); and as a server bundle that renders the same pages one by one, for whichever catalogue.
 */
import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';
import { type PortalBuild, run } from './child-build.ts';
import { buildSearch, placeSearch, searchStaging } from './search-index.ts';

export interface BuiltPortal {
  readonly pages: number;
  readonly seconds: number;
}

const root = dirname(fileURLToPath(import.meta.url));
const astro = join(dirname(createRequire(import.meta.url).resolve('astro/package.json')), 'bin/astro.mjs');
/** Astro prints one line like `├─ /datasets/x/index.html (+3ms)` for each page. */
const pageLine = /^\S*\s*[├└]─ \//u;

/** Renders the pages and writes the search index, side by side. Throws when either fails, with its last words. */
export async function buildPortal(build: PortalBuild): Promise<BuiltPortal> {
  const start = performance.now();
  const other = new AbortController();
  const signal = build.signal ? AbortSignal.any([build.signal, other.signal]) : other.signal;
  let pages = 0;
  const countPage = (line: string): void => {
    if (!pageLine.test(stripVTControlCharacters(line))) return;
    pages += 1;
    build.onProgress?.(pages);
  };
  mkdirSync(build.outDir, { recursive: true });
  try {
    await Promise.all([
      run({ ...build, signal }, [astro, 'build', '--root', root, '--outDir', build.outDir], countPage),
      buildSearch({ ...build, signal }),
    ]);
    renameSync(join(build.outDir, 'en/404/index.html'), join(build.outDir, 'en/404.html'));
    rmSync(join(build.outDir, 'en/404'), { recursive: true });
    placeSearch(build.outDir);
  } finally {
    other.abort(); // of two processes, the one that still runs when the other has failed
    rmSync(searchStaging(build.outDir), { recursive: true, force: true });
  }
  return { pages, seconds: (performance.now() - start) / 1000 };
}

/**
 * Builds the server bundle: `server/entry.mjs` exports the handler that `renderer.ts` takes, `client/` holds the files
 * that the pages refer to. It holds no data of any catalogue. Throws with the last words of the build.
 */
export async function buildRenderer(
  build: Pick<PortalBuild, 'outDir' | 'portalUrl' | 'signal'>,
): Promise<void> {
  mkdirSync(build.outDir, { recursive: true });
  const args = [astro, 'build', '--root', root, '--outDir', build.outDir, '--silent'];
  await run({ ...build, snapshot: '', buildMoment: '' }, args, undefined, { PORTAL_BUILD: 'server' });
}
