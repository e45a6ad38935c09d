/** The shipped enterprises, few of them, as the one conditional dataset of a platform. */
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { program } from '../process.ts';

export const enterprises = 'enterprise-registrations';
const rows = 2000;

/** Writes the directory for `DATASETS_DIR`; answers its path. */
export async function fewEnterprises(parent: string): Promise<string> {
  const shipped = join(program, 'datasets');
  const directory = join(parent, 'datasets');
  await mkdir(join(directory, enterprises), { recursive: true });
  await copyFile(join(shipped, 'agencies.json'), join(directory, 'agencies.json'));
  const descriptor = JSON.parse(await readFile(join(shipped, enterprises, 'dataset.json'), 'utf8'));
  const fewer = { ...descriptor, data: { ...descriptor.data, rows } };
  await writeFile(join(directory, enterprises, 'dataset.json'), JSON.stringify(fewer));
  return directory;
}
