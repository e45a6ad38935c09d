/**
 * A server over the same table published twice, open and conditional, with a key for all of the latter and one for a
 * third of its rows: prints port, keys and the path of the Parquet file, serves until its input ends.
 */
import { copyFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basename, join } from 'node:path';
import { getRequestListener } from '@hono/node-server';
import { createApp } from '../../../functions/app.ts';
import type { Dataset } from '../../../functions/domain/dataset.ts';
import { openFileKey } from '../../../functions/domain/file-key.ts';
import type { GrantTerms } from '../../../functions/domain/grant.ts';
import { createRemoteAddress } from '../../../functions/local/remote-address.ts';
import { createAccessKeys } from '../../../functions/service/access-key/access-keys.ts';
import { openEngine } from '../../../functions/service/query/engine.ts';
import { calendar } from '../../domain/calendar-given.ts';
import { descriptor, openPublishing } from '../../service/publication/publishing.ts';
import { createGranting, people } from '../../support/granting.ts';

const [csv = ''] = process.argv.slice(2);
const now = () => new Date();

await using publishing = await openPublishing(now);
const { records, blobs, workDirectory } = publishing.deps;
await copyFile(csv, join(publishing.directory, 'source', basename(csv)));
async function publish(changes: Partial<Dataset>): Promise<void> {
  const published = await publishing.publish(descriptor({ ...changes, data: { path: basename(csv) } }), {});
  if (published.outcome !== 'published') throw new Error(JSON.stringify(published).slice(0, 2000));
}
await publish({});
await publish({
  id: 'gated',
  code: '307008211001/2',
  title: '有条件开放的断面',
  openness: {
    class: 'conditional',
    ground: 'continuous',
    reason: '需要持续获取',
    legalBasis: '《办法》第二十八条',
    conditions: '说明用途并签署使用协议',
  },
});
const catalogue = await publishing.catalogue();
const granting = createGranting({
  records,
  blobs,
  now,
  catalogue: () => catalogue,
  calendar: async () => calendar,
});
const accessKeys = createAccessKeys({ records, blobs, now, onFailure: console.error });
const fields = (catalogue.entry('gated')?.versions[0]?.fields ?? []).map(({ name }) => name);

async function keyFor(rows: GrantTerms['rows']): Promise<string> {
  const quota = { perDay: 1_000_000, perMonth: 1_000_000 };
  const id = await granting.decideOn('gated', { fields, rows, quota });
  await granting.sign(id);
  const made = await accessKeys.create({ application: id, name: 'bench', addresses: [] }, people.member);
  if (made.outcome === 'refused') throw new Error(made.refusal.message);
  return made.secret;
}
const whole = await keyFor([]);
const part = await keyFor([{ field: 'river', operator: 'in', values: ['松花江', '图们江'] }]);
const engine = await openEngine({
  directories: [join(publishing.directory, 'blobs', 'files')],
  workDirectory,
});
const gatedEngine = await openEngine({
  directories: [join(publishing.directory, 'blobs', 'archive')],
  workDirectory: join(workDirectory, 'gated'),
});
const nobody = () => Promise.reject(new Error('nobody signs in here'));
const app = createApp({
  ...publishing.deps,
  catalogue: () => catalogue,
  engine,
  gatedEngine,
  accessKeys,
  remoteAddress: createRemoteAddress(''),
  publications: publishing.service,
  uploads: publishing.uploads('http://localhost').service,
  verifyToken: async () => undefined,
  signIn: { begin: nobody, finish: nobody, end: nobody },
  portalUrl: 'http://localhost',
  version: 'bench',
  log: () => {},
});
const server = createServer(getRequestListener(app.fetch)).listen(0, '127.0.0.1', async () => {
  const { port } = server.address() as AddressInfo;
  const parquet = await blobs.localFile(openFileKey('rivers', 1, 'rivers.parquet'));
  console.log(JSON.stringify({ port, parquet, whole, part }));
});
for await (const _ of process.stdin);
server.closeAllConnections();
await new Promise((resolve) => server.close(resolve));
await accessKeys.close();
await Promise.all([engine.close(), gatedEngine.close()]);
