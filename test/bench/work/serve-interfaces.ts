/**
 * The public interfaces over a catalogue, and files of the portal: prints its port, serves until its input ends, then
 * prints its peak resident memory.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { getRequestListener } from '@hono/node-server';
import { portalSource } from '../../../functions/local/portal-files.ts';
import { wholeTree } from '../../../functions/local/portal-tree.ts';
import { publicPart } from '../../../functions/parts/public.ts';
import { createPortalFiles } from '../../../functions/routes/http/portal-files.ts';
import { openCatalogue } from '../../../functions/service/catalogue/catalogue.ts';
import { openFilesystemBlobs } from '../../../functions/store/filesystem-blobs.ts';
import { openSqliteRecords } from '../../../functions/store/sqlite-records.ts';
import { createSurface } from '../../../functions/surface.ts';

const [directory = ''] = process.argv.slice(2);
const now = () => new Date('2026-11-20T03:00:00Z');
const catalogue = openCatalogue(join(directory, 'catalogue.sqlite'));
const records = openSqliteRecords(join(directory, 'records.sqlite'), { now });
const portal = portalSource(wholeTree(join(directory, 'portal')));
const deps = {
  now,
  portalUrl: 'http://portal.test',
  log: () => {},
  catalogue: () => catalogue,
  version: 'bench',
  records,
  blobs: openFilesystemBlobs(join(directory, 'blobs')),
  portal: createPortalFiles({ portal: () => portal, isWithdrawn: () => false, isCurrent: () => true }),
};
const listener = getRequestListener(createSurface(deps, publicPart(deps)).fetch);
const server = createServer(listener).listen(0, '127.0.0.1', () =>
  console.log(JSON.stringify(server.address() satisfies AddressInfo | string | null)),
);
for await (const _ of process.stdin);
server.closeAllConnections();
await new Promise((resolve) => server.close(resolve));
await records.close();
catalogue.close();
// In KiB on every platform Node supports.
console.log(JSON.stringify({ peakMiB: process.resourceUsage().maxRSS / 1024 }));
