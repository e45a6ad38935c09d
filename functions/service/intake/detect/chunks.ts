import { open } from 'node:fs/promises';

/** Bytes read at once: large enough for the disk, small enough to leave the event loop free within a millisecond. */
export const CHUNK_BYTES = 1 << 20;

/** The bytes of a file in order. The same memory is reused: a chunk is valid until the next one is asked for. */
export async function* chunksOf(path: string, chunkBytes = CHUNK_BYTES): AsyncGenerator<Buffer> {
  const file = await open(path, 'r');
  try {
    const memory = Buffer.allocUnsafe(chunkBytes);
    for (;;) {
      const { bytesRead } = await file.read(memory, 0, memory.length, null);
      if (bytesRead === 0) return;
      yield memory.subarray(0, bytesRead);
    }
  } finally {
    await file.close();
  }
}

/** The first bytes of a file, at most `bytes`. */
export async function headOf(path: string, bytes: number, from = 0): Promise<Buffer> {
  const file = await open(path, 'r');
  try {
    const memory = Buffer.alloc(bytes);
    const { bytesRead } = await file.read(memory, 0, bytes, from);
    return memory.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
