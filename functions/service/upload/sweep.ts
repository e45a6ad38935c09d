/** Deletes what was uploaded and not published, a week after it was announced. In the cloud S3 does it by itself. */
import { decodeTime } from 'ulidx';
import { uploadDays } from '../../domain/upload.ts';
import type { UploadDeps } from './contract.ts';
import { uploadPrefix } from './stream.ts';

/** A day longer than it can be published, so that a job of the last minute still finds it. */
const keptMs = (uploadDays + 1) * 86_400_000;

export async function removeOldUploads({ blobs, now }: Pick<UploadDeps, 'blobs' | 'now'>): Promise<void> {
  const oldest = now().getTime() - keptMs;
  let cursor: string | undefined;
  do {
    const page = await blobs.list(uploadPrefix, { limit: 1000, ...(cursor && { cursor }) });
    for (const { key } of page.rows) if (announcedAt(key) <= oldest) await blobs.remove(key);
    cursor = page.cursor;
  } while (cursor);
}

/** By the time in the id, in milliseconds since 1970. */
const announcedAt = (key: string): number => decodeTime(key.slice(`${uploadPrefix}upl_`.length).slice(0, 26));
