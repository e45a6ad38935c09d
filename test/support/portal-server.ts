/** Serves a built portal with the headers of production, and the files that a test puts beside it. */
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { portalSource } from '../../functions/local/portal-files.ts';
import { wholeTree } from '../../functions/local/portal-tree.ts';
import type { Env } from '../../functions/routes/deps.ts';
import { createPortalFiles } from '../../functions/routes/http/portal-files.ts';
import { parseRange } from '../../functions/routes/http/range.ts';
import { securityHeaders } from '../../functions/routes/http/security-headers.ts';

export interface PortalServer {
  readonly url: string;
  /** Paths that were asked for below `/files/`, with their range. */
  readonly asked: string[];
  close(): Promise<void>;
}

/** On a free port. `files` by path, e.g. `/files/x/1/x.parquet`. */
export async function servePortal(
  directory: string,
  files: ReadonlyMap<string, Uint8Array>,
): Promise<PortalServer> {
  const tree = wholeTree(directory);
  const portal = createPortalFiles({
    portal: () => portalSource(tree),
    isWithdrawn: () => false,
    isCurrent: () => true,
  });
  const asked: string[] = [];
  const app = new Hono<Env>();
  app.use(securityHeaders('http://localhost'));
  app.get('/files/*', (c) => {
    asked.push(`${c.req.path} ${c.req.header('Range') ?? ''}`.trim());
    return fileAnswer(files.get(c.req.path), c.req.header('Range'));
  });
  app.get('*', async (c) => (await portal(c.req.raw)) ?? c.notFound());
  return new Promise((resolve) => {
    const server = serve({ fetch: app.fetch, port: 0 }, ({ port }: AddressInfo) =>
      resolve({
        url: `http://localhost:${port}`,
        asked,
        close: () => new Promise((done) => server.close(() => done())),
      }),
    );
  });
}

function fileAnswer(bytes: Uint8Array | undefined, asked: string | undefined): Response {
  if (!bytes) return new Response('not found', { status: 404 });
  const range = parseRange(asked, bytes.length);
  const headers = { 'Content-Type': 'application/octet-stream', 'Accept-Ranges': 'bytes' };
  if (!range || range === 'unsatisfiable') return new Response(new Uint8Array(bytes), { headers });
  const { start, end } = range;
  return new Response(new Uint8Array(bytes.subarray(start, end + 1)), {
    status: 206,
    headers: { ...headers, 'Content-Range': `bytes ${start}-${end}/${bytes.length}` },
  });
}
