/** What this process does by itself while it answers: send mail, keep the time of applications, and what is due each day. */
import { chinaDay, type Now } from '../service/clock.ts';
import type { Records } from '../service/ports.ts';

export interface Task {
  readonly everyMs: number;
  readonly run: () => Promise<unknown>;
}

/** Runs each task again and again, never beside itself. A failure is told, and the task tried again in its turn. */
export function startSchedule(
  tasks: readonly Task[],
  onFault: (error: unknown) => void,
): { stop(): Promise<void> } {
  const running = new Map<Task, Promise<unknown>>();
  const start = (task: Task): void => {
    if (running.has(task)) return;
    const run = task.run().catch(onFault);
    running.set(task, run);
    void run.finally(() => running.delete(task));
  };
  const timers = tasks.map((task) => setInterval(start, task.everyMs, task));
  return {
    async stop() {
      for (const timer of timers) clearInterval(timer);
      await Promise.all(running.values());
    },
  };
}

export interface DailyWork {
  readonly records: Records;
  readonly now: Now;
  readonly name: string;
  /** What is done twice, or by two processes, must come to the same. */
  readonly run: () => Promise<unknown>;
}

/**
 * Does the work of this day of China unless it is done already, by whichever process; `again` does it in any case.
 * A day that passed while nothing ran is not made up for: the work speaks of the present.
 */
export async function onceADay(
  { records, now, name, run }: DailyWork,
  { again = false }: { readonly again?: boolean } = {},
): Promise<void> {
  const key = `daily/${name}`;
  const day = chinaDay(now());
  if (!again && (await records.get(key))?.day === day) return;
  await run();
  await records.put(key, { day });
}
