/** The private key of the public log on this machine: a setting, or a file that is made when the log begins. */
import { readFile } from 'node:fs/promises';
import type { LogSigner } from '../service/log/contract.ts';
import { makeKey, readSigners } from '../service/log/signers.ts';
import type { Config } from './config.ts';
import { writeOnce } from './whole-file.ts';

/**
 * Reads the keys anew each time, so that one that is added signs from then on. Throws when the log has begun and its key
 * is not here: a log that goes on under another key is, for everybody who knows the old one, another log.
 */
export async function logSigners(
  { LOG_KEY, LOG_KEY_FILE }: Pick<Config, 'LOG_KEY' | 'LOG_KEY_FILE'>,
  isNew: boolean,
): Promise<readonly LogSigner[]> {
  if (LOG_KEY !== '') return readSigners(LOG_KEY);
  const known = await read(LOG_KEY_FILE);
  if (known === undefined && !isNew)
    throw new Error(
      `the key of the public log is missing: bring ${LOG_KEY_FILE} back from where you keep its copy (README, "Audit")`,
    );
  if (known === undefined) await writeOnce(LOG_KEY_FILE, makeKey());
  return readSigners(known ?? (await readFile(LOG_KEY_FILE, 'utf8')));
}

async function read(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
