/** A portal elsewhere, on this machine: its answers are a test's own, and what it was asked is kept. */
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Asked {
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
}
export type Answering = (asked: Asked) => Promise<Response> | Response;

export interface Portal extends AsyncDisposable {
  /** Without a slash at the end. */
  readonly url: string;
  readonly asked: readonly Asked[];
  /** From now on. */
  answer: Answering;
}

export async function openPortal(): Promise<Portal> {
  const asked: Asked[] = [];
  const portal = { answer: (() => new Response(null, { status: 404 })) as Answering };
  const server = createServer(async (request, response) => {
    const one = { path: request.url ?? '', headers: request.headers };
    asked.push(one);
    const answer = await portal.answer(one);
    response.writeHead(answer.status, Object.fromEntries(answer.headers));
    response.end(Buffer.from(await answer.arrayBuffer()));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return Object.assign(portal, {
    url: `http://127.0.0.1:${port}`,
    asked,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  });
}
