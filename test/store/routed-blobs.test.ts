import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { InvalidKey } from '../../functions/service/ports.ts';
import { openFilesystemBlobs } from '../../functions/store/filesystem-blobs.ts';
import { readBuckets, routeBlobs } from '../../functions/store/routed-blobs.ts';
import { CSV, csvMeta } from '../support/blob-content.ts';
import { blobsContract } from './blobs-contract.ts';

describe('blobs in several stores', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'blobs-'));
  afterAll(() => rm(directory, { recursive: true }));
  const store = (name: string) => openFilesystemBlobs(join(directory, name));
  const open = () =>
    routeBlobs({ 'list/a': store('one'), 'list/': store('two'), 'named/': store('one'), '': store('rest') });

  blobsContract({ blobs: open(), rival: open(), directory, megabytes: 10 });

  test('each lies where its key leads, and nowhere else', async () => {
    const blobs = routeBlobs({ 'files/': store('open'), 'archive/': store('protected') });
    await blobs.putBytes('files/a', CSV, csvMeta);
    await blobs.putBytes('archive/a', CSV, csvMeta);
    expect((await store('open').list('')).rows.map(({ key }) => key)).toEqual(['files/a']);
    expect((await store('protected').list('')).rows.map(({ key }) => key)).toEqual(['archive/a']);
    expect((await blobs.list('')).rows.map(({ key }) => key)).toEqual(['archive/a', 'files/a']);
  });

  test('a store that is not known here cannot be reached', async () => {
    const blobs = routeBlobs({ 'files/': store('open') });
    await store('protected').putBytes('archive/b', CSV, csvMeta);
    const calls = [
      () => blobs.head('archive/b'),
      () => blobs.get('archive/b'),
      () => blobs.localFile('archive/b'),
      () => blobs.remove('archive/b'),
      () => blobs.putBytes('archive/c', CSV, csvMeta),
      () => blobs.list('archive/'),
    ];
    for (const call of calls) await expect(call()).rejects.toThrow(InvalidKey);
  });
});

test('buckets are written as one line', () => {
  expect(readBuckets('files/=open-data snapshots/=other')).toEqual({
    'files/': 'open-data',
    'snapshots/': 'other',
  });
  for (const wrong of ['', 'files=open', 'files/=', 'files/=one  x/=two', '=one', '../=one'])
    expect(() => readBuckets(wrong)).toThrow(TypeError);
});
