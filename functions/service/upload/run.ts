/** The job: takes the files of an upload to a directory, publishes them, and tells how it ended. Safe to kill at any moment. */
import { copyFile, link, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isDone, type RunOutcome, type Upload } from '../../domain/upload.ts';
import { sha256 } from '../event-log.ts';
import type { Job } from '../ports-upload.ts';
import type { PublicationService, PublishResult } from '../publication/contract.ts';
import type { UploadDeps } from './contract.ts';
import { endRun } from './start.ts';
import { loadUpload, uploadKey, writeProgress } from './stream.ts';

export interface RunDeps extends Pick<UploadDeps, 'records' | 'blobs' | 'now' | 'workDirectory'> {
  readonly publications: Pick<PublicationService, 'publish'>;
  /** Brings what the public sees up to date with the records: a job before this one may have been killed in between. */
  readonly show: () => Promise<void>;
  /** Told when a sign of life, or that the job failed, could not be recorded. */
  readonly onFault: (error: unknown) => void;
  /** Aborted when the job is to be left; it breaks off at its next step. */
  readonly stopping?: AbortSignal;
}

/** Milliseconds between signs of life. */
const pulse = 20_000;
const week = 7 * 86_400_000;

/**
 * Runs a job to its end and answers how it ended; undefined for one that has ended already or was overtaken. What
 * breaks is recorded as failed, and thrown.
 */
export async function runPublication(deps: RunDeps, job: Job): Promise<RunOutcome | undefined> {
  const loaded = await loadUpload(deps.records, job.upload);
  const run = loaded?.upload.run;
  if (!loaded || run?.number !== job.run || run.ended) return undefined;
  const life = giveSigns(deps, job);
  try {
    const result = await publishFiles(deps, job, loaded.upload, life.tell);
    if (!run.dryRun && result.outcome === 'unchanged') await deps.show();
    const text = JSON.stringify(result);
    const report = sha256(text);
    const meta = { sha256: report, mediaType: 'application/json' };
    await deps.blobs.putBytes(uploadKey(job.upload, report), Buffer.from(text), meta);
    await life.stop();
    if (!(await endRun(deps, job, { outcome: result.outcome, report }))) return undefined;
    await forgetFiles(deps, job.upload);
    return result.outcome;
  } catch (error) {
    await life.stop();
    // Where this cannot be recorded either, the job counts as lost after a while.
    await endRun(deps, job, { outcome: 'failed', because: 'error' }).catch(deps.onFault);
    throw error;
  }
}

async function publishFiles(
  { blobs, workDirectory, publications }: RunDeps,
  { upload: id }: Job,
  { descriptor, files, run }: Upload,
  onProgress: (done: number, step: string) => void,
): Promise<PublishResult> {
  if (!run) throw new TypeError(`${id} has no job`);
  const directory = await mkdtemp(join(workDirectory, 'publish-'));
  try {
    for (const { name, sha256: hash } of files)
      await place(await localFile(blobs, uploadKey(id, hash)), join(directory, name));
    const body = await blobs.get(uploadKey(id, descriptor));
    if (!body) throw new Error(`the descriptor of ${id} is missing`);
    const document: unknown = await new Response(body).json();
    const { requester: actor, dryRun } = run;
    return await publications.publish({ document, directory, actor, dryRun, onProgress });
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

async function localFile(blobs: RunDeps['blobs'], key: string): Promise<string> {
  const path = await blobs.localFile(key);
  if (path === undefined) throw new Error(`the blob ${key} is missing`);
  return path;
}

/** The same file under another name; a copy where the two directories are on different disks. */
async function place(from: string, to: string): Promise<void> {
  try {
    await link(from, to);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EXDEV') throw error;
    await copyFile(from, to);
  }
}

/** Writes the progress when the step changes, and as long as the job lives. */
function giveSigns({ records, now, onFault, stopping }: RunDeps, { upload, run }: Job) {
  let [done, step] = [0, 'receive'];
  let written = Promise.resolve();
  const write = (): void => {
    const at = now();
    const progress = { done, step, at: at.toISOString() };
    const expiresAt = new Date(at.getTime() + week);
    written = written.then(() => writeProgress(records, upload, run, progress, expiresAt)).catch(onFault);
  };
  write();
  const timer = setInterval(write, pulse);
  return {
    tell: (nowDone: number, nowStep: string): void => {
      stopping?.throwIfAborted();
      const isNews = nowStep !== step;
      [done, step] = [nowDone, nowStep];
      if (isNews) write();
    },
    stop: async (): Promise<void> => {
      clearInterval(timer);
      await written;
    },
  };
}

/** What was published lies in the archive; the report stays for whoever asks. */
async function forgetFiles({ records, blobs }: RunDeps, id: string): Promise<void> {
  const upload = (await loadUpload(records, id))?.upload;
  if (!upload || !isDone(upload)) return;
  const content = [upload.descriptor, ...upload.files.map((file) => file.sha256)];
  for (const hash of new Set(content)) await blobs.remove(uploadKey(id, hash));
}
