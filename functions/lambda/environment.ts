/** The settings of a function, read once at its cold start. A wrong configuration ends the start with every problem told. */
import { readSettings, type SettingName } from '../settings.ts';

export function environment<Name extends SettingName>(
  ...names: readonly Name[]
): Readonly<Record<Name, string>> {
  const read = readSettings(process.env, names);
  if (read.outcome === 'invalid') throw new Error(`configuration: ${read.problems.join('; ')}`);
  return read.values;
}

/** Lambda's only writable disk; it lives as long as the function's process. */
export const scratch = process.env.LAMBDA_SCRATCH ?? '/tmp';
