import { createReadStream } from 'node:fs';
import { open, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { BlobExists, type Blobs, ChecksumMismatch, InvalidKey } from '../../functions/service/ports.ts';
import { CSV, csvMeta, digest, metaOf, readAll } from '../support/blob-content.ts';
import { seededBytes } from '../support/seeded.ts';
import { keysContract, listingContract } from './blob-keys-contract.ts';

export interface BlobsUnderTest {
  readonly blobs: Blobs;
  /** The same store, as another process has it. */
  readonly rival: Blobs;
  /** A directory for the files of the tests. */
  readonly directory: string;
  /** Of the largest blob; less than 100 for a store that only leads to others, which are asked for 100. */
  readonly megabytes?: number;
}

/** The promises of `Blobs`. */
export function blobsContract({ blobs, rival, directory, megabytes = 100 }: BlobsUnderTest): void {
  test('bytes and files are stored, described and read back', async () => {
    const info = { key: 'open/1/人口 数据#1.csv', bytes: CSV.length, ...csvMeta };
    expect(await blobs.putBytes(info.key, CSV, csvMeta)).toEqual(info);
    expect(await rival.head(info.key)).toEqual(info);
    expect(await readAll(await rival.get(info.key))).toEqual(CSV);
    expect(await readFile(String(await rival.localFile(info.key)))).toEqual(CSV);
    const file = join(directory, 'file.csv');
    await writeFile(file, CSV);
    expect(await blobs.putFile('open/1/file.csv', file, csvMeta)).toEqual({
      ...info,
      key: 'open/1/file.csv',
    });
    expect(await readAll(await blobs.get('open/1/file.csv'))).toEqual(CSV);
  });

  test('a file that is given away is stored under a key made of its hash', async () => {
    const { sha256, mediaType } = csvMeta;
    const give = async (to: Blobs, content: Uint8Array, prefix = 'given/') => {
      const file = join(directory, 'given.csv');
      await writeFile(file, content);
      return to.takeFile((hash) => prefix + hash, file, mediaType);
    };
    const stored = await give(blobs, CSV);
    expect(stored).toEqual({ key: `given/${sha256}`, bytes: CSV.length, ...csvMeta });
    expect(await readAll(await rival.get(stored.key))).toEqual(CSV);
    expect(await give(rival, CSV)).toEqual(stored);
    const taken = blobs.takeFile(() => stored.key, join(directory, 'no such file'), mediaType);
    await expect(taken).rejects.toThrow('ENOENT');
    await expect(give(blobs, CSV, '../')).rejects.toThrow(InvalidKey);
    await writeFile(join(directory, 'other.csv'), 'other');
    const other = blobs.takeFile(() => stored.key, join(directory, 'other.csv'), mediaType);
    await expect(other).rejects.toThrow(BlobExists);
    expect(await readAll(await blobs.get(stored.key))).toEqual(CSV);
  });

  test('an empty blob is a blob', async () => {
    const none = new Uint8Array(0);
    expect(await blobs.putBytes('empty', none, metaOf(none))).toMatchObject({ bytes: 0 });
    expect(await blobs.head('empty')).toMatchObject({ bytes: 0 });
    expect(await readAll(await blobs.get('empty'))).toEqual(Buffer.alloc(0));
    expect(await readFile(String(await blobs.localFile('empty')))).toEqual(Buffer.alloc(0));
  });

  test('a local file whose hash is known has that hash', async () => {
    const content = Buffer.from('of a known hash');
    const { sha256 } = metaOf(content);
    expect(await blobs.localFile('hash/known', sha256)).toBeUndefined();
    await blobs.putBytes('hash/known', content, metaOf(content));
    expect(await readFile(String(await blobs.localFile('hash/known', sha256)))).toEqual(content);
    const other = metaOf(Buffer.from('of another hash')).sha256;
    await expect(blobs.localFile('hash/known', other)).rejects.toThrow(ChecksumMismatch);
  });

  test('an unknown key is undefined everywhere', async () => {
    expect(await blobs.head('unknown/key')).toBeUndefined();
    expect(await blobs.get('unknown/key')).toBeUndefined();
    expect(await blobs.get('unknown/key', { start: 0, end: 1 })).toBeUndefined();
    expect(await blobs.localFile('unknown/key')).toBeUndefined();
    expect(await blobs.list('unknown/')).toEqual({ rows: [] });
    await blobs.remove('unknown/key');
  });

  test('a key with the same content is left alone, with other content it is refused', async () => {
    const first = await blobs.putBytes('kept', CSV, csvMeta);
    expect(await blobs.putBytes('kept', CSV, { ...csvMeta, mediaType: 'text/plain' })).toEqual(first);
    const other = Buffer.from('other');
    await expect(blobs.putBytes('kept', other, metaOf(other))).rejects.toThrow(BlobExists);
    expect(await blobs.head('kept')).toEqual(first);
    expect(await readAll(await blobs.get('kept'))).toEqual(CSV);
  });

  test('of writers that store different content under one key at once, one wins and the others are told', async () => {
    for (let round = 0; round < 5; round += 1) {
      const contents = Array.from({ length: 6 }, (_, n) => seededBytes(round * 10 + n, 50_000));
      const puts = contents.map((content, n) =>
        (n % 2 ? blobs : rival).putBytes(`raced/${round}`, content, metaOf(content)),
      );
      const results = await Promise.allSettled(puts);
      const reasons = results.filter((result) => result.status === 'rejected').map(({ reason }) => reason);
      expect(reasons).toHaveLength(contents.length - 1);
      for (const reason of reasons) expect(reason).toBeInstanceOf(BlobExists);
      const winner = contents[results.findIndex(({ status }) => status === 'fulfilled')];
      expect(await readAll(await blobs.get(`raced/${round}`))).toEqual(Buffer.from(winner ?? []));
    }
    const same = await Promise.all(
      [blobs, rival, blobs].map((store) => store.putBytes('raced/same', CSV, csvMeta)),
    );
    expect(new Set(same.map(({ sha256 }) => sha256)).size).toBe(1);
  });

  test.each([
    ['small', 1000],
    ['of several parts', 9_000_000],
  ])(
    '%s content that does not have the announced hash is refused and never visible',
    async (name, length) => {
      const content = seededBytes(1, length);
      const key = `mismatch/${name}`;
      const wrong = metaOf(content.subarray(1));
      const file = join(directory, 'mismatch');
      await writeFile(file, content);
      await expect(blobs.putBytes(key, content, wrong)).rejects.toThrow(ChecksumMismatch);
      await expect(blobs.putFile(key, file, wrong)).rejects.toThrow(ChecksumMismatch);
      expect(await blobs.head(key)).toBeUndefined();
      expect(await blobs.get(key)).toBeUndefined();
      expect(await blobs.localFile(key)).toBeUndefined();
      expect(await blobs.list('mismatch/')).toEqual({ rows: [] });
      await blobs.putBytes(key, content, metaOf(content));
      expect((await digest(await blobs.get(key))).sha256).toBe(metaOf(content).sha256);
      await blobs.remove(key);
    },
  );

  test('a file that cannot be read is an error and leaves nothing', async () => {
    await expect(blobs.putFile('unreadable', join(directory, 'no such file'), csvMeta)).rejects.toThrow(
      'ENOENT',
    );
    expect(await blobs.head('unreadable')).toBeUndefined();
  });

  test('a description that no header can carry is refused', async () => {
    const call = (meta: Partial<typeof csvMeta>) => blobs.putBytes('described', CSV, { ...csvMeta, ...meta });
    await expect(call({ sha256: csvMeta.sha256.toUpperCase() })).rejects.toThrow(TypeError);
    await expect(call({ mediaType: 'text/csv\r\nset-cookie: a=b' })).rejects.toThrow(TypeError);
    await expect(call({ mediaType: '表格' })).rejects.toThrow(TypeError);
    expect(await blobs.head('described')).toBeUndefined();
  });

  test('ranges are read as RFC 9110 counts them', async () => {
    const content = Buffer.from('0123456789');
    await blobs.putBytes('digits', content, metaOf(content));
    const range = async (start: number, end: number) =>
      (await readAll(await blobs.get('digits', { start, end })))?.toString();
    expect(await range(0, 0)).toBe('0');
    expect(await range(3, 5)).toBe('345');
    expect(await range(9, 9)).toBe('9');
    expect(await range(8, 1_000_000)).toBe('89');
    expect(await range(0, 9)).toBe('0123456789');
    for (const [start, end] of [
      [10, 10],
      [11, 20],
      [-1, 3],
      [4, 3],
      [0.5, 2],
    ] as const) {
      await expect(range(start, end)).rejects.toThrow(RangeError);
    }
  });

  test('a removed blob is unknown, and its key is free again', async () => {
    await blobs.putBytes('removed/a', CSV, csvMeta);
    await blobs.remove('removed/a');
    expect(await rival.head('removed/a')).toBeUndefined();
    expect(await rival.get('removed/a')).toBeUndefined();
    expect(await rival.localFile('removed/a')).toBeUndefined();
    expect(await rival.list('removed/')).toEqual({ rows: [] });
    const other = Buffer.from('other');
    await blobs.putBytes('removed/a', other, metaOf(other));
    expect(await readAll(await rival.get('removed/a'))).toEqual(other);
  });

  listingContract({ blobs, rival, directory });
  keysContract({ blobs, rival, directory });

  test(`a blob of ${megabytes} MB is stored in parts, read whole, in ranges, and as a local file`, async () => {
    const file = join(directory, 'large');
    const piece = seededBytes(100, 1_000_003);
    const handle = await open(file, 'w');
    for (let n = 0; n < megabytes; n += 1) await handle.writeFile(piece);
    await handle.close();
    const expected = await digest(createReadStream(file));
    const meta = { sha256: expected.sha256, mediaType: 'application/vnd.apache.parquet' };
    expect(await blobs.putFile('large/table.parquet', file, meta)).toMatchObject({
      bytes: megabytes * piece.length,
    });
    expect(await digest(await blobs.get('large/table.parquet'))).toEqual(expected);
    const edge = { start: 8_388_600, end: 8_388_620 };
    const around = Buffer.concat([piece, piece])
      .subarray(edge.start % piece.length)
      .subarray(0, 21);
    expect(await readAll(await blobs.get('large/table.parquet', edge))).toEqual(around);
    expect(await digest(createReadStream(String(await blobs.localFile('large/table.parquet'))))).toEqual(
      expected,
    );
  }, 120_000);
}
