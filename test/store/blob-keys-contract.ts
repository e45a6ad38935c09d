import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { InvalidCursor, InvalidKey } from '../../functions/service/ports.ts';
import { CSV, csvMeta, metaOf, readAll } from '../support/blob-content.ts';
import type { BlobsUnderTest } from './blobs-contract.ts';

export function listingContract({ blobs, rival }: BlobsUnderTest): void {
  test('blobs are listed by the beginning of their key, in its order, page by page', async () => {
    const keys = Array.from({ length: 25 }, (_, n) => `list/${String(n).padStart(2, '0')}/file.csv`);
    const nested = ['list/a', 'list/a.b', 'list/a/b', 'list/a/b.c', 'list/a/b/c', 'list/aa'];
    for (const key of [...keys, ...nested].toReversed()) await blobs.putBytes(key, CSV, csvMeta);
    await blobs.putBytes('lis', CSV, csvMeta);
    const all = await rival.list('list/');
    expect(all.rows.map(({ key }) => key)).toEqual([...keys, ...nested]);
    expect(all.rows[0]).toEqual({ key: keys[0], bytes: CSV.length, ...csvMeta });
    expect(all.cursor).toBeUndefined();
    const found: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await rival.list('list/', { limit: 7, cursor });
      expect(page.rows.length).toBeLessThanOrEqual(7);
      found.push(...page.rows.map(({ key }) => key));
      cursor = page.cursor;
    } while (cursor !== undefined);
    expect(found).toEqual([...keys, ...nested]);
    const keysOf = async (prefix: string) => (await rival.list(prefix)).rows.map(({ key }) => key);
    expect(await keysOf('list/1')).toEqual(keys.slice(10, 20));
    expect(await keysOf('list/a/')).toEqual(['list/a/b', 'list/a/b.c', 'list/a/b/c']);
    expect(await keysOf('list/a/b')).toEqual(['list/a/b', 'list/a/b.c', 'list/a/b/c']);
    expect((await rival.list('', { limit: 1000 })).rows.map(({ key }) => key)).toEqual(
      expect.arrayContaining(keys),
    );
    expect((await rival.list('list/', { limit: 31 })).cursor).toBeUndefined();
    await expect(rival.list('list/', { limit: 0 })).rejects.toThrow(RangeError);
    await expect(rival.list('list/', { cursor: 'no cursor' })).rejects.toThrow(InvalidCursor);
  });
}

export function keysContract({ blobs, directory }: BlobsUnderTest): void {
  describe('a key that is no plain path is refused by every operation', () => {
    test.each([
      '',
      '/etc/passwd',
      '../outside',
      'a/../../outside',
      'a/..',
      './a',
      'a//b',
      'a/',
      '.hidden',
      'a/.blob/content',
      'a\\..\\b',
      'a\u0000b',
      'a\nb',
      'a\ud800',
      'x'.repeat(201),
      Array.from({ length: 6 }, () => 'x'.repeat(199)).join('/'),
    ])('%j', async (key) => {
      const file = join(directory, 'any');
      await writeFile(file, CSV);
      const calls = [
        () => blobs.putBytes(key, CSV, csvMeta),
        () => blobs.putFile(key, file, csvMeta),
        () => blobs.head(key),
        () => blobs.get(key),
        () => blobs.get(key, { start: 0, end: 1 }),
        () => blobs.localFile(key),
        () => blobs.remove(key),
      ];
      for (const call of calls) await expect(call()).rejects.toThrow(InvalidKey);
    });

    test.each(['../', '/', 'a/../b', '.temporary/', 'a\\'])('prefix %j', async (prefix) => {
      await expect(blobs.list(prefix)).rejects.toThrow(InvalidKey);
    });
  });

  test.each([
    'a b',
    '100%25',
    'a+b=c&d?e#f',
    "it's (1)!*~",
    'ü',
    '吉林省/长春市/公交站点.geojson',
    '😀',
    'a..b',
    '~',
    'con',
  ])('the key %j is one like any other', async (name) => {
    const key = `named/${name}`;
    const content = Buffer.from(name);
    await blobs.putBytes(key, content, metaOf(content));
    expect(await readAll(await blobs.get(key))).toEqual(content);
    expect((await blobs.list(key)).rows.map((info) => info.key)).toContain(key);
  });
}
