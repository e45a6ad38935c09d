/** The peer: plain DuckDB answers the same questions over the same Parquet file, nothing around it. */
import { DuckDBInstance } from '@duckdb/node-api';
import { load, report } from '../measure.ts';

const [parquet = '', requests = '1', concurrency = '1'] = process.argv.slice(2);
const statements = [
  `SELECT * FROM read_parquet('${parquet}') LIMIT 20`,
  `SELECT * FROM read_parquet('${parquet}') WHERE section = 'S05000' LIMIT 20`,
  `SELECT river, count(*), avg(ph) FROM read_parquet('${parquet}') GROUP BY river`,
  `SELECT river, count(*), avg(ph) FROM read_parquet('${parquet}') WHERE river IN ('松花江', '图们江') GROUP BY river`,
];

const instance = await DuckDBInstance.create(':memory:', { threads: '2' });
const connections = await Promise.all(Array.from({ length: Number(concurrency) }, () => instance.connect()));

await report(async () => {
  const answers = [];
  for (const statement of statements)
    answers.push(
      await load(Number(requests), connections.length, async (worker) => {
        const reader = await connections[worker]?.runAndReadAll(statement);
        reader?.getRowObjectsJson();
      }),
    );
  return answers;
});
