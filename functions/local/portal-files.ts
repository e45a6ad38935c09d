/** The files of an edition on this disk. Editions have directories of their own, so a path never changes its content. */
import { readFile, stat } from 'node:fs/promises';
import type { PortalSource } from '../routes/http/portal-files.ts';
import type { PortalTree } from './portal-tree.ts';

export const portalSource = ({ locate }: PortalTree): PortalSource => ({
  nameOf: locate,
  read: (file) => unlessMissing(readFile(locate(file))),
  has: (file) => isFile(locate(file)),
});

const isFile = async (path: string): Promise<boolean> => (await unlessMissing(stat(path)))?.isFile() ?? false;

async function unlessMissing<T>(found: Promise<T>): Promise<T | undefined> {
  try {
    return await found;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'EISDIR' || code === 'ENAMETOOLONG')
      return undefined;
    throw error;
  }
}
