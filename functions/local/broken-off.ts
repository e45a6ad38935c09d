/**
 * Downloads that break off on the way, because their reader has left or because what is given ended: told in one line
 * of the log, and the connection closed, so that nobody takes a part for the whole. The HTTP server below would print
 * the failure with its stack.
 */
import type { Http2Bindings, HttpBindings } from '@hono/node-server';
import type { Now } from '../service/clock.ts';
import type { Log } from './log.ts';

type Bindings = HttpBindings | Http2Bindings;
type Fetch = (request: Request, bindings: Bindings) => Response | Promise<Response>;

/** The connection of an answer. */
interface Outgoing {
  destroy(): unknown;
}

/** Answers as `fetch` does. Pages and short answers, which are sent in one piece, are not looked at. */
export function tellBrokenOff(
  fetch: Fetch,
  { log, now }: { readonly log: Log; readonly now: Now },
): (request: Request, bindings: Bindings) => Promise<Response> {
  return async (request, bindings) => {
    const response = await fetch(request, bindings);
    if (!response.headers.has('Content-Disposition') || !response.body) return response;
    const tell = (bytes: number, error?: unknown): void => {
      const hasLeft = error === undefined || request.signal.aborted;
      log({
        level: hasLeft ? 'info' : 'warn',
        at: now().toISOString(),
        request: response.headers.get('X-Request-Id'),
        event: 'answer-broken-off',
        error: hasLeft ? 'the reader has left' : String(error),
        bytes,
      });
    };
    return new Response(watched(response.body, bindings.outgoing, tell), response);
  };
}

/** `body`; `tell` is called at most once, when it breaks off. */
function watched(
  body: ReadableStream<Uint8Array>,
  outgoing: Outgoing,
  tell: (bytes: number, error?: unknown) => void,
): ReadableStream<Uint8Array> {
  const reader = body.getReader();
  let bytes = 0;
  let isOver = false;
  const breakOff = (error?: unknown): void => {
    if (!isOver) tell(bytes, error);
    isOver = true;
  };
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const { done, value } = await reader.read();
          if (isOver) return;
          if (!done) {
            bytes += value.length;
            return controller.enqueue(value);
          }
          isOver = true;
          controller.close();
        } catch (error) {
          breakOff(error);
          // Its end is the end of this stream too.
          outgoing.destroy();
        }
      },
      async cancel(reason) {
        breakOff();
        await reader.cancel(reason);
      },
    },
    { highWaterMark: 0 },
  );
}
