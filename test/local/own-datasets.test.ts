import { cp, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { readConfig } from '../../functions/local/config.ts';
import { publishOwn } from '../../functions/local/own-datasets.ts';
import { openPlatform, type Platform, registerShippedAgencies } from '../../functions/local/platform.ts';
import { refreshSnapshot } from '../../functions/service/catalogue/snapshot.ts';
import { openSnapshot } from '../../functions/service/catalogue/snapshot-pointer.ts';

const shipped = join(import.meta.dirname, '../../datasets');
let directory: string;
let platform: Platform;
beforeAll(async () => {
  vi.spyOn(console, 'error').mockImplementation(() => {});
  directory = await mkdtemp(join(tmpdir(), 'own-datasets-'));
  const datasets = join(directory, 'datasets');
  for (const name of [
    'agencies.json',
    'conditional-grants',
    'platform-statistics',
    'clock-performance',
    'public-answers',
  ])
    await cp(join(shipped, name), join(datasets, name), { recursive: true });
  const read = readConfig({ DATA_DIR: join(directory, 'data'), DATASETS_DIR: datasets });
  if (read.outcome === 'invalid') throw new Error(read.problems.join('\n'));
  platform = await openPlatform(read.config);
  await registerShippedAgencies(platform);
});
afterAll(async () => {
  await platform.close();
  await rm(directory, { recursive: true, force: true });
  vi.restoreAllMocks();
});

const publishAt = async (moment: string) => {
  const at = { ...platform, now: () => new Date(moment) };
  const succeeded = await publishOwn(
    at,
    platform.publications(async () => {}),
    { quiet: true },
  );
  const catalogue = await openSnapshot(platform.blobs, await refreshSnapshot(platform.snapshot));
  const told = [...catalogue.entries()].map(({ dataset, versions }) => [
    dataset.id,
    dataset.modified,
    versions.length,
  ]);
  catalogue.close();
  return { succeeded, told };
};

it('the platform publishes of its own what is shipped, dated of the day, and again only what is new', async () => {
  const both = (day: string) => [
    ['clock-performance', day, 1],
    ['conditional-grants', day, 1],
    ['platform-statistics', day, 1],
    ['public-answers', day, 1],
  ];
  expect(await publishAt('2026-12-01T02:00:00Z')).toEqual({ succeeded: true, told: both('2026-12-01') });
  expect((await publishAt('2026-12-01T12:00:00Z')).told).toEqual(both('2026-12-01'));
  expect((await publishAt('2026-12-01T16:00:00Z')).told).toEqual(both('2026-12-02'));
  expect(await readdir(platform.workDirectory)).toEqual([]);
});
