import { createHash, randomBytes } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { chmod, copyFile, type FileHandle, mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Tells the temporary names of this process from those a process with the same id left behind. */
const RUN = randomBytes(6).toString('hex');
let serial = 0;
/** Bytes that are read from a file at a time (1 MiB). */
const PIECE_BYTES = 1_048_576;

/** Writes a new file and syncs it; answers how many bytes. Throws what `content` throws, leaving a part. */
export async function writeDurably(
  path: string,
  content: AsyncIterable<Uint8Array>,
  mode: number,
): Promise<number> {
  const file = await open(path, 'wx', mode);
  try {
    let bytes = 0;
    for await (const chunk of content) {
      await file.writeFile(chunk);
      bytes += chunk.length;
    }
    await file.sync();
    return bytes;
  } finally {
    await file.close();
  }
}

/** The content of a file, opened when the first piece is asked for: an error reaches whoever reads. */
export async function* contentOf(path: string): AsyncGenerator<Buffer> {
  yield* createReadStream(path, { highWaterMark: PIECE_BYTES });
}

/**
 * The content of a file piece by piece, each in the memory of the one before: for whoever is done with a piece when it
 * asks for the next. Large files would otherwise fill the heap with buffers to collect.
 */
export async function* piecesOfFile(path: string): AsyncGenerator<Buffer> {
  const file = await open(path, 'r');
  try {
    yield* piecesOfHandle(file);
  } finally {
    await file.close();
  }
}

async function* piecesOfHandle(file: FileHandle): AsyncGenerator<Buffer> {
  const memory = Buffer.allocUnsafe(PIECE_BYTES);
  for (let position = 0; ; ) {
    const { bytesRead } = await file.read(memory, 0, memory.length, position);
    if (bytesRead === 0) return;
    position += bytesRead;
    yield memory.subarray(0, bytesRead);
  }
}

export interface HashedFile {
  readonly sha256: string;
  readonly bytes: number;
}

export async function hashFile(path: string): Promise<HashedFile> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const piece of piecesOfFile(path)) {
    hash.update(piece);
    bytes += piece.length;
  }
  return { sha256: hash.digest('hex'), bytes };
}

/** Makes a file that is written survive a power cut and lets nobody write it any more; answers what is in it. */
export async function sealFile(path: string): Promise<HashedFile> {
  const [hashed] = await Promise.all([hashFile(path), chmod(path, 0o444).then(() => syncPath(path))]);
  return hashed;
}

/** Moves a file, or copies it where it cannot be moved to: onto another file system. */
export async function moveFile(from: string, to: string): Promise<void> {
  try {
    await rename(from, to);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EXDEV') throw error;
    await copyFile(from, to);
  }
}

/** Makes the content of a file survive a power cut; of a directory, what was created, renamed or deleted in it. */
export async function syncPath(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Files synced at a time: as many as Node gives threads to, and some that wait. */
const syncedAtOnce = 16;

/** Makes all that lies in a directory survive a power cut. */
export async function syncTree(directory: string): Promise<void> {
  const below = await readdir(directory, { recursive: true });
  const paths = [directory, ...below.map((name) => join(directory, name))];
  for (let start = 0; start < paths.length; start += syncedAtOnce)
    await Promise.all(paths.slice(start, start + syncedAtOnce).map(syncPath));
}

/** Creates `directory` below `root`, both ends and all between synced. */
export async function makeDirectory(root: string, directory: string): Promise<void> {
  await mkdir(directory, { recursive: true });
  for (let parent = directory; parent !== root; parent = dirname(parent)) await syncPath(dirname(parent));
}

/** A path in `directory` that no other process or call uses. */
export function temporaryPath(directory: string): string {
  serial += 1;
  return join(directory, `${process.pid}-${RUN}-${serial}`);
}

/** Deletes what processes that have ended left among the temporary paths of `directory`. */
export async function deleteAbandoned(directory: string): Promise<void> {
  for (const name of await readdir(directory)) {
    const [pid, run] = name.split('-');
    const ours = Number(pid) === process.pid && run === RUN;
    const abandoned = !ours && (Number(pid) === process.pid || !isRunning(Number(pid)));
    if (abandoned) await rm(join(directory, name), { recursive: true, force: true });
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
