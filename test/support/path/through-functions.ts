/**
 * The functions of the cloud in this process: a request becomes the event of a function URL, the router's table says
 * whose it is, and the handler that the function itself exports streams its answer. Each is told of no other blobs than
 * its own; pages come from the public function, and not from a bucket. What a fresh process and the bundle add,
 * `test/lambda/functions.test.ts` holds.
 */
import type { Writable } from 'node:stream';
import { oversightHandler } from '../../../functions/lambda/handlers/oversight.ts';
import { publicHandler } from '../../../functions/lambda/handlers/public.ts';
import { publicationHandler } from '../../../functions/lambda/handlers/publication.ts';
import { queryHandler } from '../../../functions/lambda/handlers/query.ts';
import { workflowHandler } from '../../../functions/lambda/handlers/workflow.ts';
import { viewerAddress } from '../../../functions/lambda/http.ts';
import { type Part, partOf } from '../../../functions/parts/addresses.ts';
import type { AppContext, AppDeps } from '../../../functions/routes/deps.ts';
import { routeBlobs } from '../../../functions/store/routed-blobs.ts';
import { expectedOfFunction } from '../../infrastructure/expected.ts';
import { eventOf, preludeOf, responseOf } from '../lambda/api-event.ts';
import { componentOf } from '../lambda/environment.ts';
import { openAnswer } from './answer.ts';
import type { Api } from './api.ts';

/** What Lambda's runtime gives to functions. */
const awslambda = {
  streamifyResponse: <Handler>(handle: Handler): Handler => handle,
  HttpResponseStream: {
    from(answer: Writable, prelude: object): Writable {
      answer.write(preludeOf(prelude));
      return answer;
    },
  },
};

const handlers = {
  public: publicHandler,
  query: queryHandler,
  workflow: workflowHandler,
  oversight: oversightHandler,
  publication: publicationHandler,
} as const;

export function openFunctions(deps: AppDeps): Api {
  Object.assign(globalThis, { awslambda });
  const opened = new Map<Part, ReturnType<typeof publicHandler>>();
  const handlerOf = (part: Part) => {
    const handler = opened.get(part) ?? handlers[part](depsOf(part, deps));
    opened.set(part, handler);
    return handler;
  };
  const fetch = async (request: Request): Promise<Response> => {
    const { part } = partOf(new URL(request.url).pathname);
    const event = await eventOf(request, deps.remoteAddress({} as AppContext));
    const { writable, message } = openAnswer();
    const handled = handlerOf(part)(JSON.parse(JSON.stringify(event)), writable, {});
    handled.catch((error: Error) => writable.destroy(error));
    return responseOf({ mode: 'streaming', message, ended: handled }, request.method);
  };
  return {
    fetch,
    request: (address, init) => fetch(new Request(new URL(address, 'http://localhost'), init)),
  };
}

function depsOf(part: Part, deps: AppDeps) {
  const prefixes = expectedOfFunction[componentOf(part)]?.prefixes.split(' ') ?? [];
  return {
    ...deps,
    blobs: routeBlobs(Object.fromEntries(prefixes.map((prefix) => [`${prefix}/`, deps.blobs]))),
    remoteAddress: viewerAddress,
    telemetry: { ...deps.telemetry, flush: async () => {} },
  };
}
