/** An upload as records and blobs hold it. */
import { foldUpload, type Upload, type UploadEvent, type UploadFile } from '../../domain/upload.ts';
import { appendEvents, type LoadedStream, type LogResult, loadEvents } from '../event-log.ts';
import type { AppendOptions, Blobs, JsonObject, Records } from '../ports.ts';
import type { Progress } from './contract.ts';

export const uploadPrefix = 'uploads/';
/** Content lies under its hash: descriptor, files, and what the publication answered. */
export const uploadKey = (id: string, sha256: string): string => `${uploadPrefix}${id}/${sha256}`;
/** The rows of an agency's uploads that wait to be published; sort = id, and so the time of the announcement. */
export const openUploads = 'uploads';

const idForm = /^upl_[0-9A-HJKMNP-TV-Z]{26}$/;
const streamOf = (id: string): string => `upload/${id}`;

export interface LoadedUpload extends LoadedStream {
  readonly upload: Upload;
}

/** Undefined for an id that nothing has, or that is none. */
export async function loadUpload(records: Records, id: string): Promise<LoadedUpload | undefined> {
  if (!idForm.test(id)) return undefined;
  const loaded = await loadEvents(records, streamOf(id));
  const upload = foldUpload(loaded.events);
  return upload && { ...loaded, upload };
}

export const appendUpload = (
  records: Records,
  id: string,
  loaded: Pick<LoadedStream, 'length' | 'lastHash'>,
  events: readonly UploadEvent[],
  options: AppendOptions = {},
): Promise<LogResult> => appendEvents(records, streamOf(id), loaded, events, options);

/** Those that did not arrive, as they were announced. */
export async function missingFiles(
  blobs: Blobs,
  id: string,
  files: readonly UploadFile[],
): Promise<readonly UploadFile[]> {
  const found = await Promise.all(files.map(({ sha256 }) => blobs.head(uploadKey(id, sha256))));
  return files.filter((file, index) => {
    const blob = found[index];
    return blob?.bytes !== file.bytes || blob.sha256 !== file.sha256;
  });
}

const progressKey = (id: string, run: number): string => `upload-progress/${id}/${run}`;

/** The last sign of life of a job. */
export async function readProgress(
  records: Records,
  id: string,
  run: number | undefined,
): Promise<Progress | undefined> {
  const item = run === undefined ? undefined : await records.get(progressKey(id, run));
  return item && (item as unknown as Progress);
}

export async function writeProgress(
  records: Records,
  id: string,
  run: number,
  progress: Progress,
  expiresAt: Date,
): Promise<void> {
  const item: JsonObject = { ...progress };
  await records.put(progressKey(id, run), item, { expiresAt });
}
