/** Documents made while they are read, a piece at a time: none of them is ever whole in memory. */
import { revalidate, weakTag } from '../answer.ts';
import type { AppContext, CatalogueDeps } from '../deps.ts';
import { isNotModified } from './conditional.ts';

const pieceBytes = 64 * 1024;

export type Pieces = Generator<string | Uint8Array, void, undefined> | ReadableStream<Uint8Array>;

/**
 * A document of the whole catalogue. It depends on nothing but the catalogue, the platform and its address, so that
 * these are its ETag and nothing is made for whoever has it.
 */
export async function streamedCatalogue(
  { catalogue, version, portalUrl }: CatalogueDeps,
  c: AppContext,
  headers: Readonly<Record<string, string>>,
  make: (of: ReturnType<CatalogueDeps['catalogue']>) => Pieces | Promise<Pieces>,
): Promise<Response> {
  const of = catalogue();
  const etag = weakTag(of.info.digest, version, portalUrl, c.req.path);
  const common = { ...headers, ETag: etag, 'Cache-Control': revalidate };
  if (isNotModified(c.req.header('If-None-Match'), etag)) return c.body(null, 304, common);
  if (c.req.method === 'HEAD') return c.body(null, 200, common);
  const made = await make(of);
  return new Response(made instanceof ReadableStream ? made : streamOf(made), { headers: common });
}

/** Servers wait for that many pieces before they send any, to see whether that is all of it. */
const soonPieces = 2;

/** Pulled by the reader; the first pieces come at once, small ones after them are gathered. */
function streamOf(pieces: Exclude<Pieces, ReadableStream>): ReadableStream<Uint8Array> {
  let pulled = 0;
  return new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        const gathered: Buffer[] = [];
        pulled += 1;
        const wanted = pulled > soonPieces ? pieceBytes : 1;
        for (let bytes = 0; bytes < wanted; ) {
          const { done, value } = pieces.next();
          if (done) {
            if (gathered.length > 0) controller.enqueue(Buffer.concat(gathered));
            controller.close();
            return;
          }
          const piece = Buffer.from(value as string);
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
