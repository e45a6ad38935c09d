/**
 * The one way out: HTTP requests to addresses that somebody else chose (webhooks, catalogues to harvest). Connects
 * only to the addresses that were checked, follows no redirect, uses no proxy, and ends by itself.
 */
import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import type { LookupFunction } from 'node:net';
import {
  addressesOf,
  type HostAddress,
  type Resolve,
  readTarget,
  resolveHost,
  type Target,
  type TargetRefusal,
  type TargetRules,
} from './target.ts';

export interface OutgoingRules extends TargetRules {
  /** For the whole exchange, the reading of the answer included. */
  readonly totalMs?: number;
  /** Until the connection stands, TLS included. */
  readonly connectMs?: number;
  /** Of the answer's body. */
  readonly mostBytes?: number;
  readonly resolve?: Resolve;
}

export interface OutgoingRequest {
  readonly url: string;
  readonly method: 'GET' | 'HEAD' | 'POST';
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** `timeout`: too slow. `tls`: the certificate is not good for this host. `connection`: refused, reset, unreachable. */
export type OutgoingFailure = TargetRefusal | 'timeout' | 'tls' | 'connection';

export type OutgoingAnswer =
  | {
      readonly outcome: 'answered';
      readonly status: number;
      readonly headers: Readonly<Record<string, string | string[] | undefined>>;
      /** To be read to its end or left. Throws `AnswerCut` when it is too large, too slow or breaks off. */
      readonly body: AsyncIterable<Uint8Array>;
      /** Leaves the rest of the answer. */
      readonly leave: () => void;
    }
  | { readonly outcome: 'failed'; readonly reason: OutgoingFailure };

/** The answer began and did not end well. */
export class AnswerCut extends Error {
  override readonly name = 'AnswerCut';
  readonly reason: 'too-large' | 'timeout' | 'connection';
  constructor(reason: AnswerCut['reason'], cause?: unknown) {
    super(`the answer was cut off: ${reason}`, { cause });
    this.reason = reason;
  }
}

const usual = { totalMs: 10_000, connectMs: 5_000, mostBytes: 1_048_576, resolve: resolveHost } as const;

/** One exchange, 10 seconds and 1 MiB unless told otherwise. Everything that can go wrong outside is a value. */
export async function sendOut(request: OutgoingRequest, rules: OutgoingRules = {}): Promise<OutgoingAnswer> {
  const { totalMs, connectMs, mostBytes, resolve } = { ...usual, ...rules };
  const target = readTarget(request.url, rules);
  if (typeof target === 'string') return { outcome: 'failed', reason: target };
  const deadline = AbortSignal.timeout(totalMs);
  const addresses = await unlessLate(addressesOf(target, resolve), deadline);
  if (typeof addresses === 'string') return { outcome: 'failed', reason: addresses };
  const response = await exchange(request, target, { addresses, deadline, connectMs });
  if (typeof response === 'string') return { outcome: 'failed', reason: response };
  return {
    outcome: 'answered',
    status: response.statusCode ?? 0,
    headers: response.headers,
    body: bounded(response, mostBytes, deadline),
    leave: () => response.destroy(),
  };
}

/** Looking a name up cannot be called off; nobody waits for it any longer. */
function unlessLate<T>(work: Promise<T>, deadline: AbortSignal): Promise<T | 'timeout'> {
  return new Promise((settle, fail) => {
    deadline.addEventListener('abort', () => settle('timeout'), { once: true });
    work.then(settle, fail);
  });
}

interface Connecting {
  readonly addresses: readonly HostAddress[];
  readonly deadline: AbortSignal;
  readonly connectMs: number;
}

function exchange(
  { method, headers = {}, body }: OutgoingRequest,
  { url, host }: Target,
  { addresses, deadline, connectMs }: Connecting,
): Promise<IncomingMessage | OutgoingFailure> {
  const isTls = url.protocol === 'https:';
  // Agents of its own: no connection is shared, and the environment names no proxy to them.
  const agent = isTls ? new HttpsAgent({ rejectUnauthorized: true }) : new HttpAgent();
  const length = body === undefined ? {} : { 'Content-Length': String(Buffer.byteLength(body)) };
  const options = {
    agent,
    method,
    headers: { 'Accept-Encoding': 'identity', ...headers, ...length, Connection: 'close' },
    hostname: host,
    lookup: answering(addresses),
    signal: deadline,
  };
  return new Promise((settle) => {
    const tooLate = new Error('no connection in time');
    const sent = isTls ? httpsRequest(url, options) : httpRequest(url, options);
    const late = setTimeout(() => sent.destroy(tooLate), connectMs);
    const connected = (): void => clearTimeout(late);
    sent.on('socket', (socket) => socket.once(isTls ? 'secureConnect' : 'connect', connected));
    sent.once('close', connected);
    sent.once('response', settle);
    sent.on('error', (error) => settle(deadline.aborted || error === tooLate ? 'timeout' : failureOf(error)));
    sent.end(body);
  });
}

/** Stands for the name service: whatever is asked, it answers what was checked. */
const answering =
  (addresses: readonly HostAddress[]): LookupFunction =>
  (_host, options, callback) => {
    const [first] = addresses;
    if (options.all) callback(null, [...addresses]);
    else callback(null, first?.address ?? '', first?.family);
  };

function failureOf(error: NodeJS.ErrnoException): OutgoingFailure {
  return /CERT|SSL|TLS|SELF_SIGNED|UNABLE_TO|EPROTO/.test(error.code ?? '') ? 'tls' : 'connection';
}

async function* bounded(
  response: IncomingMessage,
  mostBytes: number,
  deadline: AbortSignal,
): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  try {
    for await (const chunk of response as AsyncIterable<Uint8Array>) {
      bytes += chunk.length;
      if (bytes > mostBytes) throw new AnswerCut('too-large');
      yield chunk;
    }
  } catch (error) {
    if (error instanceof AnswerCut) throw error;
    throw new AnswerCut(deadline.aborted ? 'timeout' : 'connection', error);
  } finally {
    response.destroy();
  }
}
