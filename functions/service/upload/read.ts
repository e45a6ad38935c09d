/** What its publishers are told of an upload. */
import type { Actor } from '../../domain/actor.ts';
import { expiryOf, mayHandle, stateOf, type Upload, type UploadFile } from '../../domain/upload.ts';
import type { Blobs } from '../ports.ts';
import type { PublishResult } from '../publication/contract.ts';
import type { FileView, Progress, RunView, UploadDeps, UploadView } from './contract.ts';
import { loadUpload, missingFiles, readProgress, uploadKey } from './stream.ts';

export async function readUpload(
  deps: UploadDeps,
  id: string,
  actor: Actor,
): Promise<UploadView | undefined> {
  const { records, blobs } = deps;
  const loaded = await loadUpload(records, id);
  if (!loaded || !mayHandle(actor, loaded.upload)) return undefined;
  const { upload } = loaded;
  const progress = await readProgress(records, id, upload.run?.number);
  const missing = upload.run ? [] : await missingFiles(blobs, id, upload.files);
  const isComplete = missing.length === 0;
  const now = deps.now().toISOString();
  const state = stateOf(upload, { now, heardAt: progress?.at, isComplete });
  const isOpen = state === 'waiting' || state === 'ready';
  const files = isOpen
    ? await Promise.all(upload.files.map((file) => openFile(deps, id, file, !missing.includes(file))))
    : upload.files;
  const run = upload.run && (await runView(blobs, id, upload.run, progress, state === 'lost'));
  const { dataset, announcedAt } = upload;
  return { id, dataset, state, announcedAt, expiresAt: expiryOf(upload), files, ...(run && { run }) };
}

async function openFile(
  { door }: UploadDeps,
  id: string,
  file: UploadFile,
  received: boolean,
): Promise<FileView> {
  if (received) return { ...file, received };
  const address = await door.address({ ...file, upload: id, key: uploadKey(id, file.sha256) });
  return { ...file, received, address };
}

async function runView(
  blobs: Blobs,
  id: string,
  { number, dryRun, startedAt, ended }: NonNullable<Upload['run']>,
  progress: Progress | undefined,
  isLost: boolean,
): Promise<RunView> {
  const told = { number, dryRun, startedAt };
  if (!ended) return { ...told, ...(progress && { progress }), ...(isLost && { because: 'lost' as const }) };
  const body = ended.report && (await blobs.get(uploadKey(id, ended.report)));
  return {
    ...told,
    endedAt: ended.at,
    ...(ended.because && { because: ended.because }),
    ...(body && { report: (await new Response(body).json()) as PublishResult }),
  };
}
