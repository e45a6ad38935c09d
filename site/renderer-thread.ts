/** A renderer in a thread of its own, one job at a time. After a failure it is of no more use: close it. */
import { once } from 'node:events';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { Answer, Job, Rendered } from './renderer-worker.ts';

export interface RendererThread {
  /** Renders what differs from the last job's edition (or all) into `outDir`. Throws when anything fails. */
  run(job: Job, onProgress?: (pages: number) => void): Promise<Rendered>;
  close(): Promise<void>;
}

export interface RendererOptions {
  /** The directory that `buildRenderer` wrote. */
  readonly bundle: string;
  /** Public address without a closing slash, which the pages name. */
  readonly portalUrl: string;
}

export async function openRenderer({ bundle, portalUrl }: RendererOptions): Promise<RendererThread> {
  const entry = pathToFileURL(join(bundle, 'server/entry.mjs')).href;
  const worker = new Worker(new URL('./renderer-worker.ts', import.meta.url), {
    workerData: entry,
    // The catalogue comes with each job.
    env: { ...process.env, PORTAL_URL: portalUrl, CATALOGUE_SNAPSHOT: '', BUILD_MOMENT: '' },
  });
  await once(worker, 'online');
  worker.unref();
  return {
    run: (job, onProgress) => {
      worker.ref();
      return runJob(worker, job, onProgress).finally(() => worker.unref());
    },
    close: async () => {
      await worker.terminate();
    },
  };
}

function runJob(worker: Worker, job: Job, onProgress?: (pages: number) => void): Promise<Rendered> {
  return new Promise((resolve, reject) => {
    const settle = (act: () => void): void => {
      worker.off('message', hear).off('error', fail).off('exit', end);
      act();
    };
    const hear = (answer: Answer): void => {
      if (answer.kind === 'progress') onProgress?.(answer.pages);
      else if (answer.kind === 'done') settle(() => resolve(answer.rendered));
      else settle(() => reject(answer.error));
    };
    const fail = (error: unknown): void => settle(() => reject(error));
    const end = (): void => settle(() => reject(new Error('The renderer has ended')));
    worker.on('message', hear).on('error', fail).on('exit', end);
    worker.postMessage(job);
  });
}
