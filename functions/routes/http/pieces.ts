/** Answers in pieces, made while they are read: what nobody reads on is not made. */
import { setImmediate as turn } from 'node:timers/promises';

export type Pieces = Generator<string | Uint8Array, void, undefined>;

/** Sent at once: small pieces cost more to hand over than to hold. */
const pieceBytes = 64 * 1024;

/** Servers wait for that many pieces before they send any, to see whether that is all of it. */
const soonPieces = 2;

/**
 * The next piece is made when the one before has left; the first come at once, small ones after them are gathered.
 * Between pieces it is the turn of others, and of what was written: making a piece holds up a whole process.
 */
export function streamOf(pieces: Pieces): ReadableStream<Uint8Array> {
  let pulled = 0;
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        const gathered: Uint8Array[] = [];
        pulled += 1;
        if (pulled > soonPieces) await turn();
        const wanted = pulled > soonPieces ? pieceBytes : 1;
        for (let bytes = 0; bytes < wanted; ) {
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
        pieces.return();
      },
    },
    { highWaterMark: 0 },
  );
}
