import { DuckDBInstance } from '@duckdb/node-api';
import { expect, it } from 'vitest';
import { cellValue } from '../../../functions/service/query/cells.ts';

it.each([
  ["TIMESTAMPTZ '2026-01-01 18:00:00+08'", '2026-01-01T10:00:00Z'],
  ["TIMESTAMPTZ '2026-01-01 10:00:00.25+00'", '2026-01-01T10:00:00.25Z'],
  ["TIMESTAMP '2026-01-01 10:00:00'", '2026-01-01T10:00:00'],
])('tells %s as %s, which every client reads', async (cell, expected) => {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  await connection.run("SET TimeZone = 'UTC'");
  const answer = await connection.run(
    `SELECT ${cellValue({ name: 'at', type: 'datetime', field: { name: 'at', type: 'datetime' } }, cell)}`,
  );
  const [[text] = []] = await answer.getRowsJS();
  connection.closeSync();
  instance.closeSync();
  expect(text).toBe(expected);
  expect(Number.isNaN(Date.parse(String(text)))).toBe(false);
});
