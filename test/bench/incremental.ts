/**
 * From a decision to everybody: how long a publication, a new version, a quarantine and a withdrawal take until the interfaces, the
 * page and the search show them, in a large catalogue. The peer is the build of the whole portal in the same run.
 */
import { join } from 'node:path';
import { measure, printTable } from './measure.ts';

export interface Followed {
  readonly what: string;
  /** Seconds from the append of the decision. */
  readonly interfaces: number;
  readonly pageAndSearch: number;
  /** Processor time of all threads until then, seconds: what it takes whatever else the machine does. */
  readonly cpu: number;
  /** Files that were written anew. */
  readonly files: number;
}

export interface IncrementalAnswer {
  readonly wholeSeconds: number;
  readonly wholeFiles: number;
  readonly followed: readonly Followed[];
}

export async function benchIncremental(directory: string, datasets: number): Promise<void> {
  const { answer, peakMiB } = await measure('incremental', join(directory, 'incremental'), String(datasets));
  const { wholeSeconds, wholeFiles, followed } = answer as IncrementalAnswer;
  const row = (change: string, interfaces: string, shown: number, cpu: string, files: number) => ({
    change,
    's to interfaces': interfaces,
    's to page and search': shown.toFixed(2),
    'cpu s': cpu,
    files,
  });
  printTable(`Portal, one change among ${datasets} datasets (peak ${Math.round(peakMiB)} MiB)`, [
    row('the whole portal', '', wholeSeconds, '', wholeFiles),
    ...followed.map(({ what, interfaces, pageAndSearch, cpu, files }) =>
      row(what, interfaces.toFixed(2), pageAndSearch, cpu.toFixed(2), files),
    ),
  ]);
}
