const signals = ['SIGINT', 'SIGTERM'] as const;
/** npm passes on the Ctrl-C that the terminal has sent to both. */
const forwardedWithinMs = 1000;

/** Aborted by the first Ctrl-C or SIGTERM, which `say` hears of. A second one, a while later, ends the process at once. */
export function stopSignal(say: () => void): AbortSignal {
  const controller = new AbortController();
  let asked = 0;
  const stop = (): void => {
    if (controller.signal.aborted) {
      if (performance.now() - asked > forwardedWithinMs) process.exit(130);
      return;
    }
    asked = performance.now();
    say();
    controller.abort(new Error('stopped by a signal'));
  };
  for (const signal of signals) process.on(signal, stop);
  return controller.signal;
}
