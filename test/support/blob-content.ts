import { createHash } from 'node:crypto';
import { buffer } from 'node:stream/consumers';

function sha256Of(content: Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

/** What `putBytes` and `putFile` are told about `content`. */
export function metaOf(content: Uint8Array, mediaType = 'application/octet-stream') {
  return { sha256: sha256Of(content), mediaType };
}

export async function readAll(stream: ReadableStream<Uint8Array> | undefined): Promise<Buffer | undefined> {
  return stream && buffer(stream);
}

/** Hash and length of a stream that is too long to be held. */
export async function digest(
  stream: AsyncIterable<Uint8Array> | undefined,
): Promise<{ sha256: string; bytes: number }> {
  if (!stream) throw new Error('there is no such blob');
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of stream) {
    hash.update(chunk);
    bytes += chunk.length;
  }
  return { sha256: hash.digest('hex'), bytes };
}

/** A small blob that many tests store. */
export const CSV = Buffer.from('县,人口\n农安,1\n');
export const csvMeta = metaOf(CSV, 'text/csv; charset=utf-8');
