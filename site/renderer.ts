/**
 * Renders single pages with the server bundle that `buildRenderer` makes: the entry's handler is called in process, for
 * no socket. What a full build of the same catalogue writes, this writes, byte for byte.
 */
import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import type { PageRenderer, ShownPages } from '../functions/service/portal/page-renderer.ts';
import { cataloguePath } from './on-demand.ts';

/** What `server/entry.mjs` exports as `handler`. */
export type PageHandler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

export function createPageRenderer(handler: PageHandler): PageRenderer {
  return {
    async show({ snapshot, moment, searchBase = '' }, all = false) {
      const query = new URLSearchParams({ snapshot, moment, base: searchBase, all: all ? 'yes' : '' });
      const { status, body } = await answerOf(handler, `${cataloguePath}?${query}`);
      if (status !== 200) throw new Error(`The renderer could not show ${snapshot} (${status})`);
      return JSON.parse(body.toString('utf8')) as ShownPages;
    },
    async render(path) {
      const { status, body } = await answerOf(handler, path);
      const isNotFound = path.endsWith('/404/');
      if (status !== 200 && !(status === 404 && isNotFound))
        throw new Error(`The renderer answered ${status} for ${path}`);
      return body;
    },
  };
}

function answerOf(handler: PageHandler, url: string): Promise<{ status: number; body: Buffer }> {
  const socket = new Socket();
  const request = new IncomingMessage(socket);
  Object.assign(request, { method: 'GET', url, headers: { host: 'localhost' }, complete: true });
  request.push(null);
  const response = new ServerResponse(request);
  const pieces: Uint8Array[] = [];
  const keep = (piece: unknown): void => {
    if (typeof piece === 'string') pieces.push(Buffer.from(piece));
    else if (piece instanceof Uint8Array) pieces.push(piece);
  };
  return new Promise((resolve, reject) => {
    response.write = (piece: unknown, ...more: unknown[]) => {
      keep(piece);
      for (const done of more) if (typeof done === 'function') done();
      return true;
    };
    response.end = (piece?: unknown) => {
      keep(piece);
      resolve({ status: response.statusCode, body: Buffer.concat(pieces.splice(0)) });
      response.emit('finish');
      socket.destroy(); // until then the handler's listeners keep everything
      return response;
    };
    // A page that fails after its head was written is torn off.
    response.destroy = (error) => {
      reject(error ?? new Error(`The renderer broke off ${url}`));
      return response;
    };
    handler(request, response).catch(reject);
  });
}
