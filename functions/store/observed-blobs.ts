import type { Blobs } from '../service/ports.ts';
import type { Telemetry } from '../service/ports-telemetry.ts';
import { anyHash } from './blobs-input.ts';

/** What keys begin with tells what kind of blob it is, and nothing of whose. */
const kindOf = (key: string) => ({ kind: key.slice(0, key.indexOf('/') + 1) });

/** The same blobs; each call is a span. */
export function observeBlobs(blobs: Blobs, { tracing }: Telemetry): Blobs {
  if (!tracing) return blobs;
  const { within } = tracing;
  return {
    putFile: (key, ...given) => within('blobs.put', kindOf(key), () => blobs.putFile(key, ...given)),
    takeFile: (keyOf, ...given) =>
      within('blobs.put', kindOf(keyOf(anyHash)), () => blobs.takeFile(keyOf, ...given)),
    putBytes: (key, ...given) => within('blobs.put', kindOf(key), () => blobs.putBytes(key, ...given)),
    head: (key) => within('blobs.head', kindOf(key), () => blobs.head(key)),
    get: (key, ...given) => within('blobs.get', kindOf(key), () => blobs.get(key, ...given)),
    localFile: (key, ...given) =>
      within('blobs.local-file', kindOf(key), () => blobs.localFile(key, ...given)),
    list: (prefix, ...given) => within('blobs.list', kindOf(prefix), () => blobs.list(prefix, ...given)),
    remove: (key) => within('blobs.remove', kindOf(key), () => blobs.remove(key)),
  };
}
