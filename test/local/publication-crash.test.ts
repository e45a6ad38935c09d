import { type ChildProcess, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openFileKey } from '../../functions/domain/file-key.ts';
import { verifyAudit } from '../../functions/service/audit.ts';
import { openSnapshot, snapshotPointer } from '../../functions/service/catalogue/snapshot-pointer.ts';
import { openFilesystemBlobs } from '../../functions/store/filesystem-blobs.ts';
import { openSqliteRecords } from '../../functions/store/sqlite-records.ts';
import { descriptor } from '../service/publication/publishing.ts';
import { seeded } from '../support/seeded.ts';

const kills = 5;
const rows = 5000;
const cli = join(import.meta.dirname, '../../functions/local/publish.ts');
let directory = '';

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'crash-'));
  await mkdir(join(directory, 'rivers'));
});
afterAll(() => rm(directory, { recursive: true, force: true }));

async function writeVersion(number: number): Promise<void> {
  const dataset = descriptor({ publisher: 'statistics', responsibleDepartment: 'statistics' });
  await writeFile(join(directory, 'rivers/dataset.json'), JSON.stringify(dataset));
  const lines = Array.from({ length: rows }, (_, row) => `${row},断面${row},${number}`);
  await writeFile(join(directory, 'rivers/rivers.csv'), `id,name,round\n${lines.join('\n')}\n`);
}

function publish(): ChildProcess {
  return spawn(process.execPath, ['--disable-warning=ExperimentalWarning', cli, join(directory, 'rivers')], {
    env: { ...process.env, DATA_DIR: join(directory, 'data') },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
}

/** What the public sees: the latest version, each of its files read in full and checked. */
async function publicVersion(): Promise<number> {
  const records = openSqliteRecords(join(directory, 'data/records.sqlite'), { now: () => new Date() });
  const blobs = openFilesystemBlobs(join(directory, 'data/blobs'));
  try {
    expect((await verifyAudit(records)).broken).toEqual([]);
    const pointer = await snapshotPointer(records);
    if (!pointer) return 0;
    const catalogue = await openSnapshot(blobs, pointer);
    try {
      const version = catalogue.entry('rivers')?.versions[0];
      for (const { name, sha256 } of version?.distributions ?? []) {
        const content = await blobs.get(openFileKey('rivers', version?.number ?? 0, name));
        const hash = createHash('sha256');
        for await (const chunk of content ?? []) hash.update(chunk);
        expect(hash.digest('hex'), name).toBe(sha256);
      }
      return version?.number ?? 0;
    } finally {
      catalogue.close();
    }
  } finally {
    await records.close();
  }
}

async function finish(): Promise<number> {
  const child = publish();
  let errors = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    errors += text;
  });
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(errors);
  return performance.now();
}

it('shows the old or the new version whole after kill -9 at any moment, and the same command finishes the job', async () => {
  await writeVersion(1);
  const started = performance.now();
  const duration = (await finish()) - started;
  const random = seeded(46);
  for (let round = 1; round <= kills; round += 1) {
    const before = await publicVersion();
    expect(before).toBe(round);
    await writeVersion(round + 1);
    const child = publish();
    const ended = once(child, 'close');
    // The moment is chance in the test's seed; whatever it hits must hold.
    const killer = setTimeout(() => child.kill('SIGKILL'), random() * duration * 1.1);
    await ended;
    clearTimeout(killer);
    expect([before, before + 1]).toContain(await publicVersion());
    await finish();
    expect(await publicVersion()).toBe(round + 1);
    expect(await readdir(join(directory, 'data/work'))).toEqual([]);
  }
}, 120_000);
