import { createHash } from 'node:crypto';
import { chunksOf } from '../detect/chunks.ts';

/** Size and lower-case hex sha256 of a file, streaming. */
export async function hashOf(path: string): Promise<{ bytes: number; sha256: string }> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const chunk of chunksOf(path)) {
    hash.update(chunk);
    bytes += chunk.length;
  }
  return { bytes, sha256: hash.digest('hex') };
}
