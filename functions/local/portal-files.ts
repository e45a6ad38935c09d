/** Serves the built portal: clean addresses, compressed once and kept, safe against crafted paths, swappable while it runs. */
import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { extname } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { chooseEncoding, type Encoding } from '../routes/http/compress.ts';
import { isNotModified, rangeApplies } from '../routes/http/conditional.ts';
import { isCompressible } from '../routes/http/media-type.ts';
import { parseRange } from '../routes/http/range.ts';
import type { PortalTree } from './portal-tree.ts';

export interface PortalFilesOptions {
  /** The portal as it stands now. */
  readonly portal: () => PortalTree;
  /** Datasets whose pages are tombstones: told with 410. */
  readonly isWithdrawn: (id: string) => boolean;
  /** Whether the pages show the catalogue as it stands; until they do, a withdrawn dataset's page is not shown at all. */
  readonly isCurrent: () => boolean;
  /** Kept in memory at most; default 64 MiB. */
  readonly cacheBytes?: number;
}

const mediaTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.jsonl': 'application/jsonl',
  '.jsonld': 'application/ld+json',
  '.ttl': 'text/turtle; charset=utf-8',
  '.rdf': 'application/rdf+xml',
  '.csv': 'text/csv; charset=utf-8',
  '.atom': 'application/atom+xml; charset=utf-8',
  '.xml': 'application/xml; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
  '.webmanifest': 'application/manifest+json',
  '.parquet': 'application/vnd.apache.parquet',
};

/** Astro and Pagefind put a hash of the content into these names. */
const hashedAddress = /^\/(?:_astro\/[^/]+\.[\w-]{8}\.\w+|pagefind\/(?:fragment|index|filter)\/[^/]+)$/;
const immutable = 'public, max-age=31536000, immutable';
const revalidate = 'public, no-cache';

interface PortalFile {
  readonly bytes: Buffer;
  readonly mediaType: string;
  readonly hash: string;
  readonly compressed: Map<Encoding, Promise<Buffer>>;
}

/** The responder for `AppDeps.portal`. Undefined only when there is not even a page that says 404. */
export function createPortalFiles(options: PortalFilesOptions) {
  const cache = createCache(options.cacheBytes ?? 64 * 1024 ** 2);
  return async (request: Request): Promise<Response | undefined> => {
    // One edition for the whole answer: a switch in between cannot mix two.
    const tree = options.portal();
    const { pathname, search } = new URL(request.url);
    const path = decodedPath(pathname);
    const found = path === undefined ? undefined : await find(cache, tree, path);
    if (found === 'directory') return redirect(`${pathname}/${search}`);
    const status = statusOf(path ?? '', options);
    if (found && status === 410 && !options.isCurrent()) return tombstone();
    if (found) return send(request, found, pathname, status);
    const missing = await notFoundPage(cache, tree, pathname);
    return missing && send(request, missing, pathname, status === 410 ? 410 : 404);
  };
}

/** The path with its escapes undone, or undefined when it could reach anything but a plain file below the root. */
function decodedPath(pathname: string): string | undefined {
  let path: string;
  try {
    path = decodeURIComponent(pathname);
  } catch (error) {
    if (error instanceof URIError) return undefined;
    throw error;
  }
  const isPlain = path
    .split('/')
    .slice(1)
    .every((segment, index, all) => isPlainSegment(segment) || (segment === '' && index === all.length - 1));
  return isPlain ? path : undefined;
}

/** Hidden files stay hidden, but for the one directory that RFC 8615 names. */
const isPlainSegment = (segment: string): boolean =>
  segment === '.well-known' || (segment !== '' && !/^\.|[\\\p{Cc}]/u.test(segment));

async function find(
  cache: Cache,
  tree: PortalTree,
  path: string,
): Promise<PortalFile | 'directory' | undefined> {
  if (path.endsWith('/')) return cache.read(tree.locate(`${path}index.html`));
  const found = await cache.read(tree.locate(path));
  return found ?? ((await isFile(tree.locate(`${path}/index.html`))) ? 'directory' : undefined);
}

/** A relative reference beginning with one slash: another host cannot be named (`//host/` is no address of ours). */
function redirect(target: string): Response {
  const location = target.replace(/^\/+/, '/');
  return new Response(null, { status: 308, headers: { Location: location, 'Cache-Control': revalidate } });
}

