/** The peer: writes the same files with the same bytes, one after another, nothing rendered. */
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { report } from '../measure.ts';

const [built = ''] = process.argv.slice(2);
const target = `${built}.copy`;
const files = (await readdir(built, { recursive: true, withFileTypes: true }))
  .filter((entry) => entry.isFile() && entry.name.endsWith('.html'))
  .map((entry) => join(entry.parentPath, entry.name));
// One after another: a large portal has more files than a process may hold open.
const pages: (readonly [path: string, content: Buffer])[] = [];
for (const path of files) pages.push([path.slice(built.length), await readFile(path)]);

await report(async () => {
  for (const [path, content] of pages) {
    await mkdir(dirname(join(target, path)), { recursive: true });
    await writeFile(join(target, path), content);
  }
  return { pages: pages.length };
});
await rm(target, { recursive: true, force: true });
