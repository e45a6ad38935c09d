import { mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { openFilesystemBlobs } from '../../functions/store/filesystem-blobs.ts';
import { metaOf, readAll } from '../support/blob-content.ts';
import { blobsContract } from './blobs-contract.ts';
import { writersAreKilled } from './blobs-kill.ts';

const CONTENT = Buffer.from('content');

describe('blobs in the filesystem', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'blobs-'));
  const root = join(directory, 'store', 'blobs');
  const open = () => openFilesystemBlobs(root);
  await mkdir(join(directory, 'store'));
  afterAll(() => rm(directory, { recursive: true }));

  blobsContract({ blobs: open(), rival: open(), directory });
  writersAreKilled({ directory: root, file: join(directory, 'child') }, open);

  test('what a killed writer left half done is deleted by the next one', async () => {
    await open().putBytes('swept', CONTENT, metaOf(CONTENT));
    expect(await readdir(join(root, '.temporary'))).toEqual([]);
  });

  test('nothing is written outside the directory', async () => {
    expect(await readdir(join(directory, 'store'))).toEqual(['blobs']);
  });

  test('keys are listed in the order of their bytes, as S3 does', async () => {
    const blobs = openFilesystemBlobs(join(directory, 'order'));
    const keys = ['A', 'a', 'a!', 'a-b', 'a.b', 'a/b', 'a0', 'aa', 'ä', '一', '～', '😀'];
    for (const key of keys.toReversed()) await blobs.putBytes(key, CONTENT, metaOf(CONTENT));
    expect((await blobs.list('')).rows.map(({ key }) => key)).toEqual(keys);
    for (const [position, key] of keys.entries()) {
      const cursor = Buffer.from(key).toString('base64url');
      expect((await blobs.list('', { cursor })).rows.map((info) => info.key)).toEqual(
        keys.slice(position + 1),
      );
    }
  });

  test('a local file cannot be changed by accident, and reading it after removal still works', async () => {
    const blobs = openFilesystemBlobs(join(directory, 'readonly'));
    await blobs.putBytes('a', CONTENT, metaOf(CONTENT));
    expect((await stat(String(await blobs.localFile('a')))).mode & 0o222).toBe(0);
    const reading = await blobs.get('a');
    await blobs.remove('a');
    expect(await readAll(reading)).toEqual(CONTENT);
  });

  test('a place that is no directory is one clear error, at the first write and at the next', async () => {
    await writeFile(join(directory, 'file'), '');
    const blobs = openFilesystemBlobs(join(directory, 'file', 'blobs'));
    expect(await blobs.head('a')).toBeUndefined();
    for (let n = 0; n < 2; n += 1) {
      await expect(blobs.putBytes('a', CONTENT, metaOf(CONTENT))).rejects.toThrow('ENOTDIR: not a directory');
    }
  });
});
