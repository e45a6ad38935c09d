import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { descriptor, openPublishing, type Publishing, publisher } from '../service/publication/publishing.ts';

const program = join(import.meta.dirname, '../../functions/local/audit-verify.ts');
let publishing: Publishing;

beforeAll(async () => {
  publishing = await openPublishing();
  await publishing.publish(descriptor());
  await publishing.publish(descriptor(), { 'rivers.csv': 'id,name\n1,松花江\n2,图们江\n3,鸭绿江\n' });
  await publishing.service.withdrawVersion({
    id: 'rivers',
    actor: publisher,
    version: 1,
    reason: '坐标有误',
  });
});
afterAll(() => publishing[Symbol.asyncDispose]());

function verify(...options: string[]) {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', program, ...options],
    { env: { ...process.env, DATA_DIR: publishing.directory }, encoding: 'utf8' },
  );
  return { status, stdout, lines: stderr.trimEnd().split('\n') };
}

/** Changes the store behind the platform's back while `work` runs. */
function tampered<T>(sql: string, undo: string, work: () => T): T {
  const database = new DatabaseSync(join(publishing.directory, 'records.sqlite'), { timeout: 5000 });
  try {
    database.exec(sql);
    const result = work();
    database.exec(undo);
    return result;
  } finally {
    database.close();
  }
}

describe('npm run audit:verify', () => {
  it('finds everything that the platform wrote intact', () => {
    const { status, stdout, lines } = verify();
    expect(lines).toEqual(['= all intact: 3 streams, 8 events']);
    expect([status, stdout]).toEqual([0, '']);
  });

  it('names the stream, the event and what is wrong, and exits with 1', () => {
    const set = (actor: string) =>
      `UPDATE events SET actor = '${actor}' WHERE stream = 'dataset/rivers' AND sequence = 2`;
    const { status, lines } = tampered(set('eve'), set(publisher.id), verify);
    expect(lines).toEqual([
      'x dataset/rivers: event 2: hash: this event is not the one that was written',
      'x 1 broken: 3 streams, 8 events',
    ]);
    expect(status).toBe(1);
  });

  it('prints heads to keep elsewhere, and finds a store that no longer leads through them', () => {
    const kept = join(publishing.directory, 'heads.jsonl');
    const { status, stdout } = verify('--heads');
    expect(status).toBe(0);
    expect(stdout.trimEnd().split('\n')).toHaveLength(3);
    // Twice, as from two days.
    writeFileSync(kept, stdout + stdout);
    expect(verify('--against', kept)).toMatchObject({
      status: 0,
      lines: ['= all intact: 3 streams, 8 events'],
    });
    const head = JSON.parse(stdout.split('\n')[0] ?? '');
    writeFileSync(kept, `${JSON.stringify({ ...head, hash: '0'.repeat(64) })}\n`);
    const { status: found, lines } = verify('--against', kept);
    expect(lines[0]).toBe('x agencies: event 1: anchor: this event is not the one that was noted elsewhere');
    expect(found).toBe(1);
  });

  it('says what is wrong with a call, and exits with 2', () => {
    const none = join(publishing.directory, 'none.jsonl');
    expect(verify('--against', none)).toMatchObject({
      status: 2,
      lines: [expect.stringContaining('none.jsonl')],
    });
    const notHeads = join(publishing.directory, 'work.jsonl');
    writeFileSync(notHeads, '{"stream":"agencies"}\n');
    expect(verify('--against', notHeads)).toMatchObject({
      status: 2,
      lines: expect.arrayContaining([expect.stringContaining('work.jsonl:1: ')]),
    });
    expect(verify('--nothing').status).toBe(2);
  });

  it('is the command of package.json', () => {
    const { scripts } = JSON.parse(readFileSync(join(import.meta.dirname, '../../package.json'), 'utf8'));
    expect(scripts['audit:verify']).toMatch(/ functions\/local\/audit-verify\.ts$/);
  });
});
