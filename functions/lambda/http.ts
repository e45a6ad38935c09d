/** From a function URL's events to a surface and back, the answer streamed as it is made. */
import { hash, timingSafeEqual } from 'node:crypto';
import type { Writable } from 'node:stream';
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
 * written then may never be. Whoever comes past CloudFront, and so past its firewall, is not answered.
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
  const answering = {
    fetch: async (request: Request, bindings: object) => {
      if (!isFromRouter(request.headers.get('X-Origin-Secret'))) return new Response(null, { status: 403 });
      return followed(await surface.fetch(asAsked(request), bindings), after);
    },
  };
  return streamHandle(answering as Hono) as unknown as StreamingHandler;
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

/** The same response, whose stream ends after `after` has. */
async function followed(response: Response, after: () => Promise<void>): Promise<Response> {
  if (!response.body) {
    await after();
    return response;
  }
  const body = response.body.pipeThrough(new TransformStream({ flush: after }));
  return new Response(body, response);
}

/** Whose request it is. The router writes this header itself, whatever a client sends, and nobody else is answered. */
export const viewerAddress = (c: AppContext): string | undefined => c.req.header('X-Viewer-Address');
