/** Runs the platform's commands as processes of their own, as an operator would, and listens to what they say. */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { delimiter, dirname, join } from 'node:path';
import { afterAll } from 'vitest';
import { rendererDirectory } from '../support/renderer-directory.ts';

export const program = join(import.meta.dirname, '../..');

export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** Standard output and standard error as they came. */
  readonly output: string;
}

export interface Running {
  readonly pid: number;
  readonly ended: Promise<Ended>;
  output(): string;
  /** Resolves with the output once `test` holds of it; rejects with the output when the process ends before, or is silent too long. */
  until(test: (output: string) => boolean): Promise<string>;
  /** To the process itself. */
  send(signal: NodeJS.Signals): void;
  /** To the process and all that it has started, as the keyboard's Ctrl-C does. */
  sendAll(signal: NodeJS.Signals): void;
}

export type Environment = Readonly<Record<string, string | undefined>>;

/** Nothing of the tests' own environment but what every program needs. */
function environmentOf(settings: Environment): Environment {
  const { PATH = '', HOME, TMPDIR, NODE_COMPILE_CACHE } = process.env;
  const own = { PATH: [dirname(process.execPath), PATH].join(delimiter), HOME, TMPDIR, NODE_COMPILE_CACHE };
  return { ...own, RENDERER_DIR: rendererDirectory, ...settings };
}

/** Starts a command in the program's directory, at the head of a process group of its own. `passed` becomes descriptor 3. */
export function run(
  command: string,
  args: readonly string[],
  settings: Environment,
  passed?: number,
): Running {
  const child = spawn(command, args, {
    cwd: program,
    env: environmentOf(settings),
    stdio: ['ignore', 'pipe', 'pipe', ...(passed === undefined ? [] : [passed])],
    detached: true,
  });
  const listeners = new Set<() => void>();
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      for (const listen of listeners) listen();
    });
  const ended = endOf(child, () => output);
  const { pid } = child;
  if (pid === undefined) throw new Error(`${command} could not be started`);
  groups.add(pid);
  child.once('close', () => {
    if (survivors(pid).length === 0) groups.delete(pid);
  });
  return {
    pid,
    ended,
    output: () => output,
    until: (test) => {
      const heard = new Promise<string>((resolve) => {
        const listen = (): void => (test(output) ? resolve(output) : undefined);
        listeners.add(listen);
        listen();
      });
      const missed = ended.then(({ code, signal }): never => {
        throw new Error(`ended with ${code ?? signal} before it said what was awaited:\n${output}`);
      });
      return within(Promise.race([heard, missed]), () => `it did not say what was awaited:\n${output}`);
    },
    send: (signal) => void child.kill(signal),
    sendAll: (signal) => void signalGroup(pid, signal),
  };
}

/** Longer than anything takes on a busy machine, and shorter than the limit of any test: what fails tells why. */
export const patienceMs = 110_000;

/** Rejects with what `missed` says when nothing comes within `patienceMs`. */
export function within<T>(awaited: Promise<T>, missed: () => string): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error(missed())), patienceMs);
  return Promise.race([awaited, promise]).finally(() => clearTimeout(timer));
}

function endOf(child: ChildProcess, output: () => string): Promise<Ended> {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve({ code, signal, output: output() }));
  });
}

/** Process groups that are to end with the tests of a file, also when one fails or the run is stopped. */
const groups = new Set<number>();

function endGroups(): void {
  for (const pid of groups) signalGroup(pid, 'SIGKILL');
}
afterAll(endGroups);
process.once('exit', endGroups);
process.once('SIGTERM', () => process.exit(143));

/** Answers whether there was such a group. */
function signalGroup(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(-pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
    throw error;
  }
}

/** A file of `functions/local` as a process, without npm in between. */
export function runProgram(name: string, args: readonly string[], settings: Environment): Running {
  const file = join(program, 'functions/local', `${name}.ts`);
  return run(process.execPath, ['--disable-warning=ExperimentalWarning', file, ...args], settings);
}

/** Command lines of the processes that still belong to the group which `pid` heads, where the system tells them. */
export function survivors(pid: number): string[] {
  if (!existsSync('/proc/self/stat')) return signalGroup(pid, 0) ? [`group ${pid}`] : [];
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids.map((each) => commandInGroup(each, pid)).filter((command) => command !== undefined);
}

function commandInGroup(pid: string, group: number): string | undefined {
  try {
    // proc(5): after the name in parentheses come the state, the parent and the group.
    const [state, , pgrp] = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    if (Number(pgrp) !== group || state === 'Z') return undefined;
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ESRCH') return undefined; // it ended meanwhile
    throw error;
  }
}

export function freePort(): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  const server = createServer();
  server.once('error', reject);
  server.listen(0, '127.0.0.1', () => {
    const address = server.address();
    server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
  });
  return promise;
}

/** Whether something can listen on `port`. */
export function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
