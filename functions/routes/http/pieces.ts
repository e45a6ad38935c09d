/** Answers in pieces, made while they are read: what nobody reads on is not made. */
import { setImmediate as turn } from 'node:timers/promises';

export type Pieces = Generator<string | Uint8Array, void, undefined>;

/** Sent at once: small pieces cost more to hand over than to hold. */
const pieceBytes = 64 * 1024;

/** Milliseconds of making at a stretch. */
const stretchMs = 5;

/** Servers wait for that many pieces before they send any, to see whether that is all of it. */
const soonPieces = 2;

/**
 * The next piece is made when the one before has left; the first come at once, small ones after them are gathered.
 * While they are made, others have their turn, and what was written leaves: making holds up a whole process. A generator
 * whose pieces take long yields empty ones in between. When the reader leaves, the rest is not made.
 */
export function streamOf(pieces: Pieces): ReadableStream<Uint8Array> {
  let pulled = 0;
  let isLeft = false;
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const gathered: Uint8Array[] = [];
        pulled += 1;
        const wanted = pulled > soonPieces ? pieceBytes : 1;
        let rested = pulled > soonPieces ? 0 : performance.now();
        for (let bytes = 0; bytes < wanted; ) {
          if (performance.now() - rested > stretchMs) {
            await turn();
            if (isLeft) return;
            rested = performance.now();
          }
          const { done, value } = pieces.next();
          if (done) {
            if (gathered.length > 0) controller.enqueue(Buffer.concat(gathered));
            controller.close();
            return;
          }
          const piece = typeof value === 'string' ? Buffer.from(value) : value;
          bytes += piece.length;
          gathered.push(piece);
        }
        controller.enqueue(Buffer.concat(gathered));
      },
      cancel() {
        isLeft = true;
        pieces.return();
      },
    },
    { highWaterMark: 0 },
  );
}
