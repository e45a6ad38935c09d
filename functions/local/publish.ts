/** `npm run publish -- [--dry-run] DIR…`: publishes dataset directories. Exit 0 when all are published or unchanged, 1 when one is not, 2 when the call is off. */
import { parseArgs } from 'node:util';
import { refreshSnapshot } from '../service/catalogue/snapshot.ts';
import { readConfig } from './config.ts';
import { publishDirectory } from './datasets.ts';
import { exitOnOutage } from './outage.ts';
import { openPlatform, registerShippedAgencies } from './platform.ts';
import { succeeded } from './publication-report.ts';

const usage = 'usage: npm run publish -- [--dry-run] DIRECTORY [DIRECTORY …]';

/** One refresh at the end serves the whole batch. */
const afterAll = async () => {};

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    options: { 'dry-run': { type: 'boolean', default: false } },
    allowPositionals: true,
  });
  const read = readConfig(process.env);
  if (positionals.length === 0 || read.outcome === 'invalid') {
    for (const line of read.outcome === 'invalid' ? read.problems : [usage]) console.error(line);
    return 2;
  }
  const platform = await openPlatform(read.config);
  try {
    await registerShippedAgencies(platform);
    const publications = platform.publications(afterAll);
    let allSucceeded = true;
    for (const directory of positionals) {
      const result = await publishDirectory(publications, directory, { dryRun: values['dry-run'] });
      allSucceeded &&= succeeded(result);
    }
    if (!values['dry-run']) await refreshSnapshot(platform.snapshot);
    return allSucceeded ? 0 : 1;
  } finally {
    await platform.close();
  }
}

process.exitCode = await exitOnOutage(main);
