/** The recovery drill: a platform in use is saved, lost, restored into stores of another kind, and is whole again. */
import { appendFile, cp, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAccessKeys } from '../../../functions/service/access-key/access-keys.ts';
import { verifyAudit } from '../../../functions/service/audit.ts';
import { backup } from '../../../functions/service/backup/backup.ts';
import { BackupDamaged, recordsName } from '../../../functions/service/backup/format.ts';
import { isBeingRestored, restore } from '../../../functions/service/backup/restore.ts';
import { refreshPortal } from '../../../functions/service/catalogue/rendering.ts';
import { refreshSnapshot } from '../../../functions/service/catalogue/snapshot.ts';
import { openSnapshot, snapshotPointer } from '../../../functions/service/catalogue/snapshot-pointer.ts';
import { openSqliteTransfer } from '../../../functions/store/sqlite-transfer.ts';
import { type GrantedPlatform, openGrantedPlatform } from '../../support/granted-platform.ts';
import { now, openAws, openEmbedded, type Stores } from './stores.ts';

let scratch: string;
let platform: GrantedPlatform;
let saved: string;
let key: string;
const opened: Stores[] = [];

beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), 'backup-'));
  saved = join(scratch, 'saved');
  platform = await openGrantedPlatform({ rows: 300 });
  key = (await platform.key(await platform.grant())).secret;
  const { directory, deps } = platform.publishing;
  const transfer = await openSqliteTransfer(join(directory, 'records.sqlite'), { now });
  await backup({ transfer, blobs: deps.blobs, now, version: '1.0.0' }, saved);
  await transfer.close();
}, 60_000);

afterAll(async () => {
  for (const stores of opened) await stores.close();
  await platform[Symbol.asyncDispose]();
  await rm(scratch, { recursive: true, force: true });
});

const keep = async (stores: Promise<Stores>): Promise<Stores> => {
  opened.push(await stores);
  return stores;
};
const saveAgain = async (stores: Stores, name: string) => {
  const directory = join(scratch, name);
  const manifest = await backup({ ...stores, now, version: '1.0.0' }, directory);
  const lines = (await readFile(join(directory, recordsName), 'utf8')).trimEnd().split('\n');
  return { directory, manifest, lines: lines.sort() };
};
const savedLines = async () =>
  (await readFile(join(saved, recordsName), 'utf8')).trimEnd().split('\n').sort();
const copyOf = async (name: string): Promise<string> => {
  await cp(saved, join(scratch, name), { recursive: true });
  return join(scratch, name);
};

