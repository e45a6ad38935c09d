/** `records` over HTTP against plain DuckDB asking the same questions of the same file, in the same run. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type Load, load, measure, printTable } from './measure.ts';
import { writeSampleCsv } from './publication.ts';

const rows = 1_000_000;
const requests = 1000;
const concurrency = 8;

/** In the order of the statements in `work/duckdb-queries.ts`. */
const questions = {
  'first 20 rows': 'limit=20',
  'one of 9,999 sections': 'section__exact=S05000&limit=20',
  'average by river': 'river__groupby&ph__avg',
} as const;

export async function benchRecords(directory: string): Promise<void> {
  const csv = join(directory, 'records.csv');
  await writeSampleCsv(csv, rows);
  const script = new URL('./work/serve-records.ts', import.meta.url).pathname;
  const server = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', script, csv], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const [line] = (await once(createInterface({ input: server.stdout }), 'line')) as [string];
  const { port, parquet } = JSON.parse(line) as { port: number; parquet: string };
  const table: Record<string, string | number>[] = [];
  const plain = (await measure('duckdb-queries', parquet, String(requests), String(concurrency)))
    .answer as readonly Load[];
  for (const [index, [what, query]] of Object.entries(questions).entries()) {
    const address = `http://127.0.0.1:${port}/api/v1/datasets/rivers/records?${query}`;
    const ours = await load(requests, concurrency, async () => {
      const answer = await fetch(address);
      if (answer.status !== 200) throw new Error(await answer.text());
      await answer.arrayBuffer();
    });
    const peer = plain[index];
    table.push({
      question: what,
      'requests/s': Math.round(ours.perSecond),
      'p50 ms': ours.p50.toFixed(1),
      'p99 ms': ours.p99.toFixed(1),
      'plain DuckDB/s': Math.round(peer?.perSecond ?? 0),
      'plain p50 ms': peer?.p50.toFixed(1) ?? '',
      ratio: ((peer?.perSecond ?? 0) / ours.perSecond).toFixed(2),
    });
  }
  server.stdin.end();
  await once(server, 'close');
  printTable(`Records API, ${rows} rows, ${concurrency} connections, ${requests} requests each`, table);
}
