/** From a function URL's events to a surface and back, the answer streamed as it is made. */
import { hash, timingSafeEqual } from 'node:crypto';
import type { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { setImmediate as turn } from 'node:timers/promises';
import type { Hono } from 'hono';
import type { AppContext, Env } from '../routes/deps.ts';
import { type Base, log, now } from './base.ts';
import { environment } from './environment.ts';
import { preludeOf, requestOf, type UrlEvent } from './event.ts';
import { isTaskEvent, runTask, type Tasks } from './tasks.ts';

export type StreamingHandler = (event: object, answer: Writable, context: object) => Promise<unknown>;

/** What is measured of a request is told before the process is frozen. */
export interface Flushing {
  readonly telemetry: Pick<Base['telemetry'], 'flush'>;
}

/** Given by Lambda's own runtime. */
declare const awslambda: {
  streamifyResponse(handle: StreamingHandler): StreamingHandler;
  readonly HttpResponseStream: { from(answer: Writable, prelude: object): Writable };
};

/**
 * The handler of a surface. `written` runs when the answer was sent and before the process is frozen: what is not
 * written then may never be. It runs also where the reader has left, or the answer was broken off: whoever hangs up
 * before the last piece has used what they got. Whoever comes past CloudFront, and so past its firewall, is not answered.
 */
export function httpHandler(
  surface: Hono<Env>,
  { telemetry }: Flushing,
  written: () => Promise<void> = async () => {},
): StreamingHandler {
  const after = async () => {
    await written();
    await telemetry.flush();
  };
  const isFromRouter = routerCheck();
  const respond = async (request: Request) =>
    isFromRouter(request.headers.get('X-Origin-Secret'))
      ? surface.fetch(request)
      : new Response(null, { status: 403 });
  return awslambda.streamifyResponse(async (event, answer) => {
    const { response, leave } = await follow(await respond(requestOf(event as UrlEvent)), after);
    try {
      await send(response, awslambda.HttpResponseStream.from(answer, preludeOf(response)));
    } finally {
      await leave();
    }
  });
}

/** Ends when the last piece was taken, or when there are no more takers: an answer that breaks off is seen as broken off. */
async function send({ body }: Response, answer: Writable): Promise<void> {
  if (!body) {
    // Nothing would be sent, status and headers neither.
    answer.write('');
    answer.end();
    return;
  }
  try {
    await pipeline(piecesOf(body), answer);
  } catch (error) {
    const { message, name } = error as Error;
    log({ level: 'warn', at: now().toISOString(), event: 'answer-broken-off', error: `${name}: ${message}` });
  }
}

async function* piecesOf(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    yield value;
  }
}

/** For a function that the clock calls as well. */
export function httpOrTaskHandler(http: StreamingHandler, base: Base, tasks: Tasks): StreamingHandler {
  return awslambda.streamifyResponse(async (event, answer, context) => {
    if (!isTaskEvent(event)) return http(event, answer, context);
    await runTask(base, tasks, event);
    answer.end();
  });
}

/** Whether a request brings the secret that CloudFront sends. Locally, without one, everything is let in. */
function routerCheck(): (given: string | null) => boolean {
  const { ORIGIN_SECRET_SHA256: expected } = environment('ORIGIN_SECRET_SHA256');
  if (expected === '') return () => true;
  const wanted = Buffer.from(expected, 'hex');
  return (given) => timingSafeEqual(hash('sha256', given ?? '', 'buffer'), wanted);
}

interface Followed {
  readonly response: Response;
  /** To be called when nobody reads any more: lets go of what was not read. */
  readonly leave: () => Promise<void>;
}

/** The same response, whose stream ends after `after` has; or `after` follows when it is left. */
async function follow(response: Response, after: () => Promise<void>): Promise<Followed> {
  const reader = response.body?.getReader();
  if (!reader) {
    await after();
    return { response, leave: async () => {} };
  }
  let state: 'open' | 'broken' | 'over' = 'open';
  const body = new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const { done, value } = await reader.read();
          if (!done) return controller.enqueue(value);
          await after();
          state = 'over';
          controller.close();
        } catch (error) {
          state = 'broken';
          controller.error(error);
        }
      },
    },
    { highWaterMark: 0 },
  );
  const leave = async () => {
    if (state === 'over') return;
    if (state === 'open') await reader.cancel();
    // What lies between here and its source, such as compression, hears of it a turn later.
    await turn();
    await after();
  };
  return { response: new Response(body, response), leave };
}

/** Whose request it is. The router writes this header itself, whatever a client sends, and nobody else is answered. */
export const viewerAddress = (c: AppContext): string | undefined => c.req.header('X-Viewer-Address');
