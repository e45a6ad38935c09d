/** The records as those read them who oversee the platform (Art. 5, 30). Whoever reads a stream is on record as well. */
import type { Actor } from '../domain/actor.ts';
import { applicationIndexes } from './application/index-rows.ts';
import { checkStream, exportStream, type StreamCheck } from './audit.ts';
import type { Catalogue } from './catalogue/catalogue.ts';
import type { Now } from './clock.ts';
import { appendEvents, loadHead } from './event-log.ts';
import type { Records } from './ports.ts';

interface Deps {
  readonly records: Records;
  readonly now: Now;
  readonly catalogue: () => Catalogue;
}

export const mayAudit = ({ roles }: Actor): boolean =>
  roles.includes('auditor') || roles.includes('supervisor');

/**
 * Not what nobody but its owner reads yet: uploads, and drafts that were never submitted; nor, for auditors, a dataset
 * that was never published. The chains of these are verified by
 * whoever runs the platform, and by the daily leaf of the public log.
 */
async function isOpen({ records, catalogue }: Deps, { roles }: Actor, stream: string): Promise<boolean> {
  if (stream.startsWith('upload/')) return false;
  const [, dataset] = /^dataset\/(.+)$/.exec(stream) ?? [];
  if (dataset !== undefined) return roles.includes('supervisor') || catalogue().entry(dataset) !== undefined;
  const [, id] = /^application\/(app_\w+)$/.exec(stream) ?? [];
  if (id === undefined) return true;
  const { rows } = await records.query(applicationIndexes.all, 'all', { from: id, limit: 1 });
  return rows[0]?.sort === id;
}

export interface StreamPage {
  readonly streams: readonly { readonly stream: string; readonly length: number; readonly hash: string }[];
  readonly cursor?: string;
}

/** Streams by name, with length and last hash; a page may have fewer than were asked for. Throws `InvalidCursor`. */
export async function listStreams(
  deps: Deps,
  actor: Actor,
  { prefix, ...page }: { readonly prefix: string; readonly limit: number; readonly cursor?: string },
): Promise<StreamPage> {
  const { records } = deps;
  const { rows, cursor } = await records.streams(prefix, page);
  const streams = await Promise.all(
    rows.map(async (stream) => {
      if (!(await isOpen(deps, actor, stream))) return [];
      const { length, lastHash } = await loadHead(records, stream);
      return [{ stream, length, hash: lastHash }];
    }),
  );
  return { streams: streams.flat(), ...(cursor !== undefined && { cursor }) };
}

/** A stream as JSON Lines, after it was noted who reads it. Undefined when there is none; throws `DamagedEvent`. */
export async function readStream(deps: Deps, actor: Actor, stream: string): Promise<string | undefined> {
  if (!(await isOpen(deps, actor, stream))) return undefined;
  let text = '';
  for await (const line of exportStream(deps.records, stream)) text += line;
  if (text === '') return undefined;
  await note(deps, actor, stream);
  return text;
}

/** Walks the chain of one stream. Undefined when there is none. */
export async function verifyStream(
  deps: Deps,
  actor: Actor,
  stream: string,
): Promise<StreamCheck | undefined> {
  if (!(await isOpen(deps, actor, stream))) return undefined;
  const { records } = deps;
  const check = await checkStream(records, stream, []);
  const { length } = await loadHead(records, stream);
  return check.length === 0 && length === 0 ? undefined : check;
}

async function note({ records, now }: Deps, { id }: Actor, stream: string): Promise<void> {
  const at = now().toISOString();
  const event = { type: 'stream-read', at, actor: id, data: { stream } };
  for (;;) {
    const day = `audit-readings/${at.slice(0, 10)}`;
    const { outcome } = await appendEvents(records, day, await loadHead(records, day), [event]);
    if (outcome !== 'conflict') return;
  }
}
