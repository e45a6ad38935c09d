/** A part of the portal's build, in a process of its own. */
import { type ChildProcess, spawn } from 'node:child_process';
import { dirname } from 'node:path';
import { createInterface } from 'node:readline';

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

/** Last lines of a process that are told when it fails. */
const keptLines = 30;

/** Throws with its last words when it fails. */
export async function run(
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
