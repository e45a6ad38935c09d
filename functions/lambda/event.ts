/** Between the events of a function URL (payload format 2.0) and web requests. */

/** What of such an event makes the request. */
export interface UrlEvent {
  readonly rawPath: string;
  readonly rawQueryString: string;
  readonly cookies?: readonly string[];
  readonly headers: Readonly<Record<string, string>>;
  readonly requestContext: { readonly domainName: string; readonly http: { readonly method: string } };
  readonly body?: string;
  readonly isBase64Encoded: boolean;
}

/** The address as it was asked for comes in a header: behind a bucket the router looks for a file first. */
export function requestOf(event: UrlEvent): Request {
  const { rawPath, rawQueryString, cookies, requestContext } = event;
  const headers = new Headers(event.headers);
  if (cookies) headers.set('Cookie', cookies.join('; '));
  const url = new URL(`https://${requestContext.domainName}`);
  url.pathname = headers.get('X-Original-Path') ?? rawPath;
  url.search = rawQueryString;
  const { method } = requestContext.http;
  const hasBody = event.body !== undefined && method !== 'GET' && method !== 'HEAD';
  const body = hasBody && Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8');
  return new Request(url, { method, headers, ...(body && { body }) });
}

/** What Lambda is told of a response before its body. */
export function preludeOf({ status, headers }: Response) {
  const others = [...headers].filter(([name]) => name !== 'set-cookie');
  return { statusCode: status, headers: Object.fromEntries(others), cookies: headers.getSetCookie() };
}
