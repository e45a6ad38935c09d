/**
 * The functions of the cloud: bytes, cold start, latency, memory, each bundled as SST does and in processes that speak
 * Lambda's runtime interface. The peer is a handler that answers "hello" in the same runtime.
 */
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { publish, reservoirs, tokenOf } from '../lambda/journey/people.ts';
import { prepare } from '../lambda/journey/prepare.ts';
import { eventOf, responseOf } from '../support/lambda/api-event.ts';
import { type FunctionName, functionNames } from '../support/lambda/bundle.ts';
import { type Cloud, openCloud } from '../support/lambda/cloud.ts';
import { type FunctionProcess, startFunction } from '../support/lambda/function-process.ts';
import { cpuMs, load, median, printTable } from './measure.ts';

const starts = 7;
const requests = 300;

interface Subject {
  readonly name: string;
  readonly what: string;
  readonly startBytes: number;
  readonly allBytes: number;
  start(): Promise<FunctionProcess>;
  /** Resolves when the whole answer is here; throws for one that is none. */
  ask(process: FunctionProcess): Promise<void>;
  /** Asking it again and again would not measure answers. */
  readonly isTask?: boolean;
}

export async function benchFunctions(directory: string): Promise<void> {
  const cloud = await openCloud();
  try {
    await prepare(cloud, directory);
    const { descriptor, csv } = await reservoirs('ecology');
    const published = await publish(cloud, 'ecology-publisher', descriptor, 'reservoirs.csv', csv);
    if (published.status !== 201) throw new Error(published.text);
    await cloud.task('render', 'pages');
    const measured = [await measureFunction(hello())];
    for (const name of functionNames) measured.push(await measureFunction(await subjectOf(cloud, name)));
    const [peer] = measured;
    printTable(
      `Functions: ${starts} cold starts each, spawn to first answer; ${requests} warm requests, one at a time`,
      measured.map(({ cold, ...row }) => ({
        ...row,
        'cold ms': Math.round(cold),
        'of hello': (cold / (peer?.cold ?? Number.NaN)).toFixed(1),
      })),
    );
  } finally {
    await cloud.close();
  }
}

const kilobytes = (bytes: number): number => Math.round(bytes / 1000);

async function measureFunction(subject: Subject) {
  const colds: number[] = [];
  const cpus: number[] = [];
  let last: FunctionProcess | undefined;
  for (let count = 0; count < starts; count += 1) {
    await last?.stop();
    const spawned = performance.now();
    last = await subject.start();
    await subject.ask(last);
    colds.push(performance.now() - spawned);
    cpus.push(cpuMs(last.child.pid));
  }
  const warm = last;
  if (!warm) throw new Error('nothing was started');
  const { p50, p99 } = await load(subject.isTask ? 10 : requests, 1, () => subject.ask(warm));
  const peak = peakMiB(warm);
  await warm.stop();
  return {
    function: subject.name,
    asked: subject.what,
    'kB read cold': kilobytes(subject.startBytes),
    'kB in all': kilobytes(subject.allBytes),
    cold: median(colds),
    'cold cpu ms': median(cpus),
    'p50 ms': p50.toFixed(1),
    'p99 ms': p99.toFixed(1),
    'peak MiB': peak,
  };
}

/** The most memory that the process ever had; NaN where there is no /proc. */
function peakMiB({ child }: FunctionProcess): number {
  const path = `/proc/${child.pid}/status`;
  const [, kib] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(path, 'utf8')) ?? [];
  return Math.round(Number(kib) / 1024);
}

function hello(): Subject {
  const entry = join(import.meta.dirname, 'work/hello.mjs');
  const { size } = statSync(entry);
  const base = { name: 'hello', what: 'hello', startBytes: size, allBytes: size };
  return { ...base, start: () => startFunction(entry, {}), ask: asking('http://localhost/', {}) };
}

const paths: Readonly<Partial<Record<FunctionName, string>>> = {
  public: '/api/v1/datasets',
  query: '/api/v1/datasets/reservoirs/records?limit=2',
  workflow: '/api/v1/me',
  oversight: '/api/v1/questions',
  publication: '/openapi.json',
};
const tasks: Readonly<Partial<Record<FunctionName, string>>> = { schedule: 'timekeeping', render: 'pages' };

async function subjectOf(cloud: Cloud, name: FunctionName): Promise<Subject> {
  const { startBytes, allBytes } = await cloud.bundle(name);
  const base = { name, startBytes, allBytes, start: () => cloud.start(name) };
  const path = paths[name];
  if (path === undefined) {
    const task = tasks[name] ?? '';
    const ask = async (process: FunctionProcess) =>
      void (await buffer((await process.invoke({ task })).message));
    return { ...base, what: `task ${task}`, ask, isTask: true };
  }
  const headers = { Authorization: `Bearer ${await tokenOf(cloud, 'ecology-publisher')}` };
  return { ...base, what: path, ask: asking(cloud.url + path, name === 'workflow' ? headers : {}) };
}

function asking(url: string, headers: Readonly<Record<string, string>>) {
  return async (process: FunctionProcess): Promise<void> => {
    const event = await eventOf(new Request(url, { headers }), '192.0.2.7');
    const response = await responseOf(await process.invoke(event));
    const text = await response.text();
    if (response.status !== 200) throw new Error(`${url}: ${response.status} ${text}`);
  };
}
