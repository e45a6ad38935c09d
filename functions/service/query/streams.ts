/** Byte streams that are made only as fast as they are read, and that give back what they hold when nobody reads. */
import { createReadStream } from 'node:fs';
import { rm, stat } from 'node:fs/promises';

export type ByteStream = ReadableStream<Uint8Array>;

/** A reader who takes nothing for this long has left without saying so. */
const patience = 60_000;

/**
 * A stream over `source`, pulled one chunk at a time. The first chunk is computed before this resolves, so that
 * what fails at once fails here. Ends `source` when the reader cancels or stalls for `stall` milliseconds.
 */
export async function pulledStream(
  source: AsyncGenerator<Uint8Array, void, undefined>,
  stall = patience,
): Promise<ByteStream> {
  let ready: IteratorResult<Uint8Array, void> | undefined = await source.next();
  let timer: NodeJS.Timeout | undefined;
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        clearTimeout(timer);
        const { done, value } = ready ?? (await source.next());
        ready = undefined;
        if (done) return controller.close();
        controller.enqueue(value);
        timer = setTimeout(() => {
          controller.error(new Error('the reader stalled'));
          void source.return();
        }, stall).unref();
      },
      async cancel() {
        clearTimeout(timer);
        await source.return();
      },
    },
    { highWaterMark: 1 },
  );
}

/** Runs `make`, which writes `path`, and streams that file; it is removed when the stream ends, however it ends. */
export async function fileStream(
  path: string,
  make: () => Promise<void>,
): Promise<{ bytes: number; body: ByteStream }> {
  const remove = () => rm(path, { force: true });
  try {
    await make();
    const { size } = await stat(path);
    return { bytes: size, body: await pulledStream(readAndRemove(path, remove)) };
  } catch (error) {
    await remove();
    throw error;
  }
}

async function* readAndRemove(
  path: string,
  remove: () => Promise<void>,
): AsyncGenerator<Uint8Array, void, undefined> {
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: 256 * 1024 })) yield chunk as Buffer;
  } finally {
    await remove();
  }
}
