/** `npm run bench [-- publication|portal|incremental|interfaces|records|keyed|functions …]`: what is measured, against a named peer in the same run. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { benchFunctions } from './functions.ts';
import { benchIncremental } from './incremental.ts';
import { benchInterfaces } from './interfaces.ts';
import { benchKeyed } from './keyed.ts';
import { benchPortal } from './portal.ts';
import { benchPublication } from './publication.ts';
import { benchRecords } from './records.ts';

const benches: Readonly<Record<string, (directory: string) => Promise<void>>> = {
  publication: (directory) => benchPublication(directory, 1_300_000),
  portal: (directory) => benchPortal(directory, [1000, 10_000]),
  incremental: (directory) => benchIncremental(directory, 10_000),
  interfaces: (directory) => benchInterfaces(directory, 10_000),
  records: benchRecords,
  keyed: benchKeyed,
  functions: benchFunctions,
};

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in benches));
if (unknown.length > 0) {
  console.error(`no bench is called ${unknown.join(', ')}; there are ${Object.keys(benches).join(', ')}`);
  process.exit(2);
}
const directory = await mkdtemp(join(tmpdir(), 'bench-'));
try {
  for (const [name, bench] of Object.entries(benches))
    if (asked.length === 0 || asked.includes(name)) await bench(directory);
} finally {
  await rm(directory, { recursive: true, force: true });
}
