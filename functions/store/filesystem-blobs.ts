import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { Readable } from 'node:stream';
import {
  BlobExists,
  type BlobInfo,
  type Blobs,
  type ByteRange,
  ChecksumMismatch,
  type Page,
} from '../service/ports.ts';
import {
  anyHash,
  type BlobMeta,
  checkBlobKey,
  checkBlobPrefix,
  checkMeta,
  checkRange,
  piecesOf,
  verified,
} from './blobs-input.ts';
import {
  deleteAbandoned,
  makeDirectory,
  moveFile,
  piecesOfFile,
  sealFile,
  syncPath,
  temporaryPath,
  writeDurably,
} from './durable-files.ts';
import { compareUtf8, decodeCursor, page, pageLimit } from './records-page.ts';

/**
 * Blobs as files: key `open/ab/x.csv` is the directory `open/ab/x.csv/.blob` with `content` and `info.json`.
 * It is filled under `.temporary`, synced, and renamed into place. Renaming a directory never replaces one
 * that exists, so content and description appear together, once, and never change. One machine per directory.
 */
export function openFilesystemBlobs(path: string): Blobs {
  const root = resolve(path);
  let prepared: Promise<string> | undefined;
  const store: Store = {
    root,
    placeOf: (key) => {
      checkBlobKey(key);
      return join(root, key, '.blob');
    },
    temporary: () => {
      prepared ??= prepare(root, join(root, '.temporary'));
      return prepared;
    },
  };
  return {
    putFile: (key, file, meta) => put(store, key, meta, () => piecesOfFile(file)),
    takeFile: (keyOf, file, mediaType) => take(store, keyOf, file, mediaType),
    putBytes: (key, bytes, meta) => put(store, key, meta, () => piecesOf(bytes)),
    head: async (key) => readInfo(key, store.placeOf(key)),
    get: async (key, range) => {
      checkRange(range);
      return readContent(join(store.placeOf(key), 'content'), range);
    },
    localFile: async (key, sha256) => {
      const place = store.placeOf(key);
      const info = await readInfo(key, place);
      if (info && info.sha256 !== (sha256 ?? info.sha256)) throw new ChecksumMismatch(key);
      return info && join(place, 'content');
    },
    list: (prefix, options = {}) => list(store, prefix, options),
    remove: async (key) => {
      const place = store.placeOf(key);
      const draft = temporaryPath(await store.temporary());
      if ((await unlessMissing(rename(place, draft).then(() => true))) === undefined) return;
      await syncPath(dirname(place));
      await rm(draft, { recursive: true, force: true });
    },
  };
}

interface Store {
  readonly root: string;
  /** The directory of one blob. Throws `InvalidKey`. */
  readonly placeOf: (key: string) => string;
  /** The directory of drafts, made and swept at its first use. */
  readonly temporary: () => Promise<string>;
}

type Content = () => AsyncIterable<Uint8Array>;

