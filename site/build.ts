/**
 * The Astro project built in its two ways: static, all pages of a catalogue snapshot at once (same snapshot, moment and
 * settings: same bytes); and as a server bundle that renders the same pages one by one, for whichever catalogue.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';
import { locales } from './src/i18n/index.ts';
import { searchBaseFile } from './src/search-base.ts';
import { emptyDelta } from './src/search-delta.ts';

export interface PortalBuild {
  /** The snapshot file that every page is made from. */
  readonly snapshot: string;
  /** An absolute path; replaced; may lie anywhere. */
  readonly outDir: string;
  /** Public address without a closing slash. */
  readonly portalUrl: string;
  /** The moment that the pages speak of, ISO 8601 UTC. */
  readonly buildMoment: string;
  /** Called with the number of pages rendered so far. */
  readonly onProgress?: (pages: number) => void;
  readonly signal?: AbortSignal;
}

export interface BuiltPortal {
  readonly pages: number;
  readonly seconds: number;
}

const root = dirname(fileURLToPath(import.meta.url));
const astro = join(dirname(createRequire(import.meta.url).resolve('astro/package.json')), 'bin/astro.mjs');
/** Astro prints one line like `├─ /datasets/x/index.html (+3ms)` for each page. */
const pageLine = /^\S*\s*[├└]─ \//u;
const keptLines = 30;

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

const searchStaging = (outDir: string): string => `${outDir}.search`;

/** Writes the search index beside the portal, so that it can be made while the pages are. */
export async function buildSearch(build: PortalBuild): Promise<void> {
  const directory = searchStaging(build.outDir);
  rmSync(directory, { recursive: true, force: true });
  await run(build, [join(root, 'index-search.ts'), directory]);
}

/** Puts the search index into the portal; nothing has changed since it was made. */
export function placeSearch(outDir: string): void {
  renameSync(searchStaging(outDir), join(outDir, 'pagefind'));
  renameSync(join(outDir, 'pagefind', searchBaseFile), join(outDir, searchBaseFile));
  mkdirSync(join(outDir, 'search'), { recursive: true });
  for (const locale of locales)
    writeFileSync(join(outDir, 'search', `${locale}.json`), JSON.stringify(emptyDelta));
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

async function run(
  build: PortalBuild,
  args: readonly string[],
  onLine?: (line: string) => void,
  more: Readonly<Record<string, string>> = {},
): Promise<void> {
  const child = spawn(process.execPath, args, {
    cwd: dirname(build.outDir), // so that the rendering code stands in outDir, not in the site's own directory
    stdio: ['ignore', 'pipe', 'pipe'],
    signal: build.signal,
    env: {
      ...process.env,
      CATALOGUE_SNAPSHOT: build.snapshot,
      PORTAL_URL: build.portalUrl,
      BUILD_MOMENT: build.buildMoment,
      ASTRO_TELEMETRY_DISABLED: '1',
      NODE_ENV: 'production',
      ...more,
    },
  });
  const last: string[] = [];
  for (const stream of [child.stdout, child.stderr])
    createInterface({ input: stream }).on('line', (line) => {
      onLine?.(line);
      last.push(line);
      if (last.length > keptLines) last.shift();
    });
  const code = await exitOf(child);
  if (code !== 0) throw new Error(`Building the portal failed (${code}).\n${last.join('\n')}`);
}

const exitOf = (child: ChildProcess): Promise<number | null> =>
  new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
