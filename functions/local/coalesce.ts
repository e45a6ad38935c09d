/** Work that many ask for and that one run does for all of them. */

export interface Coalesced {
  /** Has the work done within `ms`, together with whatever else is asked for until then. */
  within(ms: number): void;
  /** Does no more than what has begun. */
  stop(): Promise<void>;
}

/**
 * `work` never runs beside itself, and begins at least `apartMs` after it began before. Asked for while it runs, it
 * runs again: it may have read too early. A failure is told, and made good when it is next asked for.
 */
export function coalesce(
  work: () => Promise<unknown>,
  { apartMs, onFault }: { readonly apartMs: number; readonly onFault: (error: unknown) => void },
): Coalesced {
  let due = Number.POSITIVE_INFINITY;
  let began = Number.NEGATIVE_INFINITY;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<unknown> | undefined;
  let isStopped = false;

  const schedule = (): void => {
    clearTimeout(timer);
    if (running || isStopped || due === Number.POSITIVE_INFINITY) return;
    timer = setTimeout(run, Math.max(0, Math.max(due, began + apartMs) - performance.now()));
  };
  const run = (): void => {
    due = Number.POSITIVE_INFINITY;
    began = performance.now();
    running = work()
      .catch(onFault)
      .finally(() => {
        running = undefined;
        schedule();
      });
  };
  return {
    within(ms) {
      due = Math.min(due, performance.now() + ms);
      schedule();
    },
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
