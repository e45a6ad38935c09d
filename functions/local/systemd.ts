/** The two things that systemd gives and asks: a socket that it keeps open over restarts, and a word when we are ready. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Environment } from '../settings.ts';
import { Unusable } from './outage.ts';

/** sd_listen_fds(3): the first descriptor that is passed on. */
const firstSocket = 3;

/** The descriptor of the listening socket that was passed to this process; undefined when it is to listen by itself. */
export function inheritedSocket(environment: Environment, pid: number): number | undefined {
  if (environment.LISTEN_PID !== String(pid)) return undefined;
  const count = Number(environment.LISTEN_FDS);
  if (count > 1)
    throw new Unusable(`${count} sockets were passed on: name one ListenStream in the socket unit`);
  return count === 1 ? firstSocket : undefined;
}

/** Tells the service manager, where there is one, that requests are answered from now on. */
export async function tellReady(environment: Environment): Promise<void> {
  if (!environment.NOTIFY_SOCKET) return;
  // Node has no datagram sockets of the Unix kind; systemd brings a program that speaks for its caller.
  await promisify(execFile)('systemd-notify', ['--ready']);
}
