/** Starting the job that publishes an upload, and recording how a job ended. */
import type { Actor } from '../../domain/actor.ts';
import { decideEnd, decideStart, evolveUpload, isDone, mayHandle, type RunEnd } from '../../domain/upload.ts';
import type { Job } from '../ports-upload.ts';
import { JobsUnavailable, type Refused, refuse, type UploadDeps } from './contract.ts';
import { appendUpload, loadUpload, missingFiles, openUploads, readProgress } from './stream.ts';

/** How often a command starts over when somebody else changed the upload meanwhile. */
const attempts = 5;

export async function startPublication(
  deps: UploadDeps,
  { id, actor, dryRun }: { readonly id: string; readonly actor: Actor; readonly dryRun: boolean },
): Promise<{ readonly outcome: 'accepted' } | Refused> {
  const { records, blobs } = deps;
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    const loaded = await loadUpload(records, id);
    if (!loaded || !mayHandle(actor, loaded.upload)) return refuse('unknown-upload');
    const { upload } = loaded;
    const heard = await readProgress(records, id, upload.run?.number);
    const asked = { actor, now: deps.now().toISOString() };
    const events = decideStart(upload, dryRun, asked, heard?.at);
    if (typeof events === 'string') return refuse(events);
    if (events.length === 0) return { outcome: 'accepted' };
    const missing = await missingFiles(blobs, id, upload.files);
    if (missing.length > 0)
      return { ...refuse('upload-incomplete'), missing: missing.map(({ name }) => name) };
    const { outcome } = await appendUpload(records, id, loaded, events);
    if (outcome === 'appended') return launch(deps, { upload: id, run: (upload.run?.number ?? 0) + 1 });
  }
  return refuse('upload-overtaken');
}

/** What could not be started is recorded as failed, so that it can be started again at once. */
async function launch(deps: UploadDeps, job: Job): Promise<{ readonly outcome: 'accepted' }> {
  try {
    if ((await deps.runner.start(job)) === 'started') return { outcome: 'accepted' };
    throw new JobsUnavailable('no job can be started at the moment');
  } catch (error) {
    await endRun(deps, job, { outcome: 'failed', because: 'not-started' });
    throw error;
  }
}

/** Records how a job ended; false when it had ended already, or another one took its place. */
export async function endRun(
  { records, now }: Pick<UploadDeps, 'records' | 'now'>,
  { upload: id, run }: Job,
  end: Omit<RunEnd, 'at'>,
): Promise<boolean> {
  for (let attempt = 1; attempt <= attempts; attempt += 1) {
    const loaded = await loadUpload(records, id);
    if (!loaded) return false;
    const events = decideEnd(loaded.upload, run, { at: now().toISOString(), ...end });
    if (events.length === 0) return false;
    const after = events.reduce(evolveUpload, loaded.upload);
    const row = { index: openUploads, key: after.agency, sort: id };
    const options = isDone(after) ? { remove: [row] } : {};
    const { outcome } = await appendUpload(records, id, loaded, events, options);
    if (outcome === 'appended') return true;
  }
  throw new Error(`the end of job ${run} of ${id} could not be recorded: others keep writing`);
}
