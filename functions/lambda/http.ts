/** From a function URL's events to a surface and back, the answer streamed as it is made. */
import { hash, timingSafeEqual } from 'node:crypto';
import type { Writable } from 'node:stream';
import { setImmediate as turn } from 'node:timers/promises';
import type { Hono } from 'hono';
import { streamHandle } from 'hono/aws-lambda';
import type { AppContext, Env } from '../routes/deps.ts';
import type { Base } from './base.ts';
import { environment } from './environment.ts';
import { isTaskEvent, runTask, type Tasks } from './tasks.ts';

type StreamingHandler = (event: object, answer: Writable, context: object) => Promise<unknown>;

/** Given by Lambda's own runtime. */
declare const awslambda: { streamifyResponse(handle: StreamingHandler): StreamingHandler };

/**
 * The handler of a surface. `written` runs when the answer was sent and before the process is frozen: what is not
 * written then may never be. It runs also where the reader has left, or the answer was broken off: whoever hangs up
 * before the last piece has used what they got. Whoever comes past CloudFront, and so past its firewall, is not answered.
 */
export function httpHandler(
  surface: Hono<Env>,
  { telemetry }: Pick<Base, 'telemetry'>,
  written: () => Promise<void> = async () => {},
): StreamingHandler {
  const after = async () => {
    await written();
    await telemetry.flush();
  };
  const isFromRouter = routerCheck();
  const leaving = new WeakMap<object, () => Promise<void>>();
  const answering = {
    fetch: async (request: Request, bindings: { event: object }) => {
      if (!isFromRouter(request.headers.get('X-Origin-Secret'))) return new Response(null, { status: 403 });
      const followed = await follow(await surface.fetch(asAsked(request), bindings), after);
      leaving.set(bindings.event, followed.leave);
      return followed.response;
    },
  };
  const handle = streamHandle(answering as unknown as Hono) as unknown as StreamingHandler;
  return awslambda.streamifyResponse(async (event, answer, context) => {
    try {
      return await handle(event, answer, context);
    } finally {
      await leaving.get(event)?.();
    }
  });
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

/** Behind a bucket the router looks for a file first; the address that was asked for comes in a header. */
function asAsked(request: Request): Request {
  const path = request.headers.get('X-Original-Path');
  if (path === null) return request;
  const url = new URL(request.url);
  url.pathname = path;
  return new Request(url, request);
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
