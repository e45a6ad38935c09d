/**
 * Renders single pages with the server bundle that `buildRenderer` makes: the entry's handler is called in process, for
 * no socket. What a full build of the same catalogue writes, this writes, byte for byte.
 */
import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { cataloguePath } from './on-demand.ts';
import type { Shown } from './src/on-demand/catalogue.ts';

/** What `server/entry.mjs` exports as `handler`. */
export type PageHandler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

export interface Edition {
  /** Path of the snapshot that the pages show. */
  readonly snapshot: string;
  /** The moment that the pages speak of, ISO 8601 UTC. */
  readonly moment: string;
  /** Path of the file that tells what the search index holds; without it the index holds this very catalogue. */
  readonly searchBase?: string;
}

export interface PageRenderer {
  /** Shows another catalogue and answers what differs from the one before; everything, the first time or with `all`. */
  show(edition: Edition, all?: boolean): Promise<Shown>;
  /** The bytes of a page by its request path. Throws for a path that is none. */
  render(path: string): Promise<Buffer>;
}

export function createPageRenderer(handler: PageHandler): PageRenderer {
  return {
    async show({ snapshot, moment, searchBase = '' }, all = false) {
      const query = new URLSearchParams({ snapshot, moment, base: searchBase, all: all ? 'yes' : '' });
      const { status, body } = await answerOf(handler, `${cataloguePath}?${query}`);
      if (status !== 200) throw new Error(`The renderer could not show ${snapshot} (${status})`);
      return JSON.parse(body.toString('utf8')) as Shown;
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

/** The file of a page in a directory of static files. */
export function fileOf(path: string): string {
  if (path.endsWith('/404/')) return `${path.slice(1, -1)}.html`;
  return path.endsWith('/') ? `${path.slice(1)}index.html` : path.slice(1);
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
    response.write = (piece: unknown) => {
      keep(piece);
      return true;
    };
    response.end = (piece?: unknown) => {
      keep(piece);
      resolve({ status: response.statusCode, body: Buffer.concat(pieces.splice(0)) });
      response.emit('finish');
      socket.destroy(); // until then the handler's listeners keep everything
      return response;
    };
    handler(request, response).catch(reject);
  });
}
