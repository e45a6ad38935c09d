/** Where a Chromium is: named by the operator, of the system, or the one that an npm package brings. */
import { spawn } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import packageDocument from '../../package.json' with { type: 'json' };

export interface Chromium {
  readonly executablePath: string;
  /** What it needs in its environment besides what is there. */
  readonly env: Readonly<Record<string, string>>;
}

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
const ofMac = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';
const cache = join(import.meta.dirname, '../../node_modules/.cache');
const advice = 'Install Chromium or set CHROMIUM_PATH to the program of one.';

/** Throws with the advice what to do where there is none: tests in the browser are never skipped. */
export async function findChromium(environment = process.env): Promise<Chromium> {
  const { CHROMIUM_PATH, PATH = '' } = environment;
  if (CHROMIUM_PATH) {
    if (isProgram(CHROMIUM_PATH)) return { executablePath: CHROMIUM_PATH, env: {} };
    throw new Error(`CHROMIUM_PATH names no program: ${CHROMIUM_PATH}. ${advice}`);
  }
  const places = PATH.split(delimiter).flatMap((directory) => names.map((name) => join(directory, name)));
  const system = [...places, ofMac].find(isProgram);
  return system === undefined ? packagedChromium() : { executablePath: system, env: {} };
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch (error) {
    if (error instanceof Error && 'code' in error) return false;
    throw error;
  }
}

/** The package is built for one platform; it is unpacked once, libraries and fonts included, and kept beside the packages. */
async function packagedChromium(): Promise<Chromium> {
  if (process.platform !== 'linux' || process.arch !== 'x64')
    throw new Error(`There is no Chromium, and its npm package has none for this machine. ${advice}`);
  const directory = join(cache, `chromium-${packageDocument.devDependencies['@sparticuz/chromium']}`);
  if (!existsSync(directory)) await unpack(directory);
  return {
    executablePath: join(directory, 'chromium'),
    env: { LD_LIBRARY_PATH: join(directory, 'al2023/lib'), FONTCONFIG_PATH: join(directory, 'fonts') },
  };
}

/** Whole or not at all: several test processes may ask at once. */
async function unpack(directory: string): Promise<void> {
  await mkdir(cache, { recursive: true });
  const staging = await mkdtemp(join(cache, 'chromium-'));
  try {
    await runUnpacking(staging);
    await rename(staging, directory);
  } catch (error) {
    if (!existsSync(directory))
      throw new Error(`Chromium could not be unpacked. ${advice}`, { cause: error });
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}

/** In a process of its own, because the package unpacks to the directory for temporary files. */
function runUnpacking(staging: string): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const child = spawn(process.execPath, [join(import.meta.dirname, 'unpack-chromium-child.ts')], {
    env: { ...process.env, TMPDIR: staging },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  child.once('error', reject);
  child.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`unpacking ended with ${code}`))));
  return promise;
}
