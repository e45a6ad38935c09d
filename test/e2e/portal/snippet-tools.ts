/** Snippets for tools that are not programs here: run by what stands in for them, as far as that goes. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { DuckDBInstance } from '@duckdb/node-api';
import { expect } from 'vitest';
import { parseTable } from '../../datasets/shipped.ts';

const addressIn = (code: string): string => /https?:[^"']+/.exec(code)?.[0] ?? '';

async function bytesAt(address: string): Promise<Uint8Array> {
  const answer = await fetch(address);
  expect(answer.status, address).toBe(200);
  return answer.bytes();
}
const textAt = async (address: string): Promise<string> => new TextDecoder().decode(await bytesAt(address));

/** What DuckDB, as the platform has it, says to the SQL of the file that the first line fetches. */
export async function askDuckdb(code: string): Promise<string> {
  const [, name = '', sql = ''] = /-o (\S+) [\s\S]*duckdb -c "([^"]+)"/.exec(code) ?? [];
  const directory = await mkdtemp(join(tmpdir(), 'snippet-'));
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  try {
    await writeFile(join(directory, name), await bytesAt(addressIn(code)));
    await connection.run(`SET file_search_path = '${directory}'`);
    const answer = await connection.runAndReadAll(sql);
    return JSON.stringify(answer.getRowObjectsJson());
  } finally {
    connection.closeSync();
    instance.closeSync();
    await rm(directory, { recursive: true });
  }
}

/** What is at the address that a query in M names; every bracket of the query is closed. */
export async function askPowerQuery(code: string): Promise<string> {
  expect(code).toMatch(/^let\n[\s\S]*\nin\n {4}Rows$/);
  let open = code.replaceAll(/"[^"]*"/g, '').replaceAll(/[^()[\]]/g, '');
  for (let before = ''; before !== open; ) {
    before = open;
    open = open.replaceAll(/\(\)|\[\]/g, '');
  }
  expect(open).toBe('');
  return textAt(addressIn(code));
}

/** The rows of the SQL, which QGIS' virtual layers give to SQLite, over the table at the address that the code names. */
export async function askQgis(code: string): Promise<readonly object[]> {
  const [, address = '', table = ''] = /"\/vsicurl\/([^"]+)", "([^"]+)"/.exec(code) ?? [];
  const [, sql = ''] = /"""([\s\S]+)"""/.exec(code) ?? [];
  const { rows } = parseTable(await textAt(address));
  const database = new DatabaseSync(':memory:');
  try {
    const columns = Object.keys(rows[0] ?? {});
    database.exec(`CREATE TABLE "${table}" (${columns.map((name) => `"${name}"`).join()})`);
    const insert = database.prepare(`INSERT INTO "${table}" VALUES (${columns.map(() => '?').join()})`);
    for (const row of rows) insert.run(...columns.map((name) => row[name] ?? null));
    database.function('MakePoint', (x, y, reference) => `${x} ${y} ${reference}`);
    return database.prepare(sql).all();
  } finally {
    database.close();
  }
}
