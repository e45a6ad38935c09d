import { type BlobInfo, type Blobs, InvalidKey, type Page } from '../service/ports.ts';
import { anyHash, checkBlobKey, checkBlobPrefix } from './blobs-input.ts';
import { compareUtf8, encodeCursor, pageLimit } from './records-page.ts';

/** Where blobs lie, by how their keys begin; the longest beginning that fits decides. */
export type BlobRoutes = Readonly<Record<string, Blobs>>;

/**
 * Several stores as one. A key or prefix that no route leads to throws `InvalidKey`: what a function was not told
 * where to find does not exist for it. The cursors of the stores must be made by `encodeCursor`, as all adapters do.
 */
export function routeBlobs(routes: BlobRoutes): Blobs {
  const to = (key: string): Blobs => {
    checkBlobKey(key);
    const route = routeOf(routes, key);
    if (route === undefined) throw new InvalidKey('blob key', 'is in no store that is known here');
    return route.blobs;
  };
  return {
    putFile: async (key, path, meta) => to(key).putFile(key, path, meta),
    takeFile: async (keyOf, path, mediaType) => to(keyOf(anyHash)).takeFile(keyOf, path, mediaType),
    putBytes: async (key, bytes, meta) => to(key).putBytes(key, bytes, meta),
    head: async (key) => to(key).head(key),
    get: async (key, range) => to(key).get(key, range),
    localFile: async (key, sha256) => to(key).localFile(key, sha256),
    list: (prefix, options = {}) => list(routes, prefix, options),
    remove: async (key) => to(key).remove(key),
  };
}

interface Route {
  readonly start: string;
  readonly blobs: Blobs;
}

function routeOf(routes: BlobRoutes, key: string): Route | undefined {
  const starts = Object.keys(routes).filter((start) => key.startsWith(start));
  const start = starts.toSorted((a, b) => b.length - a.length)[0];
  const blobs = start === undefined ? undefined : routes[start];
  return start === undefined || !blobs ? undefined : { start, blobs };
}

/** Every store is asked for a page; what lies behind the end of the shortest waits for the next call. */
async function list(
  routes: BlobRoutes,
  prefix: string,
  options: { limit?: number; cursor?: string },
): Promise<Page<BlobInfo>> {
  checkBlobPrefix(prefix);
  const limit = pageLimit(options.limit);
  const within = Object.entries(routes).map(([start, blobs]): Route => ({ start, blobs }));
  const asked = within.filter(({ start }) => start.startsWith(prefix) && start !== prefix);
  const around = routeOf(routes, prefix);
  if (around) asked.push({ ...around, start: prefix });
  if (asked.length === 0) throw new InvalidKey('blob prefix', 'is in no store that is known here');
  const pages = await Promise.all(
    asked.map(async ({ start, blobs }) => {
      const { rows, cursor } = await blobs.list(start, options);
      const end = cursor === undefined ? undefined : rows.at(-1)?.key;
      return { rows: rows.filter(({ key }) => routeOf(routes, key)?.blobs === blobs), end };
    }),
  );
  const ends = pages.flatMap(({ end }) => end ?? []).toSorted(compareUtf8);
  const rows = pages
    .flatMap((page) => page.rows)
    .filter(({ key }) => ends[0] === undefined || compareUtf8(key, ends[0]) <= 0)
    .toSorted((a, b) => compareUtf8(a.key, b.key));
  const unique = rows.filter(({ key }, index) => key !== rows[index - 1]?.key);
  const last = unique.length > limit ? unique[limit - 1]?.key : ends[0];
  return { rows: unique.slice(0, limit), ...(last !== undefined && { cursor: encodeCursor(last) }) };
}

/** Reads `files/=one snapshots/=other`: the bucket of each beginning. Throws for anything else. */
export function readBuckets(text: string): Readonly<Record<string, string>> {
  const entries = text
    .split(' ')
    .map((entry) => /^([a-z]+\/)=([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])$/.exec(entry));
  if (entries.includes(null))
    throw new TypeError('the buckets are not written as `prefix/=bucket prefix/=bucket`');
  return Object.fromEntries(entries.map((entry) => [entry?.[1], entry?.[2]]));
}
