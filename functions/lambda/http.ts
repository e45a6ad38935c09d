/** From a function URL's events to a surface and back, the answer streamed as it is made. */
import type { Hono } from 'hono';
import { streamHandle } from 'hono/aws-lambda';
import type { AppContext, Env } from '../routes/deps.ts';

/**
 * The handler of a surface. `after` runs when the answer was sent and before the process is frozen: what is not
 * written then may never be.
 */
export function httpHandler(surface: Hono<Env>, after?: () => Promise<void>) {
  if (!after) return streamHandle(surface);
  const answering = {
    fetch: async (request: Request, bindings: object) => {
      const response = await surface.fetch(request, bindings);
      return followed(response, after);
    },
  };
  return streamHandle(answering as Hono);
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

/**
 * Whose request it is. CloudFront writes this header itself, whatever a client sends, and nobody but CloudFront may
 * call the functions.
 */
export function viewerAddress(c: AppContext): string | undefined {
  const viewer = c.req.header('CloudFront-Viewer-Address');
  return viewer?.replace(/:\d{1,5}$/, '').replace(/^\[(.*)\]$/, '$1');
}
