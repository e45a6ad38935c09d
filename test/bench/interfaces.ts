/**
 * Every interface that is served from the catalogue snapshot, in a large catalogue, one request after the other as a
 * client sends them, compressed. The peer is what the answers are made of, read by plain node:sqlite in the same run.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { Agent, get } from 'node:http';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { DatabaseSync } from 'node:sqlite';
import { syntheticId } from '../support/synthetic-catalogue.ts';
import { load, measure, printTable } from './measure.ts';

const requests = 30;
/** Documents of the whole catalogue are read to their end fewer times. */
const wholeRequests = 5;
const datasetsAPage = 50;

interface Asked {
  readonly what: string;
  /** The address of a request, by how many came before. */
  readonly path: (turn: number) => string;
  /** How many documents of the snapshot the answer is made of, for the peer. */
  readonly documents: number;
  readonly isWhole?: boolean;
}

const facets = encodeURIComponent('["organization","groups","tags","res_format"]');
const words = encodeURIComponent('长春市');
const everyone = encodeURIComponent('数据');
const ckan = '/api/3/action';
const idOf = (turn: number): string => syntheticId(turn * 331);

const ofOne = (file: string): Asked => ({
  what: `a dataset, ${file.replace('/', '')}`,
  path: (turn) => `/datasets/${idOf(turn)}${file}`,
  documents: 1,
});
const aPage = (syntax: string): Asked => ({
  what: `a page of /catalog.${syntax}`,
  path: (turn) => `/catalog.${syntax}?page=${1 + ((turn * 7) % 100)}`,
  documents: datasetsAPage,
});
const search = (what: string, query: (turn: number) => string, documents: number): Asked => ({
  what: `package_search, ${what}`,
  path: (turn) => `${ckan}/package_search?${query(turn)}`,
  documents,
});
const whole = (path: string): Asked => ({ what: path, path: () => path, documents: 10_000, isWhole: true });
const file = (path: string): Asked => ({ what: path, path: () => path, documents: 0 });

const portalFiles = ['/open-list.json', '/open-list.csv', '/sitemap-index.xml', '/sitemap-2.xml'];

const asked: readonly Asked[] = [
  {
    what: 'list',
    path: (turn) => `/api/v1/datasets?limit=100&q=${words}&sort=${turn % 2 ? 'title' : 'modified'}`,
    documents: 100,
  },
  ...['.json', '/dcat.jsonld', '/dcat.ttl', '/dcat.rdf', '/datapackage.json', '/croissant.json'].map(ofOne),
  ...['jsonld', 'ttl', 'rdf'].map(aPage),
  search('plain', (turn) => `start=${turn * 10}`, 10),
  search('a word of a tenth', (turn) => `q=${words}&start=${turn * 10}`, 10),
  search('a word of all, 4 facets', (turn) => `q=${everyone}&facet.field=${facets}&start=${turn * 10}`, 10),
  search('4 facets', (turn) => `facet.field=${facets}&start=${turn * 10}`, 10),
  search('fq', (turn) => `fq=${encodeURIComponent(`res_format:CSV AND groups:${201 + (turn % 17)}`)}`, 10),
  search('1000 rows', (turn) => `rows=1000&start=${(turn % 10) * 1000}`, 1000),
  { what: 'package_show', path: (turn) => `${ckan}/package_show?id=${idOf(turn)}`, documents: 1 },
  { what: 'package_list', path: () => `${ckan}/package_list`, documents: 0 },
  ...['/data.json', '/catalog.csv', '/catalog.jsonl', '/catalog.parquet', '/catalog.sqlite'].map(whole),
  ...['/feed.atom', '/opensearch.xml', ...portalFiles].map(file),
];

export async function benchInterfaces(parent: string, datasets: number): Promise<void> {
  const directory = join(parent, 'interfaces');
  await measure('portal-files', directory, String(datasets), ...portalFiles);
  const script = new URL('./work/serve-interfaces.ts', import.meta.url).pathname;
  const server = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', script, directory], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: server.stdout })[Symbol.asyncIterator]();
  const next = async (): Promise<unknown> => JSON.parse(String((await lines.next()).value));
  const { port } = (await next()) as { port: number };
  const rows: Record<string, string | number>[] = [];
  for (const each of asked) rows.push(await measured(each, port, join(directory, 'catalogue.sqlite')));
  server.stdin.end();
  const { peakMiB } = (await next()) as { peakMiB: number };
  await once(server, 'close');
  const title = `Interfaces, ${datasets} datasets, ${requests} requests each (peak ${Math.round(peakMiB)} MiB)`;
  printTable(title, rows);
}

async function measured({ what, path, documents, isWhole }: Asked, port: number, snapshot: string) {
  const agent = new Agent({ keepAlive: true });
  const ask = (turn: number, isRead = true) => answerTo(agent, port, path(turn), isRead);
  const first = await ask(0);
  const firstBytes: number[] = [];
  let turn = 0;
  const begin = await load(requests, 1, async () => {
    turn += 1;
    firstBytes.push((await ask(turn, !isWhole)).firstMs);
  });
  const total = isWhole ? await load(wholeRequests, 1, async () => void (await ask(1))) : begin;
  agent.destroy();
  const sorted = firstBytes.toSorted((a, b) => a - b);
  const at = (share: number) => (sorted[Math.floor((sorted.length - 1) * share)] ?? 0).toFixed(1);
  return {
    interface: what,
    'first byte p50 ms': at(0.5),
    p95: at(0.95),
    'whole p50 ms': total.p50.toFixed(1),
    'the very first': first.totalMs.toFixed(0),
    KiB: Math.round(first.bytes / 1024),
    'plain node:sqlite p50 ms': documents > 0 ? (await plain(snapshot, documents)).toFixed(1) : '',
  };
}

interface Answered {
  readonly firstMs: number;
  readonly totalMs: number;
  /** As sent. */
  readonly bytes: number;
}

/** Reads to the end, or only what comes first. */
function answerTo(agent: Agent, port: number, path: string, isRead: boolean): Promise<Answered> {
  const from = performance.now();
  const since = () => performance.now() - from;
  return new Promise((resolve, reject) => {
    const headers = { 'Accept-Encoding': 'br' };
    const request = get({ agent, port, path, headers }, (response) => {
      let [bytes, firstMs] = [0, 0];
      if (response.statusCode !== 200) reject(new Error(`${path} answered ${response.statusCode}`));
      response.on('error', (error) => (isRead ? reject(error) : undefined));
      response.on('end', () => resolve({ firstMs, totalMs: since(), bytes }));
      response.on('data', (piece: Buffer) => {
        firstMs ||= since();
        bytes += piece.length;
        if (isRead) return;
        resolve({ firstMs, totalMs: firstMs, bytes });
        request.destroy();
      });
    });
    request.on('error', reject);
  });
}

/** The documents of that many entries, parsed. */
async function plain(snapshot: string, documents: number): Promise<number> {
  const database = new DatabaseSync(snapshot, { readOnly: true });
  const statement = database.prepare('SELECT document FROM entries ORDER BY id LIMIT ?');
  const { p50 } = await load(wholeRequests, 1, async () => {
    for (const { document } of statement.iterate(documents)) JSON.parse(String(document));
  });
  database.close();
  return p50;
}
