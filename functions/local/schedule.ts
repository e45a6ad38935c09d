/** What this process does by itself while it answers: the jobs of the timetable, each in its rhythm. */
import { type JobName, type JobsOfMachine, jobsIn, rhythms } from '../parts/timetable.ts';

/** Once `stopping` is aborted nothing further should be begun. */
export type Jobs = Readonly<Record<JobsOfMachine, (stopping: AbortSignal) => Promise<unknown>>>;

/** Runs each job again and again, never beside itself. A failure is told, and the job tried again in its turn. */
export function startSchedule(
  jobs: Jobs,
  onFault: (job: JobName, error: unknown) => void,
): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const running = new Map<JobName, Promise<unknown>>();
  const start = (name: JobsOfMachine): void => {
    if (running.has(name)) return;
    const run = jobs[name](stopping.signal).catch((error: unknown) => onFault(name, error));
    running.set(name, run);
    void run.finally(() => running.delete(name));
  };
  const timers = jobsIn('machine').map(([name, { every }]) =>
    setInterval(start, rhythms[every].everyMs, name),
  );
  return {
    async stop() {
      for (const timer of timers) clearInterval(timer);
      stopping.abort(new Error('the process ends'));
      await Promise.all(running.values());
    },
  };
}
