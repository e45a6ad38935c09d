/** Files that applicants attach: checked by content, stored outside every public prefix, under their hash. */
import { createHash } from 'node:crypto';
import { type } from 'arktype';
import type { Actor } from '../../domain/actor.ts';
import { authorize, visibleTo } from '../../domain/application-permissions.ts';
import type { Application } from '../../domain/application-state.ts';
import { fileName } from '../../domain/dataset-names.ts';
import type { Guide } from '../../domain/guide.ts';
import { once } from '../../domain/once.ts';
import { isSameParty } from '../../domain/party.ts';
import { addToday } from '../day-counter.ts';
import type { Blobs, Records } from '../ports.ts';
import { applicationActor } from './acting.ts';
import { publishedGuide } from './circumstances.ts';
import { type ApplicationDeps, denied, type Refused, refuse } from './contract.ts';
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
const stored = once(() => type({ name: 'string', bytes: 'number', mediaType: 'string', sha256: 'string' }));

const itemKey = (id: string, sha256: string): string => `application-attachment/${id}/${sha256}`;
const blobKey = (id: string, sha256: string): string => `attachments/${id}/${sha256}`;

/** Stores a file for an application that its applicant is filling in. */
export async function attach(
  deps: ApplicationDeps,
  { id, actor, name, bytes }: { id: string; actor: Actor; name: string; bytes: Uint8Array },
): Promise<Attached> {
  const place = await placeFor(deps, id, actor);
  if ('outcome' in place) return place;
  if (!fileName.test(name))
    return refuse('attachment-refused', 'the name is not a plain file name without folders');
  const mediaType = mediaTypeOf(name, place);
  if (typeof mediaType !== 'string') return mediaType;
  const misfit = sizeFault(bytes.length, place) ?? (await contentFault(mediaType, bytes));
  if (misfit !== undefined) return refuse('attachment-refused', `${name}: ${misfit}`);
  const attachment = { name, bytes: bytes.length, mediaType, sha256: sha256(bytes) };
  const refused = await budgetRefusal(deps, place, attachment);
  if (refused) return refused;
  await deps.blobs.putBytes(blobKey(id, attachment.sha256), bytes, attachment);
  await deps.records.put(itemKey(id, attachment.sha256), { ...attachment });
  return { outcome: 'attached', attachment };
}

type Attached = { readonly outcome: 'attached'; readonly attachment: Attachment } | Refused;

/** Where a file may go: an application that the actor is filling in, and what its guide takes. */
interface Place {
  readonly id: string;
  readonly state: Application;
  readonly accepted: Guide['attachments'];
}

async function placeFor(deps: ApplicationDeps, id: string, actor: Actor): Promise<Place | Refused> {
  const { state } = await loadApplication(deps.records, id);
  const allowed = authorize(applicationActor(actor), state, 'save-draft');
  if (allowed !== 'allowed') return denied(allowed);
  if (state.status === 'new') return denied('unknown-application');
  const accepted = publishedGuide(deps.catalogue(), state.dataset)?.attachments;
  return accepted ? { id, state, accepted } : denied('no-applications');
}

function mediaTypeOf(name: string, { accepted: { mediaTypes } }: Place): string | Refused {
  const extension = name.slice(name.lastIndexOf('.') + 1).toLowerCase();
  const mediaType = Object.hasOwn(mediaTypes, extension) ? mediaTypes[extension] : undefined;
  const types = Object.keys(mediaTypes).join(', ');
  return mediaType ?? refuse('attachment-refused', `files of these types are taken: ${types}`);
}

const sizeFault = (bytes: number, { accepted: { maximumBytes } }: Place): string | undefined =>
  bytes < 1 || bytes > maximumBytes ? `a file has 1 to ${maximumBytes} bytes` : undefined;

/** Counts a file that is not there yet; what an application or its party has had too much of is refused. */
async function budgetRefusal(
  { records, now }: ApplicationDeps,
  { id, state }: Place,
  { sha256: hash, bytes }: Attachment,
): Promise<Refused | undefined> {
  if (await records.get(itemKey(id, hash))) return undefined;
  if ((await records.add(`application-uploads/${id}`, 1)) > mostUploads)
    return refuse(
      'attachment-refused',
      `an application takes ${mostUploads} uploads; name those that are there`,
    );
  const counter = `application-upload-bytes/${partyKey(state.party)}`;
  if ((await addToday({ records, now }, counter, bytes)) > mostBytes)
    return refuse('attachment-refused', `an applicant uploads ${mostBytes} bytes a day; go on tomorrow`);
  return undefined;
}

/**
 * Takes over a file of an earlier application of the same party (Art. 32). It is copied, so that each application keeps
 * its own; of other parties' files nothing is learnt, whoever else the actor acts for.
 */
export async function takeOver(
  deps: ApplicationDeps,
  { id, actor, from, sha256: hash }: { id: string; actor: Actor; from: string; sha256: string },
): Promise<Attached> {
  const place = await placeFor(deps, id, actor);
  if ('outcome' in place) return place;
  const { state } = await loadApplication(deps.records, from);
  const isOwn = state.status !== 'new' && isSameParty(state.party, place.state.party);
  const attachment = isOwn ? await ownFile(deps.records, from, state, hash) : undefined;
  if (!attachment || !(await deps.blobs.head(blobKey(from, hash)))) return refuse('unknown-attachment');
  const mediaType = mediaTypeOf(attachment.name, place);
  if (typeof mediaType !== 'string') return mediaType;
  const misfit = sizeFault(attachment.bytes, place);
  if (misfit !== undefined) return refuse('attachment-refused', misfit);
  const refused = await budgetRefusal(deps, place, attachment);
  if (refused) return refused;
  await copyAttachments(deps, [attachment], from, id);
  return { outcome: 'attached', attachment };
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
    const item = known[index] && stored().assert(known[index]);
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
  const item = visible === state ? await ownFile(deps.records, id, state, hash) : namedFile(visible, hash);
  const body = item && (await deps.blobs.get(blobKey(id, hash)));
  if (!item || !body) return refuse('unknown-attachment');
  return { outcome: 'open', attachment: item, body };
}

/** Whoever acts for the applicant sees the whole state, and files that no form names yet. */
const ownFile = async (records: Records, id: string, state: Application, hash: string) =>
  namedFile(state, hash) ?? uploaded(records, id, hash);

async function uploaded(records: Records, id: string, hash: string): Promise<Attachment | undefined> {
  if (!/^[0-9a-f]{64}$/.test(hash)) return undefined;
  const item = await records.get(itemKey(id, hash));
  return item && stored().assert(item);
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
