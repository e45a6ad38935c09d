/** Progress on standard error: a bar that redraws itself on a terminal, one line a step elsewhere. */
export interface Progress {
  /** `done` between 0 and 1. */
  update(done: number, step: string): void;
  /** Ends the line with what came of it. */
  finish(line: string): void;
}

const width = 24;

export function progress(title: string, stream: NodeJS.WriteStream = process.stderr): Progress {
  let lastStep = '';
  const redraw = (text: string) => stream.write(`\r\x1b[2K${text}`);
  return {
    update(done, step) {
      const filled = Math.round(Math.min(1, Math.max(0, done)) * width);
      if (stream.isTTY) redraw(`[${'#'.repeat(filled).padEnd(width, '.')}] ${title}  ${step}`);
      else if (step !== lastStep) stream.write(`  ${title}: ${step}\n`);
      lastStep = step;
    },
    finish(line) {
      if (stream.isTTY) redraw(`${line}\n`);
      else stream.write(`${line}\n`);
    },
  };
}
