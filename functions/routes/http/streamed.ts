/** Documents made while they are read, a piece at a time: none of them is ever whole in memory. */
import { revalidate, weakTag } from '../answer.ts';
import type { AppContext, CatalogueDeps } from '../deps.ts';
import { isNotModified } from './conditional.ts';
import { type Pieces, streamOf } from './pieces.ts';

export type Made = Pieces | ReadableStream<Uint8Array>;

/**
 * A document of the catalogue, or of a part of it. It depends on nothing but the catalogue, the platform and its address,
 * so that these are its ETag and nothing is made for whoever has it.
 */
export async function streamedCatalogue(
  { catalogue, version, portalUrl }: CatalogueDeps,
  c: AppContext,
  headers: Readonly<Record<string, string>>,
  make: (of: ReturnType<CatalogueDeps['catalogue']>) => Made | Promise<Made>,
): Promise<Response> {
  const of = catalogue();
  const etag = weakTag(of.info.digest, version, portalUrl, c.req.path);
  const common = { ...headers, ETag: etag, 'Cache-Control': revalidate };
  if (isNotModified(c.req.header('If-None-Match'), etag)) return c.body(null, 304, common);
  if (c.req.method === 'HEAD') return c.body(null, 200, common);
  const made = await make(of);
  return new Response(made instanceof ReadableStream ? made : streamOf(made), { headers: common });
}
