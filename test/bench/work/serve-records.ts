/** A server over one published dataset: prints its port and the path of the Parquet file, serves until its input ends. */
import { copyFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basename, join } from 'node:path';
import { getRequestListener } from '@hono/node-server';
import { createApp } from '../../../functions/app.ts';
import { openFileKey } from '../../../functions/domain/file-key.ts';
import { createAccessKeys } from '../../../functions/service/access-key/access-keys.ts';
import { openEngine } from '../../../functions/service/query/engine.ts';
import { descriptor, openPublishing } from '../../service/publication/publishing.ts';

const [csv = ''] = process.argv.slice(2);

await using publishing = await openPublishing();
const { records, blobs, now, workDirectory } = publishing.deps;
await copyFile(csv, join(publishing.directory, 'source', basename(csv)));
const published = await publishing.publish(descriptor({ data: { path: basename(csv) } }), {});
if (published.outcome !== 'published') throw new Error(JSON.stringify(published).slice(0, 2000));
const catalogue = await publishing.catalogue();
const engine = await openEngine({ directories: [join(publishing.directory, 'blobs')], workDirectory });
const nobody = () => Promise.reject(new Error('nobody signs in here'));
const app = createApp({
  catalogue: () => catalogue,
  blobs,
  records,
  engine,
  gatedEngine: engine,
  accessKeys: createAccessKeys({ records, blobs, now, onFailure: () => {} }),
  remoteAddress: () => undefined,
  publications: publishing.service,
  uploads: publishing.uploads('http://localhost').service,
  verifyToken: async () => undefined,
  signIn: { begin: nobody, finish: nobody, end: nobody },
  now,
  portalUrl: 'http://localhost',
  version: 'bench',
  workDirectory,
  log: () => {},
});
const server = createServer(getRequestListener(app.fetch)).listen(0, '127.0.0.1', async () => {
  const { port } = server.address() as AddressInfo;
  const parquet = await blobs.localFile(openFileKey('rivers', 1, 'rivers.parquet'));
  console.log(JSON.stringify({ port, parquet }));
});
for await (const _ of process.stdin);
server.closeAllConnections();
await new Promise((resolve) => server.close(resolve));
await engine.close();