describe('a backup', () => {
  it.each([
    ['embedded stores', openEmbedded],
    ['DynamoDB and S3', openAws],
  ])('restored into %s is the same platform, record by record and blob by blob', async (name, open) => {
    const stores = await keep(open());
    const result = await restore(stores, saved);
    expect(result).toMatchObject({ outcome: 'restored' });
    expect(await verifyAudit(stores.records)).toMatchObject({ broken: [] });
    const again = await saveAgain(stores, name.replaceAll(' ', '-'));
    expect(again.lines).toEqual(await savedLines());
    const blobs = async (directory: string) =>
      (await readFile(join(directory, 'blobs.jsonl'), 'utf8')).split('\n').sort();
    expect(await blobs(again.directory)).toEqual(await blobs(saved));
  });

  it('restored, admits the keys that were given out, which it holds as hashes only', async () => {
    const stores = await keep(openEmbedded());
    await restore(stores, saved);
    const accessKeys = createAccessKeys({
      ...stores,
      now: () => platform.clock.now,
      onFailure: () => undefined,
    });
    const wanted = { dataset: 'visits', kind: 'records', route: '/x' } as const;
    const admitted = await accessKeys.admit({ text: key, address: '192.0.2.7' }, wanted);
    expect(admitted).toMatchObject({ outcome: 'admitted' });
    await accessKeys.close();
    for (const file of await readdir(saved))
      if (file.endsWith('l')) expect(await readFile(join(saved, file), 'utf8')).not.toContain(key);
  });

  it('lets the public catalogue be made anew from the records alone', async () => {
    const stores = await keep(openEmbedded());
    await restore(stores, saved);
    const before = await snapshotPointer(stores.records);
    await stores.blobs.remove(`snapshots/${before?.sha256}.sqlite`);
    const pointer = await refreshSnapshot(
      { ...stores, workDirectory: stores.directory, now },
      { rebuild: true },
    );
    const catalogue = await openSnapshot(stores.blobs, pointer);
    expect(catalogue.entry('rivers')?.versions).toHaveLength(1);
    expect(catalogue.entry('visits')?.dataset.openness.class).toBe('conditional');
    catalogue.close();
  });

  it('taken again into the same directory copies no content twice', async () => {
    const again = await copyOf('again');
    const contents = async () => {
      const found: string[] = [];
      for (const part of await readdir(join(again, 'blobs')))
        for (const name of await readdir(join(again, 'blobs', part)))
          found.push(`${name} ${(await stat(join(again, 'blobs', part, name))).ino}`);
      return found.sort();
    };
    const before = await contents();
    const { deps, directory } = platform.publishing;
    const transfer = await openSqliteTransfer(join(directory, 'records.sqlite'), { now });
    await backup({ transfer, blobs: deps.blobs, now, version: '1.0.0' }, again);
    await transfer.close();
    expect(await contents()).toEqual(before);
  });
});

describe('a restore', () => {
  it('is refused by stores that hold something', async () => {
    const stores = await keep(openEmbedded());
    await stores.records.put('something', { is: 'here' });
    expect(await restore(stores, saved)).toEqual({ outcome: 'not-empty' });
  });

  it('fills stores that hold the empty catalogue of a platform which nobody has used yet', async () => {
    const stores = await keep(openEmbedded());
    const snapshot = { ...stores, workDirectory: stores.directory, now };
    await refreshPortal({ ...snapshot, render: async () => undefined });
    expect(await restore(stores, saved)).toMatchObject({ outcome: 'restored' });
    const pointer = await refreshSnapshot(snapshot, { rebuild: true });
    const catalogue = await openSnapshot(stores.blobs, pointer);
    expect(catalogue.entry('rivers')?.versions).toHaveLength(1);
    catalogue.close();
  });

  it('that broke off is finished by running it again', async () => {
    const stores = await keep(openEmbedded());
    const failing = {
      ...stores.transfer,
      write: async (records: Parameters<Stores['transfer']['write']>[0]) => {
        await stores.transfer.write(records.slice(0, 10));
        throw new Error('the disk is full');
      },
    };
    await expect(restore({ ...stores, transfer: failing }, saved)).rejects.toThrow('the disk is full');
    expect(await isBeingRestored(stores.records)).toBe(true);
    expect(await restore(stores, saved)).toMatchObject({ outcome: 'restored' });
    expect(await isBeingRestored(stores.records)).toBe(false);
  });

  it.each([
    ['a changed list of records', async (at: string) => appendFile(join(at, recordsName), '\n')],
    ['no manifest', async (at: string) => rm(join(at, 'manifest.json'))],
    [
      'a changed content',
      async (at: string) => {
        const [part = ''] = await readdir(join(at, 'blobs'));
        const [name = ''] = await readdir(join(at, 'blobs', part));
        const path = join(at, 'blobs', part, name);
        await writeFile(path, (await readFile(path)).fill(0, 0, 1));
      },
    ],
  ])('of a backup with %s writes nothing, and says what is wrong', async (name, damage) => {
    const stores = await keep(openEmbedded());
    const damaged = await copyOf(name.replaceAll(' ', '-'));
    await damage(damaged);
    await expect(restore(stores, damaged)).rejects.toThrow(BackupDamaged);
    for await (const record of stores.transfer.read()) expect.fail(record.kind);
  });
});
