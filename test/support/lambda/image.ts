/** The container's image on this machine: what its Dockerfile copies, and the command that it runs. */
import { cp, readFile, symlink } from 'node:fs/promises';
import { basename, join } from 'node:path';

const root = join(import.meta.dirname, '../../..');

export interface Image {
  readonly directory: string;
  readonly command: readonly string[];
}

/** Copies what the image is made of into an empty directory; the packages are those that are installed here. */
export async function makeImage(dockerfile: string, directory: string): Promise<Image> {
  const lines = (await readFile(join(root, dockerfile), 'utf8')).split('\n');
  for (const line of lines) {
    const [word, ...paths] = line.split(' ');
    if (word !== 'COPY') continue;
    for (const path of paths.slice(0, -1)) {
      const to = paths.at(-1) === './' ? basename(path) : (paths.at(-1) ?? '');
      await cp(join(root, path), join(directory, to), { recursive: true });
    }
  }
  await symlink(join(root, 'node_modules'), join(directory, 'node_modules'));
  const command = lines.find((line) => line.startsWith('CMD '))?.slice('CMD '.length) ?? '[]';
  return { directory, command: JSON.parse(command) as string[] };
}
