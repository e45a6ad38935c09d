import { stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  type GetObjectCommandOutput,
  HeadObjectCommand,
  ListObjectsV2Command,
  NoSuchKey,
  NotFound,
  type S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import { BlobExists, type BlobInfo, type Blobs, type ByteRange, type Page } from '../service/ports.ts';
import { openBlobCache } from './blob-cache.ts';
import {
  type BlobMeta,
  checkBlobKey,
  checkBlobPrefix,
  checkMeta,
  checkRange,
  piecesOf,
  verified,
} from './blobs-input.ts';
import { contentOf, hashFile } from './durable-files.ts';
import { decodeCursor, encodeCursor, pageLimit } from './records-page.ts';

export { ensureBucket } from './s3-bucket.ts';

/** Bytes of one part of a multipart upload (8 MiB); larger only when a blob would need more than 10,000. */
const PART_BYTES = 8_388_608;
const MOST_PARTS = 10_000;
/** Parts of one upload that are sent at the same time; each is held in memory. */
const PARALLEL_PARTS = 4;
/** Objects of a listing that are asked for their metadata at the same time. */
const PARALLEL_HEADS = 32;
/** How often a write that met another one of the same key is tried again. */
const ATTEMPTS = 5;

/**
 * Blobs as S3 objects, the hash in the object's metadata. An object is created with `If-None-Match: *` and
 * never replaced. `list` asks for each object's metadata, one request a row. What S3 answers besides the
 * outcomes of the port (unreachable, denied, no such bucket) is thrown as the SDK's error.
 */
export function openS3Blobs(options: { client: S3Client; bucket: string; cacheDirectory: string }): Blobs {
  const { client, bucket } = options;
  const store = { client, bucket };
  const cache = openBlobCache(options.cacheDirectory);
  return {
    putFile: async (key, file, meta) => {
      const { size: bytes } = await stat(file);
      return put(store, key, meta, { bytes, read: () => contentOf(file) });
    },
    takeFile: async (keyOf, file, mediaType) => {
      const { sha256, bytes } = await hashFile(file);
      return put(store, keyOf(sha256), { sha256, mediaType }, { bytes, read: () => contentOf(file) });
    },
    putBytes: (key, bytes, meta) =>
      put(store, key, meta, { bytes: bytes.length, read: () => piecesOf(bytes) }),
    head: (key) => head(store, key),
    get: async (key, range) => (await fetch(store, key, range))?.transformToWebStream(),
    localFile: async (key, sha256) => {
      checkBlobKey(key);
      const info = sha256 === undefined ? await head(store, key) : { key, sha256 };
      return info && cache(info, async () => (await fetch(store, key))?.transformToWebStream());
    },
    list: (prefix, page = {}) => list(store, prefix, page),
    remove: async (key) => {
      checkBlobKey(key);
      await client.send(new DeleteObjectCommand({ Bucket: bucket, Key: key }));
    },
  };
}

interface Store {
  readonly client: S3Client;
  readonly bucket: string;
}

interface Content {
  readonly bytes: number;
  readonly read: () => AsyncIterable<Uint8Array>;
}

async function head({ client, bucket }: Store, key: string): Promise<BlobInfo | undefined> {
  checkBlobKey(key);
  const found = await unlessUnknown(client.send(new HeadObjectCommand({ Bucket: bucket, Key: key })));
  return found && toInfo(key, found);
}

async function put(store: Store, key: string, meta: BlobMeta, content: Content): Promise<BlobInfo> {
  checkBlobKey(key);
  checkMeta(meta);
  for (let attempt = 1; ; attempt += 1) {
    const known = await head(store, key);
    if (known && known.sha256 !== meta.sha256) throw new BlobExists(key);
    if (known) return known;
    try {
      await upload(store, key, meta, content);
      return { key, bytes: content.bytes, sha256: meta.sha256, mediaType: meta.mediaType };
    } catch (error) {
      if (!isRace(error) || attempt === ATTEMPTS) throw error;
    }
  }
}

/** The hash is checked before the last part is sent, so S3 never completes an object that is not what it says. */
async function upload(
  { client, bucket }: Store,
  key: string,
  { sha256, mediaType }: BlobMeta,
  content: Content,
) {
  const Body = Readable.from(verified(key, sha256, content.read()), { objectMode: false });
  const partSize = Math.max(PART_BYTES, Math.ceil(content.bytes / MOST_PARTS));
  const object = { Bucket: bucket, Key: key, ContentType: mediaType, Metadata: { sha256 }, IfNoneMatch: '*' };
  // Most functions never write: what sends in parts is loaded with the first blob.
  const { Upload } = await import('@aws-sdk/lib-storage');
  await new Upload({ client, params: { ...object, Body }, partSize, queueSize: PARALLEL_PARTS }).done();
}

async function fetch(
  { client, bucket }: Store,
  key: string,
  range?: ByteRange,
): Promise<GetObjectCommandOutput['Body']> {
  checkBlobKey(key);
  checkRange(range);
  const Range = range && `bytes=${range.start}-${range.end}`;
  return (await unlessUnknown(client.send(new GetObjectCommand({ Bucket: bucket, Key: key, Range }))))?.Body;
}

async function list(
  store: Store,
  prefix: string,
  { limit, cursor }: { limit?: number; cursor?: string },
): Promise<Page<BlobInfo>> {
  checkBlobPrefix(prefix);
  const StartAfter = cursor === undefined ? undefined : decodeCursor(cursor);
  const wanted = { Bucket: store.bucket, Prefix: prefix, MaxKeys: pageLimit(limit), StartAfter };
  const { Contents = [], IsTruncated } = await store.client.send(new ListObjectsV2Command(wanted));
  const keys = Contents.map(({ Key }) => Key).filter((key) => key !== undefined);
  const rows: BlobInfo[] = [];
  for (let start = 0; start < keys.length; start += PARALLEL_HEADS) {
    const infos = await Promise.all(keys.slice(start, start + PARALLEL_HEADS).map((key) => head(store, key)));
    rows.push(...infos.filter((info) => info !== undefined)); // one removed meanwhile is left out
  }
  const last = keys.at(-1);
  return IsTruncated && last !== undefined ? { rows, cursor: encodeCursor(last) } : { rows };
}

function toInfo(
  key: string,
  found: { ContentLength?: number; ContentType?: string; Metadata?: Record<string, string> },
): BlobInfo {
  const sha256 = found.Metadata?.sha256;
  if (sha256 === undefined)
    throw new Error(`${key} has no sha256 in its metadata: this platform did not store it`);
  return {
    key,
    bytes: found.ContentLength ?? 0,
    sha256,
    mediaType: found.ContentType ?? 'application/octet-stream',
  };
}

/** Another writer created the key (412), or is just creating it (409). */
function isRace(error: unknown): boolean {
  return error instanceof S3ServiceException && [409, 412].includes(error.$metadata.httpStatusCode ?? 0);
}

/** Undefined for an unknown key, RangeError for a range past the end. */
async function unlessUnknown<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof NoSuchKey || error instanceof NotFound) return undefined;
    if (error instanceof S3ServiceException && error.name === 'InvalidRange') {
      throw new RangeError('the range lies past the end of the blob', { cause: error });
    }
    throw error;
  }
}
