/** `npm run publish -- [--dry-run] DIR…`: publishes dataset directories. Exit 0 when all are published or unchanged, 1 when one is not, 2 when the call is off. */
import { parseArgs } from 'node:util';
import { refreshSnapshot } from '../service/catalogue/snapshot.ts';
import { succeeded } from '../service/publication/succeeded.ts';
import { runCommand } from './command.ts';
import { publishDirectory } from './datasets.ts';
import { registerShippedAgencies } from './platform.ts';
import { UsageError } from './usage-error.ts';

await runCommand(async (platform) => {
  const { values, positionals } = parseArgs({
    options: { 'dry-run': { type: 'boolean', default: false } },
    allowPositionals: true,
  });
  if (positionals.length === 0)
    throw new UsageError('usage: npm run publish -- [--dry-run] DIRECTORY [DIRECTORY …]');
  await registerShippedAgencies(platform);
  // One refresh at the end serves the whole batch.
  const publications = platform.publications(async () => {});
  let allSucceeded = true;
  for (const directory of positionals) {
    const result = await publishDirectory(publications, directory, { dryRun: values['dry-run'] });
    allSucceeded &&= succeeded(result);
  }
  if (!values['dry-run']) await refreshSnapshot(platform.snapshot);
  return allSucceeded ? 0 : 1;
});
