/** The settings of a function, read once at its cold start. A wrong configuration ends the start with every problem told. */
import { readSettings, type SettingName, settings } from '../settings.ts';

const read = readSettings(process.env, Object.keys(settings) as SettingName[]);

/** All settings are checked, whichever are asked for, so that the first start tells everything. */
export function environment<Name extends SettingName>(
  ..._names: readonly Name[]
): Readonly<Record<Name, string>> {
  if (read.outcome === 'invalid') throw new Error(`configuration: ${read.problems.join('; ')}`);
  return read.values;
}

/** As Lambda calls this function. */
export const functionName = process.env.AWS_LAMBDA_FUNCTION_NAME ?? 'jilin-open-data';

/** Lambda's only writable disk; it lives as long as the function's process. */
export const scratch = process.env.LAMBDA_SCRATCH ?? '/tmp';

/** Where Lambda unpacks the function and what is packed with it. */
export const packed = process.env.LAMBDA_TASK_ROOT ?? import.meta.dirname;
