/** Files that applicants attach: checked by content, stored outside every public prefix, under their hash. */
import { createHash } from 'node:crypto';
import { type } from 'arktype';
import type { Actor } from '../../domain/actor.ts';
import { authorize, visibleTo } from '../../domain/application-permissions.ts';
import { applicationRefusals } from '../../domain/application-refusals.ts';
import type { Application } from '../../domain/application-state.ts';
import { fileName } from '../../domain/dataset.ts';
import { chinaDay } from '../clock.ts';
import type { Blobs, Records } from '../ports.ts';
import { applicationActor } from './acting.ts';
import { publishedGuide } from './circumstances.ts';
import { type ApplicationDeps, type Refused, refuse } from './contract.ts';
import { contentFault } from './file-content.ts';
import { partyKey } from './index-rows.ts';
import { loadApplication } from './stream.ts';

/** A file as a form names it. */
export interface Attachment {
  readonly name: string;
  readonly bytes: number;
  readonly mediaType: string;
  /** Lower-case hex. */
  readonly sha256: string;
}

/** Uploads that one application takes, replaced ones included. */
const mostUploads = 50;
/** Bytes that a party uploads in a day of China, in all of its applications. */
const mostBytes = 512 * 1024 * 1024;
const stored = type({ name: 'string', bytes: 'number', mediaType: 'string', sha256: 'string' });

const itemKey = (id: string, sha256: string): string => `application-attachment/${id}/${sha256}`;
const blobKey = (id: string, sha256: string): string => `attachments/${id}/${sha256}`;

/** Stores a file for an application that its applicant is filling in. */
export async function attach(
  deps: ApplicationDeps,
  { id, actor, name, bytes }: { id: string; actor: Actor; name: string; bytes: Uint8Array },
): Promise<{ readonly outcome: 'attached'; readonly attachment: Attachment } | Refused> {
  const { state } = await loadApplication(deps.records, id);
  const allowed = authorize(applicationActor(actor), state, 'save-draft');
  if (state.status === 'new' || allowed !== 'allowed')
    return denied(state.status === 'new' ? 'unknown-application' : allowed);
  const accepted = publishedGuide(deps.catalogue(), state.dataset)?.attachments;
  if (!accepted) return denied('no-applications');
  if (fileName(name) instanceof type.errors)
    return refuse('attachment-refused', 'the name is not a plain file name without folders');
  const extension = name.slice(name.lastIndexOf('.') + 1).toLowerCase();
  const mediaType = Object.hasOwn(accepted.mediaTypes, extension)
    ? accepted.mediaTypes[extension]
    : undefined;
  const types = Object.keys(accepted.mediaTypes).join(', ');
  if (mediaType === undefined)
    return refuse('attachment-refused', `files of these types are taken: ${types}`);
  if (bytes.length < 1 || bytes.length > accepted.maximumBytes)
    return refuse('attachment-refused', `a file has 1 to ${accepted.maximumBytes} bytes`);
  const fault = await contentFault(mediaType, bytes);
  if (fault !== undefined) return refuse('attachment-refused', fault);
  const attachment = { name, bytes: bytes.length, mediaType, sha256: sha256(bytes) };
  return store(deps, { id, party: partyKey(state.party) }, attachment, bytes);
}

type Denial = Exclude<ReturnType<typeof authorize>, 'allowed'> | 'no-applications';
function denied(code: Denial | 'allowed'): Refused {
  const told = code === 'allowed' ? 'unknown-application' : code;
  return { outcome: 'refused', refusal: { code: told, message: applicationRefusals[told] } };
}

async function store(
  { records, blobs, now }: ApplicationDeps,
  { id, party }: { readonly id: string; readonly party: string },
  attachment: Attachment,
  bytes: Uint8Array,
) {
  if (!(await records.get(itemKey(id, attachment.sha256)))) {
    const uploads = await records.add(`application-uploads/${id}`, 1);
    if (uploads > mostUploads)
      return refuse(
        'attachment-refused',
        `an application takes ${mostUploads} uploads; name those that are there`,
      );
    const counter = `application-upload-bytes/${party}/${chinaDay(now())}`;
    const expiresAt = new Date(now().getTime() + 2 * 86_400_000);
    if ((await records.add(counter, bytes.length, { expiresAt })) > mostBytes)
      return refuse('attachment-refused', `an applicant uploads ${mostBytes} bytes a day; go on tomorrow`);
  }
  const { mediaType, sha256: hash } = attachment;
  await blobs.putBytes(blobKey(id, hash), bytes, { sha256: hash, mediaType });
  await records.put(itemKey(id, hash), { ...attachment });
  return { outcome: 'attached', attachment } as const;
}

const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** Those of `files` that were not uploaded as they are named. */
export async function missingAttachments(
  records: Records,
  id: string,
  files: readonly Attachment[],
): Promise<readonly Attachment[]> {
  const known = await Promise.all(files.map((file) => records.get(itemKey(id, file.sha256))));
  return files.filter((file, index) => {
    const item = known[index] && stored.assert(known[index]);
    return item?.bytes !== file.bytes || item.mediaType !== file.mediaType;
  });
}

/** A file of an application, for those who may read it: the applicant any, the offices what was submitted. */
export async function openAttachment(
  deps: ApplicationDeps,
  { id, actor, sha256: hash }: { id: string; actor: Actor; sha256: string },
): Promise<
  | { readonly outcome: 'open'; readonly attachment: Attachment; readonly body: ReadableStream<Uint8Array> }
  | Refused
> {
  const { state } = await loadApplication(deps.records, id);
  const visible = visibleTo(applicationActor(actor), state);
  if (!visible) return denied('unknown-application');
  // Whoever acts for the applicant sees the whole state, and files that no form names yet.
  const item =
    namedFile(visible, hash) ?? (visible === state ? await uploaded(deps.records, id, hash) : undefined);
  const body = item && (await deps.blobs.get(blobKey(id, hash)));
  if (!item || !body) return refuse('unknown-attachment');
  return { outcome: 'open', attachment: item, body };
}

async function uploaded(records: Records, id: string, hash: string): Promise<Attachment | undefined> {
  if (!/^[0-9a-f]{64}$/.test(hash)) return undefined;
  const item = await records.get(itemKey(id, hash));
  return item && stored.assert(item);
}

/** As the latest form that names it does. */
function namedFile({ draft, rounds }: Application, hash: string): Attachment | undefined {
  const forms = [...rounds.map(({ form }) => form), ...(draft ? [draft] : [])];
  return forms.flatMap(({ attachments = [] }) => attachments).findLast((file) => file.sha256 === hash);
}

/** Gives the files of one application to another of the same party: what was submitted is not asked again (Art. 32). */
export async function copyAttachments(
  { records, blobs }: { readonly records: Records; readonly blobs: Blobs },
  files: readonly Attachment[],
  from: string,
  to: string,
): Promise<void> {
  for (const file of files) {
    const path = await blobs.localFile(blobKey(from, file.sha256));
    if (!path) throw new Error(`the attachment ${file.sha256} of ${from} is missing from the blobs`);
    await blobs.putFile(blobKey(to, file.sha256), path, file);
    await records.put(itemKey(to, file.sha256), { ...file });
  }
}
