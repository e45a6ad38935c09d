/** Sent at once: small pieces cost more to hand over than to hold. */
const pieceLength = 32 * 1024;

/** Text as it is made: the next piece is made when the one before has left. */
export function textStream(texts: Iterator<string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    pull(controller) {
      let piece = '';
      while (piece.length < pieceLength) {
        const { done, value } = texts.next();
        if (done) {
          if (piece !== '') controller.enqueue(encoder.encode(piece));
          controller.close();
          return;
        }
        piece += value;
      }
      controller.enqueue(encoder.encode(piece));
    },
  });
}
