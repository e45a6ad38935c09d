/** Puts files of the portal where readers find them, many at a time, and none that is there already. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Shelf } from '../ports-portal.ts';
import { immutable, isHashedAddress } from './edition.ts';
import { mediaTypeOf } from './media-type.ts';

/** Files on their way at a time. */
const atOnce = 64;

export interface PlacingDeps {
  readonly pages: Shelf;
  /** Throws when this process may not write any more. */
  readonly held: () => AbortSignal;
  /** MD5 of what stands there, as far as that is known; kept up to date. */
  readonly known: Map<string, string>;
}

/** Whether it was written; what is the same already is left alone. */
export async function placeFile(
  { pages, held, known }: PlacingDeps,
  file: string,
  bytes: Uint8Array,
): Promise<boolean> {
  const tag = createHash('md5').update(bytes).digest('hex');
  if (known.get(file) === tag) return false;
  known.delete(file);
  const cache = isHashedAddress(`/${file}`) ? { cacheControl: immutable } : {};
  await pages.put(file, bytes, { mediaType: mediaTypeOf(file), ...cache, signal: held() });
  known.set(file, tag);
  return true;
}

export async function removeFile({ pages, held, known }: PlacingDeps, file: string): Promise<void> {
  held();
  await pages.remove(file);
  known.delete(file);
}

/** Files of a directory, by their names in it. */
export async function placeDirectory(
  placing: PlacingDeps,
  directory: string,
  files: readonly string[],
): Promise<void> {
  await inBatches(files, async (file) => placeFile(placing, file, await readFile(join(directory, file))));
}

export async function inBatches(files: readonly string[], run: (file: string) => Promise<unknown>) {
  for (let start = 0; start < files.length; start += atOnce)
    await Promise.all(files.slice(start, start + atOnce).map(run));
}
