/** Who publishes, as the datasets directory tells it. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Agency } from '../domain/agency.ts';
import { checkAgencies } from '../service/agencies.ts';
import type { Config } from './config.ts';
import { Unusable } from './outage.ts';

/** The agencies of the datasets directory; throws `Unusable` with every defect when the file is wrong. */
export async function readAgencies({
  DATASETS_DIR,
}: Pick<Config, 'DATASETS_DIR'>): Promise<readonly Agency[]> {
  const path = join(DATASETS_DIR, 'agencies.json');
  const checked = checkAgencies(await readJson(path));
  if (checked.outcome === 'invalid') {
    const lines = checked.defects.map((defect) => `  ${defect.path}: ${defect.message}`);
    throw new Unusable(`${path} is wrong:\n${lines.join('\n')}`);
  }
  return checked.agencies;
}

async function readJson(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR')
      throw new Unusable(`there is no ${path}: set DATASETS_DIR to a directory that holds one`);
    if (error instanceof SyntaxError) throw new Unusable(`${path} is not JSON: ${error.message}`);
    throw error;
  }
}
