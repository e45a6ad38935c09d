/** What an operator can mend is told in one line that says how; nothing is broken by it. */
import { execFileSync } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isReady, launch, smallDatasets, temporaryDirectory } from './platform.ts';
import { freePort, program, run, survivors } from './process.ts';

let scratch: Awaited<ReturnType<typeof temporaryDirectory>>;
beforeAll(async () => {
  scratch = await temporaryDirectory();
});
afterAll(() => scratch.remove());

/** What a start says that ends with exit code 1. */
async function refusal(settings: Record<string, string>): Promise<string> {
  const starting = launch({ PORT: String(await freePort()), ...settings });
  const { code, output } = await starting.ended;
  expect(code, output).toBe(1);
  expect(survivors(starting.pid)).toEqual([]);
  return output;
}

describe('a start is refused in one line', () => {
  it('when the port is taken', async () => {
    const port = await freePort();
    const other = await listening(port);
    const said = await refusal({ DATA_DIR: join(scratch.path, 'port'), PORT: String(port) });
    expect(said).toBe(`port ${port} is taken: stop what listens there or set PORT to another one\n`);
    await new Promise((resolve) => other.close(resolve));
  });

  // Not even root writes into the kernel's own file system.
  const unwritable = process.platform === 'linux' ? '/sys/jilin' : '/System/jilin';
  it(`when the data directory cannot be written: ${unwritable}`, async () => {
    const said = await refusal({ DATA_DIR: unwritable });
    expect(said).toMatch(/^[^\n]*(?:no permission for|read-only file system)[^\n]*DATA_DIR[^\n]*\n$/);
    expect(said).toContain(unwritable);
  });

  it('when the data directory is a file', async () => {
    const file = join(scratch.path, 'file');
    await writeFile(file, '');
    expect(await refusal({ DATA_DIR: file })).toMatch(
      new RegExp(`^${file}[^\n]* is not a directory: set DATA_DIR to a directory\n$`),
    );
  });

  it('when there are no agencies, or what is there is no JSON', async () => {
    const directory = join(scratch.path, 'datasets');
    const settings = { DATA_DIR: join(scratch.path, 'agencies'), DATASETS_DIR: directory };
    const path = join(directory, 'agencies.json');
    expect(await refusal(settings)).toBe(
      `there is no ${path}: set DATASETS_DIR to a directory that holds one\n`,
    );
    await mkdir(directory);
    await writeFile(path, '[');
    expect(await refusal(settings)).toMatch(new RegExp(`^${path} is not JSON: [^\n]*\n$`));
  });

  it('when settings are wrong: every one of them, and exit code 2', async () => {
    const { code, output } = await launch({ PORT: 'http', RECORDS: 'mysql' }).ended;
    expect(code).toBe(2);
    expect(output.trimEnd().split('\n')).toEqual([
      expect.stringMatching(/^PORT must be /),
      expect.stringMatching(/^RECORDS must be /),
    ]);
  });
});

function listening(port: number): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve(server));
  });
}

/** Runs a shell script in which `start` is the program; `unshare` keeps what it mounts to itself. */
function shell(script: string, directory: string, port: number, isolated: readonly string[] = []) {
  const file = join(program, 'functions/local/start.ts');
  const start = `'${process.execPath}' --disable-warning=ExperimentalWarning '${file}'`;
  const [command = '', ...args] = [
    ...isolated,
    'sh',
    '-c',
    script.replaceAll('START', start),
    'sh',
    directory,
  ];
  return run(command, args, { DATA_DIR: directory, PORT: String(port), DATASETS_DIR: smallDatasets });
}

/** How this machine lets a test mount a small disk: as root, in a user namespace, or not at all. */
const isolations = [
  ['unshare', '--mount'],
  ['unshare', '--map-root-user', '--mount'],
];
const isolation = isolations.find(([command = '', ...args]) => {
  try {
    execFileSync(command, [...args, 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt'], { stdio: 'ignore' });
    return true;
  } catch (error) {
    if (error instanceof Error && ('status' in error || 'code' in error)) return false;
    throw error;
  }
});

describe('a disk that takes no more', () => {
  it('is told in one line when files may not grow (the limit on file sizes)', async () => {
    const port = await freePort();
    const directory = join(scratch.path, 'limited');
    const { code, output } = await shell('ulimit -f 128; START', directory, port).ended;
    expect(code, output).toBe(1);
    expect(output.trimEnd().split('\n').at(-1)).toMatch(/^writing to .* failed: check the disk/);
    expect(output).not.toContain('    at ');
  });

  const how = isolation
    ? 'a disk of 1 MiB, mounted here'
    : 'no disk can be mounted here: files limited instead';
  it(`is told in one line when it is full, and the same command goes on when there is space (${how})`, async () => {
    const directory = join(scratch.path, 'full');
    const port = await freePort();
    await mkdir(directory);
    const script = isolation
      ? 'mount -t tmpfs -o size=1m tmpfs "$1"; START; echo "ended $?"; mount -o remount,size=100m "$1"; START'
      : '(ulimit -f 200; START); echo "ended $?"; START';
    const starting = shell(script, directory, port, isolation);
    const output = await starting.until(isReady);
    const [full = ''] = output.split('ended 1\n');
    expect(full.trimEnd().split('\n').at(-1)).toMatch(
      isolation
        ? /^the disk with .* is full: free some space and run the same command again$/
        : /^writing to /,
    );
    expect(full).not.toContain('    at ');
    expect((await fetch(`http://localhost:${port}/datasets/reservoirs/`)).status).toBe(200);
    starting.sendAll('SIGINT');
    await starting.ended;
    expect(survivors(starting.pid)).toEqual([]);
  }, 60_000);
});
