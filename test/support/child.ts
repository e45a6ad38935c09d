import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

export interface Child {
  /** The lines it has written, as they arrive; ends when the process has ended. */
  readonly lines: AsyncIterable<string>;
  /** Writes one line to its standard input. */
  say(line: string): void;
  /** SIGKILL: the process gets no chance to finish anything. */
  kill(): void;
}

/** Runs a TypeScript file in a process of its own, with one argument: `input` as JSON. */
export function startChild(file: string, input: unknown): Child {
  const child = spawn(process.execPath, [file, JSON.stringify(input)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  dieTogether(child);
  return {
    lines: createInterface({ input: child.stdout }),
    say: (line) => child.stdin.write(`${line}\n`),
    kill: () => child.kill('SIGKILL'),
  };
}

/** Ends `child` when this process ends, so that a failing test leaves nothing running. */
export function dieTogether(child: ChildProcess): void {
  const end = () => child.kill('SIGKILL');
  process.once('exit', end);
  child.once('exit', () => process.off('exit', end));
}

/** The input that `startChild` gave to this process. */
export function childInput(): unknown {
  return JSON.parse(process.argv[2] ?? 'null');
}
