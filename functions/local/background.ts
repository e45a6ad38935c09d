/** Publications of uploads, in this very process, beside the answering of requests. */
import type { Job, PublicationRunner } from '../service/ports-upload.ts';

export interface Background extends PublicationRunner {
  /** Resolves when nothing is under way. */
  idle(): Promise<void>;
  /** Lets go of every job that is under way, and hands it to `abandon`. Its next step will be its last. */
  stop(abandon: (job: Job) => Promise<unknown>): Promise<void>;
}

/** `run` does a job from beginning to end, or until it is to stop, and does not reject. */
export function openBackground(run: (job: Job, stopping: AbortSignal) => Promise<unknown>): Background {
  const underway = new Map<string, { readonly job: Job; readonly end: Promise<unknown> }>();
  const stopping = new AbortController();
  return {
    async start(job) {
      const name = `${job.upload}/${job.run}`;
      if (stopping.signal.aborted) return 'no-capacity';
      if (underway.has(name)) return 'started';
      const end = run(job, stopping.signal).finally(() => underway.delete(name));
      underway.set(name, { job, end });
      return 'started';
    },
    async idle() {
      while (underway.size > 0) await Promise.all([...underway.values()].map(({ end }) => end));
    },
    async stop(abandon) {
      stopping.abort(new Error('the process ends'));
      await Promise.all([...underway.values()].map(({ job }) => abandon(job)));
    },
  };
}
