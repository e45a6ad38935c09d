/** Questions about tables, exports and files, open ones and by key conditional ones. DuckDB is loaded here and where data is published. */
import './quick-start.ts';

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createAccessKeys } from '../service/access-key/access-keys.ts';
import { openEngine } from '../service/query/engine.ts';
import { observeEngine } from '../service/query/observed-engine.ts';
import { openBase } from './base.ts';
import { scratch } from './environment.ts';
import { queryHandler } from './handlers/query.ts';
import { viewerAddress } from './http.ts';

const base = await openBase();
// What S3 has is downloaded to be read; nothing else on the disk can be.
const directories = [join(scratch, 'cache')];
mkdirSync(join(scratch, 'cache'), { recursive: true });
const openIn = async (name: string) =>
  observeEngine(await openEngine({ directories, workDirectory: join(scratch, name) }), base.telemetry);
const [engine, gatedEngine] = await Promise.all([openIn('open'), openIn('gated')]);
const accessKeys = createAccessKeys({
  ...base,
  onFailure: (error) => base.log({ level: 'error', event: 'use-log', error: String(error) }),
});

export const handler = queryHandler({
  ...base,
  engine,
  gatedEngine,
  accessKeys,
  remoteAddress: viewerAddress,
});
