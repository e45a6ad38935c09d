import { mkdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { BlobInfo } from '../service/ports.ts';
import { verified } from './blobs-input.ts';
import { deleteAbandoned, temporaryPath, writeDurably } from './durable-files.ts';

/** `bytes` may be left out: what has its name is whole. */
type Wanted = Pick<BlobInfo, 'key' | 'sha256'> & Partial<Pick<BlobInfo, 'bytes'>>;
type Download = () => Promise<AsyncIterable<Uint8Array> | undefined>;

/**
 * Local copies of blobs, named by their hash. A file appears whole and verified or not at all, however many
 * callers and processes want it; within this process the same blob is downloaded once. Nothing is evicted:
 * whoever starts the process decides how long the directory lives.
 */
export function openBlobCache(directory: string) {
  const temporary = join(directory, '.temporary');
  const underway = new Map<string, Promise<string | undefined>>();
  let swept: Promise<void> | undefined;

  const fill = async ({ key, sha256, bytes }: Wanted, download: Download): Promise<string | undefined> => {
    const path = join(directory, sha256);
    const stored = await sizeOf(path);
    if (stored !== undefined && stored === (bytes ?? stored)) return path;
    swept ??= sweep(temporary);
    await swept;
    const content = await download();
    if (content === undefined) return undefined;
    const draft = temporaryPath(temporary);
    try {
      await writeDurably(draft, verified(key, sha256, content), 0o444);
      await rename(draft, path);
      return path;
    } finally {
      await rm(draft, { force: true });
    }
  };

  /** The path of the copy, downloading it unless it is there; undefined when `download` finds nothing. */
  return (blob: Wanted, download: Download): Promise<string | undefined> => {
    const started = underway.get(blob.sha256);
    if (started) return started;
    const filling = fill(blob, download).finally(() => underway.delete(blob.sha256));
    underway.set(blob.sha256, filling);
    return filling;
  };
}

async function sweep(temporary: string): Promise<void> {
  await mkdir(temporary, { recursive: true });
  await deleteAbandoned(temporary);
}

async function sizeOf(path: string): Promise<number | undefined> {
  const found = await stat(path, { throwIfNoEntry: false });
  return found?.size;
}
