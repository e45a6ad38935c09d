/** `npm run serve` as a service manager runs it: on a socket that stays open while processes come and go. */
import { writeFile } from 'node:fs/promises';
import { createServer, get } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type Environment, patienceMs, program, type Running, run, within } from './process.ts';

export interface Production {
  readonly url: string;
  readonly running: Running;
  /** Resolves with the process id of the nth process, from 1, when it answers requests. */
  ready(nth: number): Promise<number>;
  /** Resolves when `count` processes have said that they stop, or that they have. */
  said(event: 'stopping' | 'stopped', count: number): Promise<void>;
  /** Starts the second process beside the first. */
  startSecond(): Promise<void>;
  /** Sends the first half of a request; the answer when the rest is sent. */
  begin(path: string): Promise<() => Promise<string>>;
}

/**
 * The first process at once, the second beside it when it is asked for, and a third when the second has ended. The
 * socket is the shell's, which never accepts: what connects while nobody is there waits in it.
 */
const script = `
one() { sh -c 'LISTEN_FDS=1 LISTEN_PID=$$ exec "$0" --disable-warning=ExperimentalWarning "$1"' "$NODE" "$SERVE"; }
mkfifo "$1"; one & read -r _ < "$1"; one; one; wait`;

export async function openProduction(settings: Environment, scratch: string): Promise<Production> {
  const second = join(scratch, 'second');
  const listening = createServer();
  await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
  const { port } = listening.address() as AddressInfo;
  const programs = { NODE: process.execPath, SERVE: join(program, 'functions/local/serve.ts') };
  const running = run(
    'sh',
    ['-c', script, 'sh', second],
    { ...settings, ...programs },
    descriptorOf(listening),
  );
  await new Promise((resolve) => listening.close(resolve));
  const count = (output: string, event: string) => output.split(`"event":"${event}"`).length - 1;
  return {
    url: `http://127.0.0.1:${port}`,
    running,
    ready: async (nth) => {
      const output = await running.until((said) => count(said, 'ready') >= nth);
      return Number([...output.matchAll(/"pid":(\d+)/g)][nth - 1]?.[1]);
    },
    said: async (event, times) => void (await running.until((said) => count(said, event) >= times)),
    startSecond: () => writeFile(second, '\n'),
    begin: async (path) => {
      const socket = connect(port, '127.0.0.1').setEncoding('utf8');
      await new Promise((resolve) => socket.once('connect', resolve));
      socket.write(`GET ${path} HTTP/1.1\r\n`);
      return () => within(finished(socket), () => `no answer for ${path}:\n${running.output()}`);
    },
  };
}

/** Node has no name for the descriptor of a server; it is what systemd passes on. */
function descriptorOf(server: object): number {
  const { _handle: handle } = server as { readonly _handle: { readonly fd: number } };
  return handle.fd;
}

async function finished(socket: Socket): Promise<string> {
  socket.write('Host: x\r\n\r\n');
  let answer = '';
  for await (const chunk of socket) answer += chunk;
  return answer;
}

/** Often enough to fall into every gap, and seldom enough to leave the machine to the others. */
const betweenMs = 10;

/** Asks again and again, each time on a connection of its own, until told to stop; answers what came. */
export function askOnAndOn(address: string): { stop(): Promise<Record<string, number>> } {
  const came: Record<string, number> = {};
  let isDone = false;
  const asking = (async () => {
    while (!isDone) {
      const what = await askOnce(address);
      came[what] = (came[what] ?? 0) + 1;
      await pause(betweenMs);
    }
  })();
  return {
    stop: async () => {
      isDone = true;
      await asking;
      return came;
    },
  };
}

/** The status of the answer when all of it has come, or what went wrong; on a connection that nothing else uses. */
const askOnce = (address: string): Promise<string> =>
  new Promise((resolve) => {
    const failed = (error: Error): void => resolve(error.message);
    const signal = AbortSignal.timeout(patienceMs);
    get(address, { agent: false, signal }, (answer) => {
      answer.once('error', failed).once('end', () => resolve(String(answer.statusCode)));
      answer.resume();
    }).once('error', failed);
  });
