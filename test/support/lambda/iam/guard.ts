/**
 * AWS as a function meets it: a proxy before the services that knows who asks by the access key, and lets nothing
 * through but what the table of permissions allows to the role of that function.
 */
import { createServer, request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { allowedBy, type Wanted } from './policy.ts';
import { type AwsRequest, wantedBy } from './wanted.ts';

/** What was asked, and the line of the table that allowed it; without one it was denied. */
export interface Asked extends Wanted {
  readonly role: string;
  readonly line: string | undefined;
}

export interface Guard {
  readonly endpoint: string;
  readonly asked: readonly Asked[];
  /** Requests to services that nobody stands in for: what they were sent, as JSON. */
  readonly sent: readonly { readonly service: string; readonly url: string; readonly body: unknown }[];
  close(): Promise<void>;
}

export interface GuardOptions {
  /** Endpoints of `dynamodb`, `s3` and whatever else somebody stands in for. */
  readonly services: Readonly<Record<string, string>>;
  /** What SSM keeps, by the names of its parameters. */
  readonly secrets: Readonly<Record<string, string>>;
}

export async function startGuard(options: GuardOptions): Promise<Guard> {
  const asked: Asked[] = [];
  const sent: { service: string; url: string; body: unknown }[] = [];
  const answer = async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { role, service } = signerOf(incoming);
    const { method = '', url = '', headers } = incoming;
    const request: AwsRequest = { service, method, url, headers, body: await buffer(incoming) };
    const wanted = wantedBy(request).map((each) => ({ ...each, role, line: allowedBy(role, each) }));
    asked.push(...wanted);
    const refused = wanted.find(({ line }) => line === undefined);
    if (refused) return deny(response, service, refused);
    const endpoint = options.services[service];
    if (endpoint)
      return forward(endpoint, request, response, (missing) => {
        const listing = { action: 's3:ListBucket', resource: missing };
        const line = allowedBy(role, listing);
        asked.push({ ...listing, role, line });
        return line !== undefined;
      });
    const body: { readonly Name?: string } = JSON.parse(request.body.toString('utf8'));
    sent.push({ service, url, body });
    respond(response, service, options.secrets[body.Name ?? '']);
  };
  const server = createServer((incoming, response) => {
    answer(incoming, response).catch((error: unknown) => response.writeHead(500).end(String(error)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    endpoint: `http://127.0.0.1:${port}`,
    asked,
    sent,
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/**
 * Each function has an access key of its own, named like its role; the signature says for which service it is. Of a
 * presigned address both stand in the query.
 */
function signerOf({ headers, url = '' }: IncomingMessage): { role: string; service: string } {
  const signature = headers.authorization ?? decodeURIComponent(url);
  const [, role = '', service = ''] = /Credential=([^/]+)\/\d+\/[^/]+\/([^/]+)\//.exec(signature) ?? [];
  return { role, service };
}

function deny(response: ServerResponse, service: string, { role, action, resource, context }: Asked): void {
  const why = `${role} is not authorized to perform ${action} on ${resource} ${JSON.stringify(context ?? {})}`;
  if (service === 's3') {
    response.writeHead(403, { 'Content-Type': 'application/xml' });
    response.end(
      `<Error><Code>AccessDenied</Code><Message>${why.replaceAll('&', '&amp;')}</Message></Error>`,
    );
    return;
  }
  const type = 'AccessDeniedException';
  const status = service === 'dynamodb' || service === 'ssm' ? 400 : 403;
  response.writeHead(status, { 'Content-Type': 'application/x-amz-json-1.0', 'x-amzn-errortype': type });
  response.end(JSON.stringify({ __type: type, message: why }));
}

/** Whoever may not list a bucket is not told that it has no such object. */
function forward(
  endpoint: string,
  { service, method, url, headers, body }: AwsRequest,
  response: ServerResponse,
  mayList: (bucket: string) => boolean,
): void {
  const { expect: _100, ...rest } = headers;
  const outgoing = httpRequest(new URL(url, endpoint), { method, headers: rest }, (answer) => {
    const isMissing = service === 's3' && answer.statusCode === 404 && /^(?:GET|HEAD)$/.test(method);
    const [{ resource = '' } = {}] = wantedBy({ service, method, url, headers, body });
    const status = isMissing && !mayList(resource.split('/')[0] ?? '') ? 403 : (answer.statusCode ?? 502);
    response.writeHead(status, answer.headers);
    answer.pipe(response);
  });
  outgoing.on('error', (error) => response.destroy(error));
  outgoing.end(body);
}

/** For services whose answers say little: mail is taken, a call is queued, a parameter has its secret. */
function respond(response: ServerResponse, service: string, secret: string | undefined): void {
  if (service === 'lambda') return void response.writeHead(202).end();
  const answer = service === 'ssm' ? { Parameter: { Value: secret } } : { MessageId: 'message-1' };
  response.writeHead(200, { 'Content-Type': 'application/json' }).end(JSON.stringify(answer));
}
