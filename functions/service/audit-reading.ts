/** The records as those read them who oversee the platform (Art. 5, 30). Whoever reads a stream is on record as well. */
import type { Actor } from '../domain/actor.ts';
import { checkStream, exportStream, type StreamCheck } from './audit.ts';
import type { Now } from './clock.ts';
import { appendEvents, loadHead } from './event-log.ts';
import type { Records } from './ports.ts';

interface Deps {
  readonly records: Records;
  readonly now: Now;
}

export const mayAudit = ({ roles }: Actor): boolean =>
  roles.includes('auditor') || roles.includes('supervisor');

export interface StreamPage {
  readonly streams: readonly { readonly stream: string; readonly length: number; readonly hash: string }[];
  readonly cursor?: string;
}

/** Streams by name, with length and last hash. Throws `InvalidCursor`. */
export async function listStreams(
  records: Records,
  { prefix, ...page }: { readonly prefix: string; readonly limit: number; readonly cursor?: string },
): Promise<StreamPage> {
  const { rows, cursor } = await records.streams(prefix, page);
  const streams = await Promise.all(
    rows.map(async (stream) => {
      const { length, lastHash } = await loadHead(records, stream);
      return { stream, length, hash: lastHash };
    }),
  );
  return { streams, ...(cursor !== undefined && { cursor }) };
}

/** A stream as JSON Lines, after it was noted who reads it. Undefined when there is none; throws `DamagedEvent`. */
export async function readStream(deps: Deps, actor: Actor, stream: string): Promise<string | undefined> {
  let text = '';
  for await (const line of exportStream(deps.records, stream)) text += line;
  if (text === '') return undefined;
  await note(deps, actor, stream);
  return text;
}

/** Walks the chain of one stream. Undefined when there is none. */
export async function verifyStream({ records }: Deps, stream: string): Promise<StreamCheck | undefined> {
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
