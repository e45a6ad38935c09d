/** The HTTP server of this process: where it listens, and how it stops. */
import type { Server } from 'node:http';
import type { Config } from './config.ts';
import { malformedRequestAnswer } from './malformed-request.ts';
import { inheritedSocket } from './systemd.ts';

/** Listens on the socket that systemd passed on, or on HOST and PORT. */
export function listen(server: Server, { HOST, PORT, PORTAL_URL }: Config): Promise<void> {
  server.on('clientError', malformedRequestAnswer(PORTAL_URL));
  const fd = inheritedSocket(process.env, process.pid);
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(fd === undefined ? { host: HOST, port: PORT } : { fd }, resolve);
  });
}

const lookEveryMs = 50;

/**
 * Takes no more connections and lets what is under way finish within `withinMs`; what is not finished by then is cut
 * off. Answers how many connections that were. Connections that wait in a socket of systemd stay there for the next.
 */
export async function shut(server: Server, withinMs = 0): Promise<number> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  // A further request on a connection that stays open is its last.
  server.prependListener('request', (_request, response) => {
    response.shouldKeepAlive = false;
  });
  const timer = setInterval(() => server.closeIdleConnections(), lookEveryMs);
  const limit = AbortSignal.timeout(withinMs);
  const isClosed = await Promise.race([closed.then(() => true), aborted(limit).then(() => false)]);
  const cut = isClosed ? 0 : await openConnections(server);
  clearInterval(timer);
  server.closeAllConnections();
  await closed;
  return cut;
}

const openConnections = (server: Server): Promise<number> =>
  new Promise((resolve, reject) =>
    server.getConnections((error, count) => (error ? reject(error) : resolve(count))),
  );

export function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