/** Stands in for the page of a dataset that was withdrawn a moment ago, until its own tombstone is built. */
function tombstone(): Response {
  const headers = { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' };
  return new Response('本数据集已撤回。 This dataset was withdrawn.\n', { status: 410, headers });
}

function statusOf(path: string, { isWithdrawn }: PortalFilesOptions): 200 | 410 {
  const [, id] = /^(?:\/en)?\/datasets\/([^/]+)\//.exec(path) ?? [];
  return id !== undefined && isWithdrawn(id) ? 410 : 200;
}

async function notFoundPage(
  cache: Cache,
  tree: PortalTree,
  pathname: string,
): Promise<PortalFile | undefined> {
  const inEnglish = pathname.startsWith('/en/') ? await cache.read(tree.locate('en/404.html')) : undefined;
  return inEnglish ?? (await cache.read(tree.locate('404.html')));
}

async function send(
  request: Request,
  file: PortalFile,
  pathname: string,
  status: 200 | 404 | 410,
): Promise<Response> {
  const { mediaType, bytes, hash } = file;
  const isText = isCompressible(mediaType);
  const encoding = isText ? chooseEncoding(request.headers.get('Accept-Encoding') ?? undefined) : undefined;
  const etag = `"${hash}${encoding ? `-${encoding}` : ''}"`;
  const headers = new Headers({
    'Content-Type': mediaType,
    ETag: etag,
    'Cache-Control': status === 200 && hashedAddress.test(pathname) ? immutable : revalidate,
    ...(isText ? { Vary: 'Accept-Encoding' } : { 'Accept-Ranges': 'bytes' }),
  });
  if (status === 200 && isNotModified(request.headers.get('If-None-Match') ?? undefined, etag))
    return new Response(null, { status: 304, headers });
  const ifRange = request.headers.get('If-Range') ?? undefined;
  const asked = request.headers.get('Range') ?? undefined;
  const applies = status === 200 && !encoding && request.method === 'GET' && rangeApplies(ifRange, etag);
  const range = applies ? parseRange(asked, bytes.length) : undefined;
  if (range && range !== 'unsatisfiable') {
    const part = bytes.subarray(range.start, range.end + 1);
    headers.set('Content-Range', `bytes ${range.start}-${range.end}/${bytes.length}`);
    headers.set('Content-Length', String(part.length));
    return new Response(new Uint8Array(part), { status: 206, headers });
  }
  const body = encoding ? await compressedAs(file, encoding) : bytes;
  if (encoding) headers.set('Content-Encoding', encoding);
  headers.set('Content-Length', String(body.length));
  return new Response(request.method === 'HEAD' ? null : new Uint8Array(body), { status, headers });
}

const compressors: Readonly<Record<Encoding, (bytes: Buffer) => Promise<Buffer>>> = {
  br: (bytes) => promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }),
  gzip: (bytes) => promisify(gzip)(bytes, { level: 6 }),
};

function compressedAs({ bytes, compressed }: PortalFile, encoding: Encoding): Promise<Buffer> {
  const known = compressed.get(encoding) ?? compressors[encoding](bytes);
  compressed.set(encoding, known);
  return known;
}

interface Cache {
  /** The file, or undefined when there is none. */
  read(path: string): Promise<PortalFile | undefined>;
}

/** Files by path: editions have directories of their own, so a path never changes its content. The oldest leave first. */
function createCache(mostBytes: number): Cache {
  const files = new Map<string, PortalFile>();
  let bytes = 0;
  return {
    async read(path) {
      const known = files.get(path);
      if (known) return known;
      const content = await unlessMissing(readFile(path));
      if (!content) return undefined;
      const mediaType = mediaTypes[extname(path).toLowerCase()] ?? 'application/octet-stream';
      const hash = createHash('sha256').update(content).digest('base64url').slice(0, 27);
      const file = { bytes: content, mediaType, hash, compressed: new Map() };
      files.set(path, file);
      bytes += content.length;
      for (const [oldest, { bytes: left }] of files) {
        if (bytes <= mostBytes) break;
        files.delete(oldest);
        bytes -= left.length;
      }
      return file;
    },
  };
}

const isFile = async (path: string): Promise<boolean> => (await unlessMissing(stat(path)))?.isFile() ?? false;

async function unlessMissing<T>(found: Promise<T>): Promise<T | undefined> {
  try {
    return await found;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'EISDIR' || code === 'ENAMETOOLONG')
      return undefined;
    throw error;
  }
}
