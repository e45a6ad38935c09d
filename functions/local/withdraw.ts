/** `npm run withdraw -- ID [--version N] --reason TEXT [--basis TEXT]`: takes a version, or the whole dataset, offline and leaves a tombstone. */
import { parseArgs } from 'node:util';
import { refreshSnapshot } from '../service/catalogue/snapshot.ts';
import { runCommand } from './command.ts';
import { operator } from './platform.ts';
import { UsageError } from './usage-error.ts';

const usage = 'usage: npm run withdraw -- ID [--version N] --reason TEXT [--basis TEXT]';

await runCommand(async (platform) => {
  const { values, positionals } = parseArgs({
    options: { version: { type: 'string' }, reason: { type: 'string' }, basis: { type: 'string' } },
    allowPositionals: true,
  });
  const [id] = positionals;
  const { version, reason, basis: legalBasis } = values;
  if (!id || positionals.length > 1 || !reason) throw new UsageError(usage);
  if (version !== undefined && !/^[1-9]\d*$/.test(version)) throw new UsageError(usage);
  const publications = platform.publications(async () => void (await refreshSnapshot(platform.snapshot)));
  const command = { id, actor: operator, reason, ...(legalBasis !== undefined && { legalBasis }) };
  const result =
    version === undefined
      ? await publications.withdrawDataset(command)
      : await publications.withdrawVersion({ ...command, version: Number(version) });
  const what = version === undefined ? id : `${id} version ${version}`;
  if (result.outcome === 'refused')
    console.error(`x ${what}: ${result.refusal.code}: ${result.refusal.message}`);
  else console.error(`- ${what}: withdrawn`);
  return result.outcome === 'refused' ? 1 : 0;
});
