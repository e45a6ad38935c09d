/** Writing beside the answers, never before them: a while after something was noted, and one batch after the other. */

export interface WriteBehind {
  /** Writes after a while, together with what else is noted until then. */
  schedule(): void;
  /** Resolves when everything noted so far was written, or is kept for another try. */
  flush(): Promise<void>;
}

/** `write` tells its failures itself; `after` in milliseconds. */
export function writeBehind(write: () => Promise<void>, after: number): WriteBehind {
  let timer: NodeJS.Timeout | undefined;
  let writing: Promise<void> = Promise.resolve();
  const flush = (): Promise<void> => {
    clearTimeout(timer);
    timer = undefined;
    writing = writing.then(write);
    return writing;
  };
  return {
    schedule() {
      timer ??= setTimeout(() => void flush(), after).unref();
    },
    flush,
  };
}
