/** A function in a process of its own, as Lambda runs it, behind a runtime interface on this machine. */
import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import { stripTypeScriptTypes } from 'node:module';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { dieTogether } from '../child.ts';
import type { Outcome } from './api-event.ts';

export interface FunctionProcess {
  /** Hands an event over; answers what the function posts back. Rejects with what it says when it fails. */
  invoke(event: object): Promise<Outcome>;
  /** What it printed. */
  readonly printed: () => string;
  readonly child: ChildProcess;
  stop(): Promise<void>;
}

/** Lambda's own is JavaScript: no cold start there waits until types are taken off. */
const runtime = stripTypeScriptTypes(readFileSync(join(import.meta.dirname, 'runtime-child.ts'), 'utf8'));

interface Waiting {
  readonly event: object;
  readonly resolve: (outcome: Outcome) => void;
  readonly reject: (error: Error) => void;
}

/** Starts the function whose handler `entry` exports, with nothing in its environment but `environment`. */
export async function startFunction(
  entry: string,
  environment: Readonly<Record<string, string>>,
): Promise<FunctionProcess> {
  const queue: Waiting[] = [];
  const running = new Map<string, Waiting>();
  let idle: ServerResponse | undefined;
  let failure: Error | undefined;
  let count = 0;

  const hand = (): void => {
    const next = idle && queue.shift();
    if (!idle || !next) return;
    count += 1;
    const id = `event-${count}`;
    running.set(id, next);
    idle.writeHead(200, {
      'Lambda-Runtime-Aws-Request-Id': id,
      'Lambda-Runtime-Deadline-Ms': String(Date.now() + 900_000),
    });
    idle.end(JSON.stringify(next.event));
    idle = undefined;
  };
  const fail = (error: Error): void => {
    failure = error;
    for (const waiting of [...queue.splice(0), ...running.values()]) waiting.reject(error);
    running.clear();
  };
  const server = createServer(async (request, response) => {
    const [, id = '', what] = /\/invocation\/([^/]+)\/(response|error)$/.exec(request.url ?? '') ?? [];
    if (request.url?.endsWith('/invocation/next')) {
      idle = response;
      return hand();
    }
    if (request.url?.endsWith('/init/error')) fail(new Error(await text(request)));
    const waiting = running.get(id);
    running.delete(id);
    if (what === 'error') waiting?.reject(new Error(await text(request)));
    if (what === 'response') {
      const mode =
        request.headers['lambda-runtime-function-response-mode'] === 'streaming' ? 'streaming' : 'buffered';
      waiting?.resolve({ mode, message: request });
      await new Promise((resolve) => request.once('close', resolve));
    }
    response.writeHead(202).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const options = ['--disable-warning=ExperimentalWarning', '--input-type=module', '--eval', runtime];
  const child = spawn(process.execPath, [...options, entry], {
    env: { ...environment, AWS_LAMBDA_RUNTIME_API: `127.0.0.1:${port}`, PATH: process.env.PATH ?? '' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  dieTogether(child);
  let printed = '';
  for (const output of [child.stdout, child.stderr])
    output.setEncoding('utf8').on('data', (piece: string) => {
      printed += piece;
    });
  child.once('exit', (code) => fail(new Error(`the function ended with ${code}: ${printed}`)));
  return {
    child,
    printed: () => printed,
    invoke: (event) =>
      new Promise((resolve, reject) => {
        if (failure) return reject(failure);
        queue.push({ event, resolve, reject });
        hand();
      }),
    stop: async () => {
      if (child.exitCode === null && child.signalCode === null) {
        const ended = new Promise((resolve) => child.once('exit', resolve));
        child.kill('SIGKILL');
        await ended;
      }
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
