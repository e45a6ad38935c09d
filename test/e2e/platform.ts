/** The whole platform as `npm start` runs it: a process with a data directory and a port of its own. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Ended, type Environment, freePort, type Running, run, runProgram } from './process.ts';

/** A few tiny datasets of every class, published in a second. */
export const smallDatasets = join(import.meta.dirname, 'datasets');

export interface Platform {
  readonly url: string;
  readonly port: number;
  readonly process: Running;
  /** Gets an address below `url`. */
  get(path: string, init?: RequestInit): Promise<Response>;
  /** Presses Ctrl-C; resolves when everything has ended. */
  stop(): Promise<Ended>;
}

export const isReady = (output: string): boolean => output.includes('Ctrl-C stops.');

/** A directory for the tests of one file. */
export async function temporaryDirectory(): Promise<{ path: string; remove(): Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), 'platform-'));
  // What was killed may still be writing its last lines.
  return { path, remove: () => rm(path, { recursive: true, force: true, maxRetries: 10 }) };
}

/** Starts the program itself, not yet ready. */
export function launch(settings: Environment): Running {
  return runProgram('start', [], { DATASETS_DIR: smallDatasets, ...settings });
}

/** Starts with the small datasets and waits until it serves. */
export async function startPlatform(settings: Environment): Promise<Platform> {
  const port = Number(settings.PORT ?? (await freePort()));
  return serving(launch({ ...settings, PORT: String(port) }), port);
}

/** `npm start` as written in the README, with the datasets that are shipped. */
export async function npmStart(settings: Environment): Promise<Platform> {
  const port = await freePort();
  return serving(run('npm', ['start'], { ...settings, PORT: String(port) }), port);
}

async function serving(process: Running, port: number): Promise<Platform> {
  await process.until(isReady);
  const url = `http://localhost:${port}`;
  return {
    url,
    port,
    process,
    get: (path, init) => fetch(url + path, init),
    stop: () => {
      process.sendAll('SIGINT');
      return process.ended;
    },
  };
}