async function put(store: Store, key: string, meta: BlobMeta, content: Content): Promise<BlobInfo> {
  const place = store.placeOf(key);
  checkMeta(meta);
  const draft = temporaryPath(await store.temporary());
  const known = await readInfo(key, place);
  if (known) {
    await syncPath(dirname(place)); // its writer may have been killed just before
    return unchanged(known, meta);
  }
  try {
    await mkdir(draft);
    const bytes = await writeDurably(join(draft, 'content'), verified(key, meta.sha256, content()), 0o444);
    return await placeDraft(store, draft, { key, bytes, sha256: meta.sha256, mediaType: meta.mediaType });
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

async function take(
  store: Store,
  keyOf: (sha256: string) => string,
  file: string,
  mediaType: string,
): Promise<BlobInfo> {
  checkMeta({ sha256: anyHash, mediaType });
  store.placeOf(keyOf(anyHash));
  const draft = temporaryPath(await store.temporary());
  try {
    await mkdir(draft);
    await moveFile(file, join(draft, 'content'));
    const { sha256, bytes } = await sealFile(join(draft, 'content'));
    return await placeDraft(store, draft, { key: keyOf(sha256), bytes, sha256, mediaType });
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

/** Gives a draft, whose content is synced, its description and its place. */
async function placeDraft(store: Store, draft: string, { key, ...info }: BlobInfo): Promise<BlobInfo> {
  const place = store.placeOf(key);
  await writeDurably(join(draft, 'info.json'), piecesOf(Buffer.from(JSON.stringify(info))), 0o444);
  await syncPath(draft);
  await makeDirectory(store.root, dirname(place));
  const placed = await renameUnlessTaken(draft, place);
  await syncPath(dirname(place));
  return placed ? { key, ...info } : unchanged(await infoOf(key, place), info);
}

async function list(
  { root, placeOf }: Store,
  prefix: string,
  options: { limit?: number; cursor?: string },
): Promise<Page<BlobInfo>> {
  checkBlobPrefix(prefix);
  const limit = pageLimit(options.limit);
  const after = options.cursor === undefined ? '' : decodeCursor(options.cursor);
  const found: BlobInfo[] = [];
  for await (const key of keysBelow(root, '', { prefix, after })) {
    const info = await readInfo(key, placeOf(key));
    if (info) found.push(info);
    if (found.length > limit) break;
  }
  return page(found, limit, ({ key }) => key);
}

async function prepare(root: string, temporary: string): Promise<string> {
  await mkdir(temporary, { recursive: true });
  await syncPath(dirname(root));
  await deleteAbandoned(temporary);
  return temporary;
}

/** A second put of the same content is answered with what is there; other content is refused. */
function unchanged(known: BlobInfo, { sha256 }: Pick<BlobMeta, 'sha256'>): BlobInfo {
  if (known.sha256 !== sha256) throw new BlobExists(known.key);
  return known;
}

async function renameUnlessTaken(from: string, to: string): Promise<boolean> {
  try {
    await rename(from, to);
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOTEMPTY' || code === 'EEXIST') return false;
    throw error;
  }
}

async function readInfo(key: string, place: string): Promise<BlobInfo | undefined> {
  const text = await unlessMissing(readFile(join(place, 'info.json'), 'utf8'));
  if (text === undefined) return undefined;
  const { bytes, sha256, mediaType }: Partial<Record<string, unknown>> = JSON.parse(text);
  return { key, bytes: Number(bytes), sha256: String(sha256), mediaType: String(mediaType) };
}

async function infoOf(key: string, place: string): Promise<BlobInfo> {
  const info = await readInfo(key, place);
  if (!info) throw new Error(`${key} was removed while it was being stored`);
  return info;
}

/** Opens before answering, so that a removed blob is undefined and not a stream that fails. */
async function readContent(path: string, range?: ByteRange): Promise<ReadableStream<Uint8Array> | undefined> {
  const file = await unlessMissing(open(path, 'r'));
  if (file === undefined) return undefined;
  const { size } = await file.stat();
  if (range && range.start >= size) {
    await file.close();
    throw new RangeError(`byte ${range.start} lies past the ${size} bytes of the blob`);
  }
  return Readable.toWeb(
    file.createReadStream({ ...range, highWaterMark: 262_144 }),
  ) as ReadableStream<Uint8Array>;
}

/**
 * Keys after `after` that start with `prefix`, in the order of S3: that of the bytes of the whole key. A
 * directory is therefore visited twice, as the key it may be (`a`) and as the beginning of others (`a/`).
 */
async function* keysBelow(
  root: string,
  parent: string,
  wanted: { prefix: string; after: string },
): AsyncGenerator<string> {
  const entries = (await unlessMissing(readdir(join(root, parent)))) ?? [];
  const names = entries.filter((name) => !name.startsWith('.')).map((name) => parent + name);
  for (const key of names.flatMap((name) => [name, `${name}/`]).sort(compareUtf8)) {
    if (!key.endsWith('/')) {
      if (key.startsWith(wanted.prefix) && compareUtf8(key, wanted.after) > 0) yield key;
      continue;
    }
    const reachable = key.startsWith(wanted.prefix) || wanted.prefix.startsWith(key);
    const ahead = wanted.after.startsWith(key) || compareUtf8(key, wanted.after) > 0;
    if (reachable && ahead) yield* keysBelow(root, key, wanted);
  }
}

async function unlessMissing<T>(answer: Promise<T>): Promise<T | undefined> {
  try {
    return await answer;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw error;
  }
}
