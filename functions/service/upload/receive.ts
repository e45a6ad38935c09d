/** A file that comes to this platform itself: streamed to the disk, checked, and only then stored. */
import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { expiryOf, type UploadFile } from '../../domain/upload.ts';
import { uploadMediaType } from '../ports-upload.ts';
import { type Refused, refuse, type UploadDeps, type UploadService } from './contract.ts';
import { loadUpload, uploadKey } from './stream.ts';

/** What arrives is longer than announced, or breaks off; never leaves this file. */
class Differs extends Error {}

export async function receiveFile(
  deps: UploadDeps,
  { id, name, token, body }: Parameters<UploadService['receive']>[0],
): Promise<{ readonly outcome: 'received' } | Refused> {
  const { door, records, blobs } = deps;
  if (!door.admits({ upload: id, name }, token)) return refuse('upload-address-refused');
  const upload = (await loadUpload(records, id))?.upload;
  const file = upload?.files.find((each) => each.name === name);
  if (!upload || !file) return refuse('upload-address-refused');
  if (deps.now().toISOString() >= expiryOf(upload)) return refuse('upload-expired');
  const directory = await mkdtemp(join(deps.workDirectory, 'file-'));
  try {
    const path = join(directory, 'content');
    if (!(await isAnnounced(file, body, path))) return refuse('upload-differs');
    const { sha256 } = file;
    await blobs.putFile(uploadKey(id, sha256), path, { sha256, mediaType: uploadMediaType });
    return { outcome: 'received' };
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

/** Writes `body` to `path` and tells whether it is the file that was announced. Rejects when the disk fails. */
async function isAnnounced(
  file: UploadFile,
  body: ReadableStream<Uint8Array>,
  path: string,
): Promise<boolean> {
  const hash = createHash('sha256');
  let bytes = 0;
  const checked = async function* (): AsyncGenerator<Uint8Array> {
    for await (const chunk of arriving(body)) {
      bytes += chunk.length;
      if (bytes > file.bytes) throw new Differs();
      hash.update(chunk);
      yield chunk;
    }
  };
  try {
    await pipeline(checked, createWriteStream(path, { flags: 'wx' }));
  } catch (error) {
    if (error instanceof Differs) return false;
    throw error;
  }
  return bytes === file.bytes && hash.digest('hex') === file.sha256;
}

/** A body that breaks off is the client's doing, not the disk's. */
async function* arriving(body: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* body;
  } catch (cause) {
    throw new Differs('the body broke off', { cause });
  }
}
