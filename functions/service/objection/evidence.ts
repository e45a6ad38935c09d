/** Files that an objector sends as evidence: checked by content, kept under no public prefix, read by officials. */
import { createHash } from 'node:crypto';
import { fileName } from '../../domain/dataset-names.ts';
import { decideObjection } from '../../domain/objection.ts';
import { visibleObjection } from '../../domain/objection-permissions.ts';
import { contentFault } from '../application/file-content.ts';
import { objectionActor } from './acting.ts';
import { type CommandOutcome, run } from './commands.ts';
import { type Asker, denied, type ObjectionDeps, type Refused, refuse } from './contract.ts';
import { type Evidence, evidenceKey, evidencePrefix, evidenceRow, readEvidence } from './person.ts';
import { circumstancesOf, loadObjection } from './stream.ts';

/** By file extension. */
export const evidenceTypes: Readonly<Record<string, string>> = {
  pdf: 'application/pdf',
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
};
export const evidenceBytes = 10 * 1024 * 1024;

export type Attached = { readonly outcome: 'attached'; readonly evidence: Evidence } | Refused;

/** Stores a file, if the objection still takes some. */
export async function attachEvidence(
  deps: ObjectionDeps,
  { id, asker, name, bytes }: { id: string; asker: Asker; name: string; bytes: Uint8Array },
): Promise<Attached> {
  const { state } = await loadObjection(deps.records, id);
  const actor = await objectionActor(deps.records, id, asker);
  if (state.status === 'new' || !actor.isObjector) return denied('unknown-objection');
  const fault = await fileFault(name, bytes);
  if (fault !== undefined) return refuse('evidence-refused', fault);
  const hash = createHash('sha256').update(bytes).digest('hex');
  const file = { name, bytes: bytes.length, mediaType: mediaTypeOf(name) ?? '', sha256: hash };
  if (state.files.includes(hash)) return { outcome: 'attached', evidence: file };
  const command = { type: 'add-file', file: hash } as const;
  const trial = decideObjection(state, command, actor, await circumstancesOf(deps, state.department));
  if (trial.outcome === 'refused') return trial;
  await deps.blobs.putBytes(evidenceKey(id, hash), bytes, file);
  const result: CommandOutcome = await run(deps, id, asker, () => {
    return { command, put: [evidenceRow(id, file)] };
  });
  if (result.outcome === 'done') return { outcome: 'attached', evidence: file };
  await dropRefused(deps, id, hash, result);
  return result;
}

/**
 * A file that was stored and then refused goes again, unless an event names it. Where somebody else was faster time and
 * again, the same file may be taken from another request: then it stays, at the longest until the objection is erased.
 */
async function dropRefused(
  { records, blobs }: ObjectionDeps,
  id: string,
  hash: string,
  { refusal }: Refused,
): Promise<void> {
  if (refusal.code === 'objection-overtaken') return;
  const { state } = await loadObjection(records, id);
  if (state.status !== 'new' && state.files.includes(hash)) return;
  await blobs.remove(evidenceKey(id, hash));
}

/** Removes all that was ever stored for an objection, also what no event names: a crash may have left it. */
export async function removeEvidence({ blobs }: Pick<ObjectionDeps, 'blobs'>, id: string): Promise<void> {
  for (;;) {
    const { rows } = await blobs.list(evidencePrefix(id));
    if (rows.length === 0) return;
    for (const { key } of rows) await blobs.remove(key);
  }
}

const mediaTypeOf = (name: string): string | undefined => {
  const extension = name.slice(name.lastIndexOf('.') + 1).toLowerCase();
  return Object.hasOwn(evidenceTypes, extension) ? evidenceTypes[extension] : undefined;
};

async function fileFault(name: string, bytes: Uint8Array): Promise<string | undefined> {
  if (!fileName.test(name)) return 'the name is not a plain file name without folders';
  const mediaType = mediaTypeOf(name);
  if (!mediaType) return `files of these types are taken: ${Object.keys(evidenceTypes).join(', ')}`;
  if (bytes.length < 1 || bytes.length > evidenceBytes) return `a file has 1 to ${evidenceBytes} bytes`;
  return contentFault(mediaType, bytes);
}

/** A file, for whoever may read the whole objection. */
export async function openEvidence(
  deps: ObjectionDeps,
  { id, asker, sha256 }: { id: string; asker: Asker; sha256: string },
): Promise<
  | { readonly outcome: 'open'; readonly evidence: Evidence; readonly body: ReadableStream<Uint8Array> }
  | Refused
> {
  const { state } = await loadObjection(deps.records, id);
  const actor = await objectionActor(deps.records, id, asker);
  if (!visibleObjection(actor, state)) return denied('unknown-objection');
  const found = (await readEvidence(deps.records, id)).find((each) => each.sha256 === sha256);
  const body = found && (await deps.blobs.get(evidenceKey(id, sha256)));
  return found && body ? { outcome: 'open', evidence: found, body } : refuse('unknown-evidence');
}
