/** The peer: DuckDB alone reads the same CSV and writes one Parquet file, nothing checked. */
import { mkdtemp, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { report } from '../measure.ts';

const [path = ''] = process.argv.slice(2);

await report(async () => {
  const directory = await mkdtemp(join(dirname(path), 'copy-'));
  const instance = await DuckDBInstance.create(':memory:', { threads: '2', memory_limit: '512MiB' });
  const connection = await instance.connect();
  try {
    const target = join(directory, 'out.parquet');
    await connection.run(`COPY (FROM read_csv('${path}')) TO '${target}' (FORMAT parquet, COMPRESSION zstd)`);
    return {};
  } finally {
    connection.closeSync();
    instance.closeSync();
    await rm(directory, { recursive: true, force: true });
  }
});
