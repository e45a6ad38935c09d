/** `records` with a key against the same question without one, and against plain DuckDB, in the same run. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type Load, load, measure, printTable } from './measure.ts';
import { writeSampleCsv } from './publication.ts';

const rows = 1_000_000;
const requests = 1000;
const concurrency = 8;
const twoRivers = `river__in=${encodeURIComponent('松花江,图们江')}`;

interface Served {
  readonly port: number;
  readonly parquet: string;
  /** Keys: for all rows, and for those of two rivers. */
  readonly whole: string;
  readonly part: string;
}

/** In the order of the statements in `work/duckdb-queries.ts`; `open` is what the key of a part need not ask. */
const questions: readonly { what: string; query: string; key: 'whole' | 'part'; open?: string }[] = [
  { what: 'first 20 rows', query: 'limit=20', key: 'whole' },
  { what: 'one of 9,999 sections', query: 'section__exact=S05000&limit=20', key: 'whole' },
  { what: 'average by river', query: 'river__groupby&ph__avg', key: 'whole' },
  { what: 'the same, two rivers granted', query: 'river__groupby&ph__avg', key: 'part', open: twoRivers },
];

export async function benchKeyed(directory: string): Promise<void> {
  const csv = join(directory, 'keyed.csv');
  await writeSampleCsv(csv, rows);
  const script = new URL('./work/serve-keyed.ts', import.meta.url).pathname;
  const server = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', script, csv], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const [line] = (await once(createInterface({ input: server.stdout }), 'line')) as [string];
  const served = JSON.parse(line) as Served;
  const plain = (await measure('duckdb-queries', served.parquet, String(requests), String(concurrency)))
    .answer as readonly Load[];
  const table: Record<string, string | number>[] = [];
  for (const [index, { what, query, key, open }] of questions.entries()) {
    const path = (id: string) => `http://127.0.0.1:${served.port}/api/v1/datasets/${id}/records?${query}`;
    const peer = plain[index];
    const unkeyed = await ask(`${path('rivers')}${open ? `&${open}` : ''}`, {});
    const keyed = await ask(path('gated'), { 'X-API-Key': served[key] });
    if (peer) table.push(lineOf(what, 'plain DuckDB', peer, unkeyed));
    table.push(lineOf(what, 'unkeyed', unkeyed, unkeyed), lineOf(what, 'keyed', keyed, unkeyed));
  }
  server.stdin.end();
  await once(server, 'close');
  printTable(`Keyed records, ${rows} rows, ${concurrency} connections, ${requests} requests each`, table);
}

async function ask(address: string, headers: Record<string, string>): Promise<Load> {
  return load(requests, concurrency, async () => {
    const answer = await fetch(address, { headers });
    if (answer.status !== 200) throw new Error(await answer.text());
    await answer.arrayBuffer();
  });
}

const lineOf = (question: string, who: string, { perSecond, p50, p99 }: Load, unkeyed: Load) => ({
  question,
  who,
  'requests/s': Math.round(perSecond),
  'p50 ms': p50.toFixed(1),
  'p99 ms': p99.toFixed(1),
  'of unkeyed': (perSecond / unkeyed.perSecond).toFixed(2),
});
