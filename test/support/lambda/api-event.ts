/** Between web requests and the events of a function URL (payload format 2.0), as CloudFront and Lambda translate them. */
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import type { Outcome } from './function-process.ts';

/** The event of a request. A body always travels as base64, as binary ones do. */
export async function eventOf(request: Request, viewer = '192.0.2.7'): Promise<object> {
  const url = new URL(request.url);
  const headers: Record<string, string> = { host: url.host, 'x-viewer-address': viewer };
  for (const [name, value] of request.headers) if (name !== 'cookie') headers[name] = value;
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

/** The response that the answer of a streaming function stands for, as the client of `method` is sent it. */
export async function responseOf({ mode, message }: Outcome, method = 'GET'): Promise<Response> {
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
  const rest = async function* () {
    const first = head.subarray(end + separator.length);
    if (first.length > 0) yield first;
    yield* { [Symbol.asyncIterator]: () => pieces };
  };
  const isEmpty = method === 'HEAD' || [101, 204, 205, 304].includes(prelude.statusCode);
  if (isEmpty) for await (const _ of rest());
  const body = isEmpty ? null : (Readable.toWeb(Readable.from(rest())) as ReadableStream);
  return new Response(body, { status: prelude.statusCode, headers });
}

const separator = Buffer.alloc(8);
