/** The stream that a function writes its answer to, and whoever reads it: no piece is taken before it is asked for. */
import { Writable } from 'node:stream';

export interface Answer {
  readonly writable: Writable;
  /** Whoever leaves it early breaks the answer off. */
  readonly message: AsyncGenerator<Uint8Array>;
}

export function openAnswer(): Answer {
  let change = Promise.withResolvers<void>();
  const tell = () => {
    change.resolve();
    change = Promise.withResolvers();
  };
  let waiting: { readonly piece: Uint8Array; readonly taken: () => void } | undefined;
  let end: { readonly error: Error | null } | undefined;
  const writable = new Writable({
    highWaterMark: 1,
    write(piece: Buffer, _encoding, taken) {
      waiting = { piece, taken };
      tell();
    },
    final(done) {
      end = { error: null };
      tell();
      done();
    },
    destroy(error, done) {
      end ??= { error };
      tell();
      done(null);
    },
  });
  const read = async function* () {
    try {
      for (;;) {
        while (!waiting && !end) await change.promise;
        if (end?.error) throw end.error;
        if (!waiting) return;
        const { piece, taken } = waiting;
        yield piece;
        waiting = undefined;
        taken();
      }
    } finally {
      if (!end) writable.destroy(new Error('the reader has left'));
    }
  };
  return { writable, message: read() };
}
