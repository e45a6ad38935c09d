import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Field } from '../../../functions/domain/dataset.ts';
import { literal, openDuckdb } from '../../../functions/service/duckdb.ts';
import { keysStatement, pageStatement } from '../../../functions/service/query/compile.ts';
import { type Engine, openEngine } from '../../../functions/service/query/engine.ts';
import { parseQuery } from '../../../functions/service/query/parse-query.ts';

/** Names that the query engine once used for itself. */
const names = ['x', 'c0', 'c1', 'r', 't', 'line', 'total', 'found'] as const;
const rows = [
  { x: 'b', c0: 3, c1: 'z', r: 9 },
  { x: 'a', c0: 1, c1: 'y', r: 8 },
  { x: 'c', c0: 2, c1: 'x', r: 7 },
  { x: 'a', c0: 5, c1: 'w', r: 6 },
];
const fields: Field[] = names.map((name) => ({
  name,
  title: name,
  type: name === 'c0' || name === 'r' ? 'integer' : 'string',
  sensitivity: 'public',
}));

const directory = mkdtempSync(join(tmpdir(), 'awkward-'));
const path = join(directory, 'table.parquet');
let engine: Engine;

beforeAll(async () => {
  const duckdb = await openDuckdb({ memoryMiB: 256, threads: 1, tempDirectory: directory });
  const values = rows
    .map(({ x, c0, c1, r }) => `('${x}', ${c0}, '${c1}', ${r}, 't', 'l', 'o', 'f')`)
    .join(', ');
  await duckdb.connection.run(
    `COPY (SELECT * FROM (VALUES ${values}) AS v(${names.join(', ')})) TO ${literal(path)} (FORMAT parquet)`,
  );
  duckdb.close();
  engine = await openEngine({ directories: [directory], workDirectory: directory });
});
afterAll(async () => {
  await engine.close();
  rmSync(directory, { recursive: true, force: true });
});

async function ask(text: string): Promise<Record<string, unknown>[]> {
  const parsed = parseQuery([...new URLSearchParams(text)], fields);
  if (parsed.outcome !== 'valid') throw new Error(JSON.stringify(parsed));
  const statement = pageStatement(parsed.query, { path }, { limit: 100 });
  const lines = await engine.rows<{ line: string; r: number }>(statement, new AbortController().signal);
  return lines.map(({ line }) => JSON.parse(line) as Record<string, unknown>);
}

describe('columns called like the aliases of a statement', () => {
  it.each([
    ['c0__sort=asc', 'c0', [1, 2, 3, 5]],
    ['r__sort=asc', 'r', [6, 7, 8, 9]],
    ['c1__sort=desc', 'c1', ['z', 'y', 'x', 'w']],
    ['r__greater=8&c0__sort=asc', 'r', [8, 9]],
  ])('%s sorts and filters by the data', async (query, column, expected) => {
    expect((await ask(query)).map((row) => row[column])).toEqual(expected);
  });

  it('groups and sums them', async () => {
    expect(await ask('x__groupby&c0__sum')).toEqual([
      { x: 'a', c0__sum: 6 },
      { x: 'b', c0__sum: 3 },
      { x: 'c', c0__sum: 2 },
    ]);
  });

  it('finds the keys of a row to continue from', async () => {
    const parsed = parseQuery([['c0__sort', 'asc']], fields);
    if (parsed.outcome !== 'valid') throw new Error(JSON.stringify(parsed));
    const [found] = await engine.rows(keysStatement(parsed.query, { path }, 2), new AbortController().signal);
    expect(found).toMatchObject({ found: 1, c0: '2' });
  });
});
