/**
 * One edition of the portal on this disk: a directory with a whole portal, or one with the files that a publication
 * changed, beside the directories of the editions before. It is complete before its directory gets its name, and nothing
 * in it changes afterwards; so an edition is shown whole or not at all, whenever the process ends or the power is cut.
 */
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { syncPath, syncTree } from '../store/durable-files.ts';

export interface PortalTree {
  /** The edition, and the name of its directory. */
  readonly key: string;
  /** Publications since the whole portal was built. */
  readonly changes: number;
  /** The directory of the whole portal that this edition rests on. */
  readonly base: string;
  /** The path of a file on this disk by its place in the portal, with or without a leading slash. It need not exist. */
  locate(file: string): string;
  /** How many files the edition has of its own. */
  readonly ownFiles: number;
  /** All directories that the edition is made of. */
  readonly directories: readonly string[];
}

/** The hidden file that tells what an edition is made of. Hidden files are not served. */
const editionFile = '.edition.json';
/** Stands for the directory of a file that is no more: nothing is in it. */
const nowhere = '.removed';

interface Edition {
  readonly base: string;
  readonly changes: number;
  /** Directory by file, for every file that is not the base's. */
  readonly layers: Readonly<Record<string, string>>;
}

/** A tree over a directory that holds a whole portal and nothing else. */
export const wholeTree = (directory: string): PortalTree => ({
  key: directory,
  changes: 0,
  base: directory,
  locate: (file) => join(directory, file),
  ownFiles: 0,
  directories: [directory],
});

/** The edition `key` below `portals`; undefined when it is not there. */
export async function readTree(portals: string, key: string): Promise<PortalTree | undefined> {
  const text = await unlessMissing(readFile(join(portals, key, editionFile), 'utf8'));
  return text === undefined ? undefined : treeOf(portals, key, JSON.parse(text) as Edition);
}

function treeOf(portals: string, key: string, { base, changes, layers }: Edition): PortalTree {
  const places = new Map(Object.entries(layers));
  return {
    key,
    changes,
    base: join(portals, base),
    locate: (file) => {
      const name = file.replace(/^\//, '');
      return join(portals, places.get(name) ?? base, name);
    },
    ownFiles: [...places.values()].filter((name) => name === key).length,
    directories: [...new Set([key, base, ...places.values()])]
      .filter((name) => name !== nowhere)
      .map((name) => join(portals, name)),
  };
}

/** Gives the whole portal in `staging` its name. */
export const nameWhole = (portals: string, key: string, staging: string): Promise<PortalTree> =>
  nameEdition(portals, key, staging, { base: key, changes: 0, layers: {} });

/** Gives the files in `staging`, which stand in place of those of the edition `before`, their name. */
export async function nameChange(
  portals: string,
  key: string,
  staging: string,
  before: PortalTree,
  { written, removed }: { readonly written: readonly string[]; readonly removed: readonly string[] },
): Promise<PortalTree> {
  const text = await readFile(join(portals, before.key, editionFile), 'utf8');
  const { base, changes, layers } = JSON.parse(text) as Edition;
  const own = written.map((file) => [file, key]);
  const gone = removed.map((file) => [file, nowhere]);
  const all = { ...layers, ...Object.fromEntries([...own, ...gone]) };
  return nameEdition(portals, key, staging, { base, changes: changes + 1, layers: all });
}

async function nameEdition(
  portals: string,
  key: string,
  staging: string,
  edition: Edition,
): Promise<PortalTree> {
  await mkdir(portals, { recursive: true });
  await writeFile(join(staging, editionFile), JSON.stringify(edition));
  await syncTree(staging);
  await rename(staging, join(portals, key));
  await syncPath(portals);
  return treeOf(portals, key, edition);
}

/** Removes the directories that none of `kept` is made of. */
export async function removeOthers(portals: string, kept: readonly PortalTree[]): Promise<void> {
  const directories = new Set(kept.flatMap((tree) => tree.directories));
  const all = (await readdir(portals)).map((name) => join(portals, name));
  for (const path of all) if (!directories.has(path)) await rm(path, { recursive: true, force: true });
}

async function unlessMissing<T>(found: Promise<T>): Promise<T | undefined> {
  try {
    return await found;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
