/** Measuring in child processes: wall seconds and peak resident memory of a piece of work on its own. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';

export interface Measurement {
  readonly seconds: number;
  /** Peak resident memory of the process and all its children together, MiB, looked at every 50 ms. */
  readonly peakMiB: number;
  /** What the work itself answered. */
  readonly answer: unknown;
}

/** Runs `test/bench/work/NAME.ts ARGUMENTS…` in a process of its own. Throws with its output when it fails. */
export async function measure(name: string, ...args: readonly string[]): Promise<Measurement> {
  const script = new URL(`./work/${name}.ts`, import.meta.url).pathname;
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', script, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  let peakMiB = 0;
  const watch = setInterval(() => {
    peakMiB = Math.max(peakMiB, treeMiB(child.pid ?? 0));
  }, 50);
  const [code] = await once(child, 'close');
  clearInterval(watch);
  if (code !== 0) throw new Error(`${name} ended with ${code}: ${output}`);
  const own = JSON.parse(output.trim().split('\n').at(-1) ?? '') as Measurement;
  return { ...own, peakMiB: Math.max(peakMiB, own.peakMiB) };
}

/** Resident memory of a process and its descendants, MiB; 0 where there is no /proc. */
function treeMiB(root: number): number {
  const processes = existsSync('/proc/self/stat')
    ? readdirSync('/proc').filter((name) => /^\d+$/.test(name))
    : [];
  const parents = new Map<number, number>();
  const resident = new Map<number, number>();
  for (const pid of processes) {
    const fields = readStat(pid);
    if (!fields) continue;
    parents.set(Number(pid), Number(fields[1]));
    resident.set(Number(pid), Number(fields[21]) * pageKiB);
  }
  const isBelow = (pid: number | undefined): boolean =>
    pid !== undefined && (pid === root || isBelow(parents.get(pid)));
  let kib = 0;
  for (const [pid, size] of resident) if (isBelow(pid)) kib += size;
  return kib / 1024;
}

const pageKiB = 4;

/** Processor time that a process took so far, in milliseconds, by tens; NaN where there is no /proc. */
export function cpuMs(pid: number | undefined): number {
  const fields = readStat(String(pid));
  return 10 * (Number(fields?.[11]) + Number(fields?.[12]));
}

/** The fields of /proc/PID/stat behind the command's name; undefined when the process has just ended. */
function readStat(pid: string): string[] | undefined {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ');
  } catch (error) {
    if (['ENOENT', 'ESRCH'].includes((error as NodeJS.ErrnoException).code ?? '')) return undefined;
    throw error;
  }
}

/** The end of each work script: prints what it measured of itself. */
export async function report(work: () => Promise<unknown>): Promise<void> {
  const started = performance.now();
  const answer = await work();
  const seconds = (performance.now() - started) / 1000;
  // maxRSS is in KiB on every platform Node supports.
  const peakMiB = process.resourceUsage().maxRSS / 1024;
  console.log(JSON.stringify({ seconds, peakMiB, answer }));
}

export const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

/** Prints rows as an aligned table. */
export function printTable(title: string, rows: readonly Readonly<Record<string, string | number>>[]): void {
  console.log(`\n${title}`);
  const columns = Object.keys(rows[0] ?? {});
  const width = (column: string) => Math.max(column.length, ...rows.map((row) => String(row[column]).length));
  const line = (cells: readonly string[]) => console.log(`  ${cells.join('  ')}`);
  line(columns.map((column) => column.padEnd(width(column))));
  for (const row of rows) line(columns.map((column) => String(row[column]).padEnd(width(column))));
}

export interface Load {
  readonly perSecond: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
}

/** Runs `once` `count` times, `workers` at a time. */
export async function load(
  count: number,
  workers: number,
  once: (worker: number) => Promise<void>,
): Promise<Load> {
  const times: number[] = [];
  let left = count;
  const started = performance.now();
  const work = async (_: unknown, worker: number) => {
    while (left-- > 0) {
      const from = performance.now();
      await once(worker);
      times.push(performance.now() - from);
    }
  };
  await Promise.all(Array.from({ length: workers }, work));
  const seconds = (performance.now() - started) / 1000;
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return { perSecond: times.length / seconds, p50: at(0.5), p99: at(0.99) };
}
