/** Measuring in child processes: wall seconds and peak resident memory of a piece of work on its own. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';

export interface Measurement {
  readonly seconds: number;
  /** Peak resident memory of the process, MiB. */
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
  const [code] = await once(child, 'close');
  if (code !== 0) throw new Error(`${name} ended with ${code}: ${output}`);
  return JSON.parse(output.trim().split('\n').at(-1) ?? '') as Measurement;
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
