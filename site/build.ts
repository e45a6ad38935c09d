/** Builds the whole portal from a catalogue snapshot. Same snapshot, moment and settings: same bytes. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';

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
  const index = `${build.outDir}.search`;
  const other = new AbortController();
  const signal = build.signal ? AbortSignal.any([build.signal, other.signal]) : other.signal;
  let pages = 0;
  const countPage = (line: string): void => {
    if (!pageLine.test(stripVTControlCharacters(line))) return;
    pages += 1;
    build.onProgress?.(pages);
  };
  rmSync(index, { recursive: true, force: true });
  mkdirSync(build.outDir, { recursive: true });
  try {
    await Promise.all([
      run(build, signal, [astro, 'build', '--root', root, '--outDir', build.outDir], countPage),
      run(build, signal, [join(root, 'index-search.ts'), index]),
    ]);
    renameSync(join(build.outDir, 'en/404/index.html'), join(build.outDir, 'en/404.html'));
    rmSync(join(build.outDir, 'en/404'), { recursive: true });
    renameSync(index, join(build.outDir, 'pagefind'));
  } finally {
    other.abort(); // of two processes, the one that still runs when the other has failed
    rmSync(index, { recursive: true, force: true });
  }
  return { pages, seconds: (performance.now() - start) / 1000 };
}

async function run(
  build: PortalBuild,
  signal: AbortSignal,
  args: readonly string[],
  onLine?: (line: string) => void,
): Promise<void> {
  const child = spawn(process.execPath, args, {
    cwd: dirname(build.outDir), // so that the rendering code stands in outDir, not in the site's own directory
    stdio: ['ignore', 'pipe', 'pipe'],
    signal,
    env: {
      ...process.env,
      CATALOGUE_SNAPSHOT: build.snapshot,
      PORTAL_URL: build.portalUrl,
      BUILD_MOMENT: build.buildMoment,
      ASTRO_TELEMETRY_DISABLED: '1',
      NODE_ENV: 'production',
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
