import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Engine, openEngine } from '../../../functions/service/query/engine.ts';
import { QueryOutage } from '../../../functions/service/query/pool.ts';

const directory = mkdtempSync(join(tmpdir(), 'engine-'));
const outside = mkdtempSync(join(tmpdir(), 'outside-'));
const never = new AbortController().signal;
/** Counts for hours. */
const endless = {
  sql: 'SELECT count(*) FILTER (a.range * b.range % 7 = 3) AS n FROM range(10000000) a, range(1000000) b',
  values: [],
};
let engine: Engine;

beforeAll(async () => {
  writeFileSync(join(directory, 'a.txt'), 'inside');
  writeFileSync(join(outside, 'a.txt'), 'outside');
  const workDirectory = join(directory, 'work');
  engine = await openEngine({ directories: [directory], workDirectory, pages: 1, timeout: 200 });
});
afterAll(async () => {
  await engine.close();
  for (const each of [directory, outside]) rmSync(each, { recursive: true });
});

const read = (path: string) =>
  engine.rows({ sql: 'SELECT content FROM read_text(?)', values: [path] }, never);

it('reads below its directories and nowhere else', async () => {
  expect(await read(join(directory, 'a.txt'))).toEqual([{ content: 'inside' }]);
  for (const path of [
    join(outside, 'a.txt'),
    `${directory}/../${outside.split('/').pop()}/a.txt`,
    '/etc/passwd',
  ])
    await expect(read(path)).rejects.toThrow('file system operations are disabled');
});

it('keeps its settings, whatever a statement says', async () => {
  for (const sql of ['SET enable_external_access = true', "SET memory_limit = '64GB'", 'INSTALL httpfs'])
    await expect(engine.rows({ sql, values: [] }, never)).rejects.toThrow();
});

it('gives up a page that takes too long, and says so', async () => {
  await expect(engine.rows(endless, never)).rejects.toThrow(new QueryOutage('query-too-slow'));
});

it('stops when the asker leaves, also while waiting for a connection, and serves the next', async () => {
  const leaving = new AbortController();
  const questions = [engine.rows(endless, leaving.signal), engine.rows(endless, leaving.signal)];
  leaving.abort(new Error('left'));
  for (const question of questions) await expect(question).rejects.toThrow('left');
  expect(await engine.rows({ sql: 'SELECT 1 AS n', values: [] }, never)).toEqual([{ n: 1 }]);
});

it('refuses to let a stream that failed inside pass for a whole one', async () => {
  const sql = "SELECT CASE WHEN range = 5000 THEN error('broken') ELSE 'x' END FROM range(10000)";
  const readAll = async () => {
    for await (const _lines of engine.lines({ sql, values: [] }, 10_000, never));
  };
  await expect(readAll()).rejects.toThrow(/broken|ended after \d+ of 10000 rows/);
});

it('closes although a reader of a stream never comes back', async () => {
  const workDirectory = join(directory, 'other');
  const other = await openEngine({ directories: [directory], workDirectory });
  const lines = other.lines({ sql: "SELECT 'x' FROM range(1000000)", values: [] }, 1_000_000, never);
  await lines.next();
  await other.close();
  await expect(lines.next()).rejects.toThrow();
});
