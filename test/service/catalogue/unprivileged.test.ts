/** What root may do anyway, any other user must be able to do as well. */
import { chown, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { registerAgencies } from '../../../functions/service/agencies.ts';
import { refreshSnapshot } from '../../../functions/service/catalogue/snapshot.ts';
import { openFilesystemBlobs } from '../../../functions/store/filesystem-blobs.ts';
import { openSqliteRecords } from '../../../functions/store/sqlite-records.ts';
import { agencies } from '../publication/publishing.ts';

/** The user without rights of their own, on every system that has one by this number. */
const nobody = 65_534;

/** Does `work` without the rights of root, where the tests have them. */
async function unprivileged(directory: string, work: () => Promise<void>): Promise<void> {
  if (process.geteuid?.() !== 0) return work();
  await chown(directory, nobody, nobody);
  process.seteuid?.(nobody);
  try {
    await work();
  } finally {
    process.seteuid?.(0);
  }
}

it('a snapshot follows the one before, which nobody can write, also for a user who is not root', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'unprivileged-'));
  const now = () => new Date('2026-11-23T01:00:00Z');
  await unprivileged(directory, async () => {
    const workDirectory = join(directory, 'work');
    await mkdir(workDirectory);
    const records = openSqliteRecords(join(directory, 'records.sqlite'), { now });
    const deps = { records, blobs: openFilesystemBlobs(join(directory, 'blobs')), workDirectory, now };
    for (const count of [1, 2]) {
      await registerAgencies(records, agencies.slice(0, count), 'operator', now);
      expect(await refreshSnapshot(deps)).toMatchObject({ number: count });
    }
    await records.close();
  });
  await rm(directory, { recursive: true });
});
