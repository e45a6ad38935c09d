import { createHash, type Hash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join, relative } from 'node:path';

const root = join(import.meta.dirname, '..');

/** One hash over files and directories of the program, by content; what does not exist counts as empty. Hidden files are left out. */
export async function treeHash(paths: readonly string[]): Promise<string> {
  const hash = createHash('sha256');
  for (const path of paths) if (existsSync(join(root, path))) await addTree(hash, join(root, path));
  return hash.digest('hex');
}

async function addTree(hash: Hash, path: string): Promise<void> {
  if ((await stat(path)).isDirectory()) {
    const names = (await readdir(path)).filter((name) => !name.startsWith('.')).sort();
    for (const name of names) await addTree(hash, join(path, name));
  } else hash.update(`${relative(root, path)}\0`).update(await readFile(path));
}
