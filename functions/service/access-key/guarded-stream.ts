/** An answer under way that ends when its grant does. */

export interface StreamEnd {
  /** Handed to the reader. */
  readonly bytes: number;
  /** The reader did not get all of it. */
  readonly cut: boolean;
}

/** What the reader of a stream sees whose key or grant has ended meanwhile. */
export class AccessEnded extends Error {
  override readonly name = 'AccessEnded';
}

/**
 * `body`, of which no piece is handed over when `stands` answers false: it is asked after a piece was computed and
 * before it leaves. `onEnd` is called once, however the stream ends.
 */
export function guardedStream(
  body: ReadableStream<Uint8Array>,
  stands: () => Promise<boolean>,
  onEnd: (end: StreamEnd) => void,
): ReadableStream<Uint8Array> {
  const reader = body.getReader();
  let bytes = 0;
  let isOver = false;
  const end = (cut: boolean): void => {
    if (!isOver) onEnd({ bytes, cut });
    isOver = true;
  };
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const { done, value } = await reader.read();
          // The reader may have left while this piece was computed.
          if (isOver) return;
          if (done) {
            end(false);
            controller.close();
            return;
          }
          if (!(await stands())) throw new AccessEnded('the key or its grant has ended');
          bytes += value.length;
          controller.enqueue(value);
        } catch (error) {
          end(true);
          controller.error(error);
          await reader.cancel(error);
        }
      },
      async cancel(reason) {
        end(true);
        await reader.cancel(reason);
      },
    },
    { highWaterMark: 0 },
  );
}
