import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { exportStream } from '../../../functions/service/audit.ts';
import { appendEvents, loadEvents } from '../../../functions/service/event-log.ts';
import { openSqliteRecords } from '../../../functions/store/sqlite-records.ts';

const root = join(import.meta.dirname, '../../..');
const directory = mkdtempSync(join(tmpdir(), 'export-'));
afterAll(() => rmSync(directory, { recursive: true }));

const at = '2026-03-02T01:00:00.000Z';
const stream = 'application/app_1';
const data = [
  { text: '最小必要 "引号" \\ \n 换行', numbers: [1e21, -0.5, 1e-7] },
  { hash: 'x', nested: { previous: 'y', sequence: 7, ',"hash":"': ',"previous":"' } },
  {},
];

async function exported(): Promise<{ lines: string[]; lastHash: string }> {
  const records = openSqliteRecords(':memory:', { now: () => new Date(at) });
  const events = data.map((each) => ({ type: 'noted', at, actor: '林', data: each }));
  await appendEvents(records, stream, { length: 0, lastHash: '' }, events);
  const lines: string[] = [];
  for await (const line of exportStream(records, stream)) lines.push(line);
  const { lastHash } = await loadEvents(records, stream);
  await records.close();
  return { lines, lastHash };
}

/** What the recipe of the README says to a record. */
function recipe(lines: readonly string[]): string {
  const readme = readFileSync(join(root, 'README.md'), 'utf8');
  const script = /<!-- recipe: .*? -->\n```sh\n([\s\S]*?)```/.exec(readme)?.[1];
  if (!script) throw new Error('the README has no recipe');
  writeFileSync(join(directory, 'record.jsonl'), lines.join(''));
  const { stdout, stderr } = spawnSync('sh', ['-c', script], { cwd: directory, encoding: 'utf8' });
  return (stdout + stderr).trim();
}

describe('an exported stream', () => {
  test('is JSON Lines with every event and its hash', async () => {
    const { lines, lastHash } = await exported();
    const records = lines.map((line) => JSON.parse(line));
    expect(records.map(({ event }) => event.data)).toEqual(data);
    expect(records.map(({ event }) => event.previous)).toEqual(['', records[0].hash, records[1].hash]);
    expect(records.at(-1).hash).toBe(lastHash);
    expect(lines.every((line) => line.indexOf('\n') === line.length - 1)).toBe(true);
  });

  test('is empty when nothing was written', async () => {
    const records = openSqliteRecords(':memory:', { now: () => new Date(at) });
    for await (const line of exportStream(records, stream)) expect(line).toBeUndefined();
    await records.close();
  });

  test('is verified by the recipe of the README', async () => {
    const { lines, lastHash } = await exported();
    expect(recipe(lines)).toBe(`3 events, last hash ${lastHash}`);
  });

  test('does not pass the recipe when an event was changed, left out, repeated or moved', async () => {
    const { lines } = await exported();
    const [first = '', second = '', third = ''] = lines;
    expect(recipe([first, second.replace('nested', 'Nested'), third])).toBe('event 2 was changed');
    expect(recipe([first, third])).toBe('event 2 is missing or moved');
    expect(recipe([second, third])).toBe('event 1 is missing or moved');
    expect(recipe([first, first, second])).toBe('event 2 is missing or moved');
    expect(recipe([second, first, third])).toBe('event 1 is missing or moved');
    expect(recipe([first, `${third.slice(0, -70)}${'0'.repeat(67)}"}\n`])).toBe('event 2 was changed');
  });
});
