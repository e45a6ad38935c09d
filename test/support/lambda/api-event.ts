/** Between web requests and the events of a function URL (payload format 2.0), as CloudFront and Lambda translate them. */
import { text } from 'node:stream/consumers';
import { partOf } from '../../../functions/parts/addresses.ts';

/** Written by the router whatever a client sends, or of no place among the headers of an event. */
const ofRouter: readonly string[] = ['cookie', 'x-original-path', 'x-viewer-address'];

/** The event of a request. A body always travels as base64, as binary ones do. */
export async function eventOf(request: Request, viewer: string | undefined): Promise<object> {
  const url = new URL(request.url);
  const headers: Record<string, string> = { host: url.host };
  for (const [name, value] of request.headers) if (!ofRouter.includes(name)) headers[name] = value;
  if (viewer !== undefined) headers['x-viewer-address'] = viewer;
  if (partOf(url.pathname).isAfterBucket) headers['x-original-path'] = url.pathname;
  const cookies = request.headers.get('Cookie')?.split('; ');
  const body = request.body ? Buffer.from(await request.arrayBuffer()).toString('base64') : undefined;
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath: url.pathname,
    rawQueryString: url.search.slice(1),
    ...(cookies && { cookies }),
    headers,
    requestContext: {
      accountId: 'anonymous',
      apiId: 'function-url',
      domainName: url.host,
      domainPrefix: 'function-url',
      http: {
        method: request.method,
        path: url.pathname,
        protocol: 'HTTP/1.1',
        sourceIp: '198.51.100.1',
        userAgent: headers['user-agent'] ?? '',
      },
      requestId: 'event',
      routeKey: '$default',
      stage: '$default',
      time: '10/Mar/2026:02:00:00 +0000',
      timeEpoch: 1_773_108_000_000,
    },
    ...(body !== undefined && { body }),
    isBase64Encoded: body !== undefined,
  };
}

interface Prelude {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly cookies?: readonly string[];
}

/** What came back of one event. */
export interface Outcome {
  readonly mode: 'streaming' | 'buffered';
  readonly message: AsyncIterable<Uint8Array>;
  /** When the function is done with the event: whoever leaves an answer waits for that. */
  readonly ended?: Promise<unknown>;
}

/** How the answer of a streaming function begins: JSON about it, and eight zero bytes. */
export const preludeOf = (prelude: object): Buffer =>
  Buffer.concat([Buffer.from(JSON.stringify(prelude)), separator]);

/** The response that the answer of a streaming function stands for, as the client of `method` is sent it. */
export async function responseOf({ mode, message, ended }: Outcome, method = 'GET'): Promise<Response> {
  if (mode === 'buffered') throw new Error(`the function did not stream: ${await text(message)}`);
  const pieces = message[Symbol.asyncIterator]();
  let head = Buffer.alloc(0);
  while (!head.includes(separator)) {
    const { done, value } = await pieces.next();
    if (done) throw new Error('the answer ended before its body began');
    head = Buffer.concat([head, value]);
  }
  const end = head.indexOf(separator);
  const prelude = JSON.parse(head.subarray(0, end).toString('utf8')) as Prelude;
  const headers = new Headers(prelude.headers);
  for (const cookie of prelude.cookies ?? []) headers.append('Set-Cookie', cookie);
  const isEmpty = method === 'HEAD' || [101, 204, 205, 304].includes(prelude.statusCode);
  if (isEmpty) for (let more = true; more; ) more = !(await pieces.next()).done;
  const body = isEmpty ? null : bodyOf(head.subarray(end + separator.length), pieces, ended);
  return new Response(body, { status: prelude.statusCode, headers });
}

/** Nothing is read before it is asked for. */
function bodyOf(
  first: Uint8Array<ArrayBuffer>,
  pieces: AsyncIterator<Uint8Array>,
  ended: Promise<unknown> | undefined,
): ReadableStream<Uint8Array<ArrayBuffer>> {
  let left: Uint8Array = first;
  return new ReadableStream(
    {
      async pull(controller) {
        while (left.length === 0) {
          const { done, value } = await pieces.next();
          if (done) return controller.close();
          left = value;
        }
        controller.enqueue(new Uint8Array(left));
        left = first.subarray(first.length);
      },
      async cancel() {
        await pieces.return?.();
        await ended;
      },
    },
    { highWaterMark: 0 },
  );
}

const separator = Buffer.alloc(8);
