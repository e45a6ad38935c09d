/** Announcing files: who may not publish, or describes them wrongly, is told so before a byte is sent. */
import { encodeTime, ulid } from 'ulidx';
import type { Dataset } from '../../domain/dataset.ts';
import { chainOrigin } from '../../domain/hash-chain.ts';
import { type UploadEvent, type UploadFile, uploadDays } from '../../domain/upload.ts';
import { mostOpenUploads } from '../../domain/upload-refusals.ts';
import { sha256 } from '../event-log.ts';
import { filesOf } from '../publication/fingerprint.ts';
import type { ParameterError } from '../query/query.ts';
import type { Announced, Announcement, UploadDeps } from './contract.ts';
import { appendUpload, openUploads, uploadKey } from './stream.ts';

export async function announce(
  deps: UploadDeps,
  { document, files, actor }: Announcement,
): Promise<Announced> {
  const admission = await deps.publications.admit({ document, actor });
  if (admission.outcome !== 'admitted') return admission;
  const { dataset } = admission;
  const errors = otherFiles(dataset, files);
  if (errors.length > 0) return { outcome: 'other-files', errors };

  const now = deps.now();
  const open = await openOf(deps, dataset.publisher);
  if (open.count >= mostOpenUploads) return { outcome: 'too-many' };
  const id = `upl_${ulid(now.getTime())}`;
  const text = JSON.stringify(document);
  const descriptor = sha256(text);
  const meta = { sha256: descriptor, mediaType: 'application/json' };
  await deps.blobs.putBytes(uploadKey(id, descriptor), Buffer.from(text), meta);
  const event: UploadEvent = {
    type: 'upload-announced',
    at: now.toISOString(),
    actor: actor.id,
    data: { dataset: dataset.id, agency: dataset.publisher, descriptor, files },
  };
  const put = [{ index: openUploads, key: dataset.publisher, sort: id, value: {} }];
  const { outcome } = await appendUpload(deps.records, id, { length: 0, lastHash: chainOrigin }, [event], {
    put,
    remove: open.expired,
  });
  if (outcome !== 'appended') throw new Error(`the new id ${id} is taken`);
  return { outcome: 'announced', id };
}

/** Exactly the files that the descriptor names, each once. */
function otherFiles(dataset: Dataset, files: readonly UploadFile[]): ParameterError[] {
  const allowed = filesOf(dataset);
  const names = files.map(({ name }) => name);
  const wrong = names.flatMap((name, index): ParameterError[] => {
    const field = `files.${index}.name`;
    if (names.indexOf(name) !== index) return [{ field, message: `"${name}" is announced twice` }];
    if (allowed.includes(name)) return [];
    return [{ field, message: 'the descriptor names no such file', allowed }];
  });
  const absent = allowed.filter((name) => !names.includes(name));
  const message = (name: string) => `the descriptor names "${name}", which is not announced`;
  return [...wrong, ...absent.map((name) => ({ field: 'files', message: message(name) }))];
}

/** The agency's uploads that wait, counted; and rows of some that have expired, to be removed. */
async function openOf({ records, now }: UploadDeps, agency: string) {
  const oldest = `upl_${encodeTime(now().getTime() - uploadDays * 86_400_000, 10)}`;
  const { rows } = await records.query(openUploads, agency, { from: oldest, limit: mostOpenUploads });
  const expired = await records.query(openUploads, agency, { to: oldest, limit: 20 });
  return { count: rows.length, expired: expired.rows };
}
