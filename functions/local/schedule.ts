/** What this process does by itself while it answers: send mail, keep the time of applications, and what is due each day. */
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
