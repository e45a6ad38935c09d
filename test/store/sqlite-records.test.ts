import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, describe, expect, test } from 'vitest';
import { openSqliteRecords } from '../../functions/store/sqlite-records.ts';
import { between, seeded } from '../support/seeded.ts';
import { recordsContract } from './records-contract.ts';
import { rivalProcesses, startRecordsChild } from './records-processes.ts';
import { type Acknowledged, findDamage, finishInterrupted, NOTHING } from './records-workload.ts';

describe('records in SQLite', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'records-'));
  const path = join(directory, 'new', 'records.sqlite');
  const open = (file = path) => openSqliteRecords(file, { now: () => new Date('2099-01-01T00:00:00.000Z') });
  afterAll(() => rm(directory, { recursive: true }));

  recordsContract(({ now }) => openSqliteRecords(path, { now }));
  rivalProcesses({ path }, open);

  test('a writer killed at any moment loses nothing that was acknowledged and tears nothing', async () => {
    const random = seeded(20260301);
    const file = join(directory, 'killed.sqlite');
    const runs = new Map<string, Acknowledged>();
    for (let round = 0; round < 12; round += 1) {
      const run = `run ${round}`;
      runs.set(run, await writeAndKill(file, run, between(random, 1, 60), random() * 20));
      const records = open(file);
      for (const [name, acknowledged] of runs)
        expect(await findDamage(records, name, acknowledged)).toEqual([]);
      expect(await finishInterrupted(records, run, runs.get(run) ?? NOTHING)).toMatch(
        /^(appended|repeated) 3$/,
      );
      await records.close();
    }
    const database = new DatabaseSync(file);
    expect(database.prepare('PRAGMA integrity_check').get()).toEqual({ integrity_check: 'ok' });
    database.close();
  }, 120_000);

  test('every commit is synced, in the write-ahead log', async () => {
    const file = join(directory, 'settings.sqlite');
    const records = open(file);
    await records.put('a', {});
    const database = new DatabaseSync(file);
    expect(database.prepare('PRAGMA journal_mode').get()).toEqual({ journal_mode: 'wal' });
    database.close();
    await records.close();
  });

  test('what was removed, or replaced, stays nowhere in the file', async () => {
    const file = join(directory, 'removed.sqlite');
    const place = { index: 'words', key: 'one', sort: 'words' };
    const long = 'x'.repeat(20_000);
    const records = open(file);
    await records.append('s', 0, [], { put: [{ ...place, value: { text: `removed-row ${long}` } }] });
    await records.append('s', 0, [], { put: [{ ...place, key: 'two', value: { text: 'replaced-row' } }] });
    await records.put('item', { text: 'removed-item' });
    await records.append('s', 0, [], { remove: [place], put: [{ ...place, key: 'two', value: {} }] });
    await records.remove('item');
    await records.close();
    expect((await readFile(file)).toString('latin1')).not.toMatch(/removed-|replaced-|xxx/);
  });

  test('a store in memory serves a test that needs no file', async () => {
    const records = open(':memory:');
    await records.put('a', { b: 1 });
    expect(await records.get('a')).toEqual({ b: 1 });
    await records.close();
  });

  test('a file that is no database is refused', async () => {
    const file = join(directory, 'text.sqlite');
    await writeFile(file, 'this is not a database, it is a text of some length'.repeat(20));
    expect(() => open(file)).toThrow('file is not a database');
  });
});

/** Kills the writer some milliseconds after it has said `lines` things; all it said until then is acknowledged. */
async function writeAndKill(path: string, run: string, lines: number, milliseconds: number) {
  const acknowledged = { ...NOTHING };
  const child = startRecordsChild({ path, run });
  let heard = 0;
  for await (const line of child.lines) {
    acknowledged[line as keyof Acknowledged] += 1;
    heard += 1;
    if (heard === lines) void pause(milliseconds).then(() => child.kill());
  }
  return acknowledged;
}
