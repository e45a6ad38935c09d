/** The work of `npm run import`. */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { readCatalogue } from '../service/national-record/reading/catalogue.ts';
import { formOf, importedForms, readCatalogueFile } from '../service/national-record/reading/read-file.ts';
import type { Environment } from '../settings.ts';
import { readAgencies } from './agencies-file.ts';
import { readConfig } from './config.ts';
import { planImport, writePlanned } from './import-plan.ts';
import { faultLines, plannedLines, told } from './import-report.ts';
import { outageLine } from './outage.ts';
import { UsageError } from './usage-error.ts';

const usage = `用法 usage: npm run import -- FILE.xlsx|FILE.xml|FILE.json [--to DIR] [--overwrite] [--skip-bad] [--dry-run]`;

type Tell = (text: string) => void;

function readArguments(args: readonly string[]) {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: {
      to: { type: 'string', default: 'imported' },
      overwrite: { type: 'boolean', default: false },
      'skip-bad': { type: 'boolean', default: false },
      'dry-run': { type: 'boolean', default: false },
    },
    allowPositionals: true,
  });
  const [path, ...more] = positionals;
  const form = path === undefined ? undefined : formOf(path);
  if (path === undefined || more.length > 0 || !form)
    throw new UsageError(`${usage}\n${importedForms.join(', ')}`);
  return { path, form, ...values };
}

async function work(args: readonly string[], environment: Environment, tell: Tell): Promise<number> {
  const { path, form, to, overwrite, 'skip-bad': skipBad, 'dry-run': isDryRun } = readArguments(args);
  const read = readConfig(environment);
  if (read.outcome === 'invalid') throw new UsageError(read.problems.join('\n'));
  const raw = await readCatalogueFile(path, form).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'EISDIR') throw new UsageError(`${path}: ${error.message}`);
    throw error;
  });
  const { descriptors, records, faults } = readCatalogue(raw, await readAgencies(read.config));
  for (const fault of faults) tell(faultLines(fault));
  if (faults.length === 0 && records === 0) {
    tell(told('x 没有信息资源', 'x there are no entries'));
    return 1;
  }
  const isSound = faults.length === 0;
  if (!isSound && !skipBad) {
    tell(
      told(`x ${faults.length} 处有误，没有写入任何文件`, `x ${faults.length} faults, nothing was written`),
    );
    return 1;
  }
  const plans = await planImport(descriptors, resolve(to));
  const blocked = plans.filter(({ state }) => state === 'unreadable' || (state === 'changed' && !overwrite));
  for (const plan of plans) tell(plannedLines(plan, isDryRun || blocked.length > 0));
  if (blocked.length > 0) {
    tell(
      told(
        `x 已有 ${blocked.length} 个不同的描述文件，没有写入任何文件；确认后加 --overwrite（不是描述文件的须先移走）`,
        `x ${blocked.length} other descriptors are there, nothing was written; add --overwrite to replace them`,
      ),
    );
    return 1;
  }
  const written = plans.filter(({ state }) => state !== 'unchanged');
  if (!isDryRun) for (const plan of written) await writePlanned(plan);
  const count = `${written.length}/${records}`;
  tell(
    isDryRun
      ? told(`~ 将写入 ${count}`, `~ ${count} would be written`)
      : told(`已写入 ${count}`, `${count} written`),
  );
  return isSound ? 0 : 1;
}

/** Does what the arguments ask, and answers the exit code. */
export async function importCatalogue(
  args: readonly string[],
  environment: Environment,
  tell: Tell,
): Promise<number> {
  try {
    return await work(args, environment, tell);
  } catch (error) {
    const isUsage =
      error instanceof UsageError ||
      String((error as NodeJS.ErrnoException).code).startsWith('ERR_PARSE_ARGS');
    if (isUsage) tell((error as Error).message);
    else
      tell(
        outageLine(error, 'DATASETS_DIR') ??
          (error instanceof Error ? (error.stack ?? error.message) : String(error)),
      );
    return isUsage ? 2 : 1;
  }
}
