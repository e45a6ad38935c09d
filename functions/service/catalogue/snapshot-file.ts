import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import type { ByteRange } from '../ports.ts';

export interface SnapshotFile {
  readonly bytes: number;
  /** The bytes of the range, streaming. */
  read(range: ByteRange): ReadableStream<Uint8Array>;
}

/** The snapshot at `path` as a download. Throws when it is not there. */
export async function openSnapshotFile(path: string): Promise<SnapshotFile> {
  const { size } = await stat(path);
  return {
    bytes: size,
    read: ({ start, end }) =>
      Readable.toWeb(createReadStream(path, { start, end })) as ReadableStream<Uint8Array>,
  };
}
