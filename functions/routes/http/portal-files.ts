/** Answers with files of the portal, wherever they lie: clean addresses, compressed once and kept, safe against crafted paths, swappable while it runs. */
import { createHash } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { datasetOf, immutable, isHashedAddress } from '../../service/portal/edition.ts';
import { mediaTypeOf } from '../../service/portal/media-type.ts';
import { chooseEncoding, type Encoding } from './compress.ts';
import { isNotModified, rangeApplies } from './conditional.ts';
import { isCompressible } from './media-type.ts';
import { parseRange } from './range.ts';

/** The files of one edition of the portal, by their places in it, with or without a leading slash. */
export interface PortalSource {
  /** A name under which the file's content may be kept: another content has another one. */
  nameOf(file: string): string;
  /** Undefined when there is no such file. */
  read(file: string): Promise<Uint8Array | undefined>;
  has(file: string): Promise<boolean>;
}

export interface PortalFilesOptions {
  /** The portal as it stands now. */
  readonly portal: () => PortalSource;
  /** Datasets whose pages are tombstones: told with 410. */
  readonly isWithdrawn: (id: string) => boolean;
  /** Whether the pages show the catalogue as it stands; until they do, a withdrawn dataset's page is not shown at all. */
  readonly isCurrent: () => boolean;
  /** Datasets of which something went offline a moment ago: until the pages are current, theirs are not shown. */
  readonly isChanging?: (id: string) => boolean;
  /** Kept in memory at most; default 64 MiB. */
  readonly cacheBytes?: number;
}

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
    const source = options.portal();
    const { pathname, search } = new URL(request.url);
    const path = decodedPath(pathname);
    const found = path === undefined ? undefined : await find(cache, source, path);
    if (found === 'directory') return redirect(`${pathname}/${search}`);
    const status = statusOf(path ?? '', options);
    if (found && status === 410 && !options.isCurrent()) return tombstone();
    if (found && isChanging(path ?? '', options)) return changing();
    if (found) return send(request, found, pathname, status);
    const missing = await notFoundPage(cache, source, pathname);
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
  source: PortalSource,
  path: string,
): Promise<PortalFile | 'directory' | undefined> {
  if (path.endsWith('/')) return cache.read(source, `${path}index.html`);
  const found = await cache.read(source, path);
  return found ?? ((await source.has(`${path}/index.html`)) ? 'directory' : undefined);
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

function isChanging(path: string, options: PortalFilesOptions): boolean {
  const id = datasetOf(path);
  return id !== undefined && options.isChanging?.(id) === true && !options.isCurrent();
}

/** Stands in for a page that may still show what was taken offline, for the second until it is made anew. */
function changing(): Response {
  const headers = {
    'Content-Type': 'text/plain; charset=utf-8',
    'Cache-Control': 'no-store',
    'Retry-After': '2',
  };
  return new Response('本页面正在更新，请稍后再试。 This page is being renewed.\n', { status: 503, headers });
}

function statusOf(path: string, { isWithdrawn }: PortalFilesOptions): 200 | 410 {
  const id = datasetOf(path);
  return id !== undefined && isWithdrawn(id) ? 410 : 200;
}

async function notFoundPage(
  cache: Cache,
  source: PortalSource,
  pathname: string,
): Promise<PortalFile | undefined> {
  const inEnglish = pathname.startsWith('/en/') ? await cache.read(source, 'en/404.html') : undefined;
  return inEnglish ?? (await cache.read(source, '404.html'));
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
    'Cache-Control': status === 200 && isHashedAddress(pathname) ? immutable : revalidate,
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
  read(source: PortalSource, file: string): Promise<PortalFile | undefined>;
}

/** The oldest leave first. */
function createCache(mostBytes: number): Cache {
  const files = new Map<string, PortalFile>();
  let bytes = 0;
  return {
    async read(source, place) {
      const name = source.nameOf(place);
      const known = files.get(name);
      if (known) return known;
      const read = await source.read(place);
      if (!read) return undefined;
      const content = Buffer.from(read.buffer, read.byteOffset, read.length);
      const mediaType = mediaTypeOf(place);
      const hash = createHash('sha256').update(content).digest('base64url').slice(0, 27);
      const file = { bytes: content, mediaType, hash, compressed: new Map() };
      files.set(name, file);
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
