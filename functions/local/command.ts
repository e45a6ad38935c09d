/** The frame of every command: configuration read, platform opened, closed and, on an outage, one clear line. */
import { isBeingRestored } from '../service/backup/restore.ts';
import type { Environment } from '../settings.ts';
import { type ReadConfig, readConfig } from './config.ts';
import { outageLine, Unusable } from './outage.ts';
import { openPlatform, type Platform } from './platform.ts';
import { UsageError } from './usage-error.ts';

type Work = (platform: Platform) => Promise<number>;
type Read = (environment: Environment) => ReadConfig;

/** Runs `work` on the configured platform and sets the exit code: its own answer, 1 on an outage, 2 on wrong settings or usage. */
export async function runCommand(work: Work, read: Read = readConfig): Promise<void> {
  const whole: Work = async (platform) => {
    if (await isBeingRestored(platform.records))
      throw new Unusable('a restore into these stores broke off: run it again before anything else');
    return work(platform);
  };
  await runOnAnyStores(whole, read);
}

/** The same for what also works on stores that a restore has not filled yet. */
export async function runOnAnyStores(work: Work, read: Read = readConfig): Promise<void> {
  process.exitCode = await guarded(work, read(process.env));
}

async function guarded(work: Work, read: ReadConfig): Promise<number> {
  if (read.outcome === 'invalid') {
    for (const problem of read.problems) console.error(problem);
    return 2;
  }
  try {
    const platform = await openPlatform(read.config);
    try {
      return await work(platform);
    } finally {
      await platform.close();
    }
  } catch (error) {
    // parseArgs answers an unknown option with a TypeError of its own code.
    const isUsage =
      error instanceof UsageError ||
      String((error as NodeJS.ErrnoException).code).startsWith('ERR_PARSE_ARGS');
    if (isUsage) console.error((error as Error).message);
    else console.error(outageLine(error, read.config.DATA_DIR) ?? error);
    return isUsage ? 2 : 1;
  }
}
