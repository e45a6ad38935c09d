/**
 * The event log: the one place that appends events to the records. Each event is chained by SHA-256 to the one
 * before it (`domain/hash-chain.ts`), and each stream keeps one row in the index `heads` with its length and last
 * hash, written in the transaction of the events, so that the audit also finds what was cut off at the end.
 */
import { hash } from 'node:crypto';
import { chainOrigin, linkHash } from '../domain/hash-chain.ts';
import type {
  AppendOptions,
  AppendResult,
  IndexRow,
  JsonObject,
  NewEvent,
  Records,
  StoredEvent,
} from './ports.ts';

/** An event before it is chained. `data` must be plain JSON, anything else throws TypeError. */
export interface EventFacts extends Pick<NewEvent, 'type' | 'at' | 'actor'> {
  readonly data: object;
}

/** What a writer has seen of a stream; its events follow. */
export interface KnownStream {
  readonly length: number;
  /** Empty before the first event. */
  readonly lastHash: string;
}

export interface LoadedStream extends KnownStream {
  readonly events: readonly StoredEvent[];
}

export type LogResult =
  | ({ readonly outcome: 'appended' } & KnownStream)
  | Exclude<AppendResult, { outcome: 'appended' }>;

/** What is stored of a stream contradicts itself: events were removed or changed behind the platform's back. */
export class BrokenStream extends Error {
  override readonly name = 'BrokenStream';
  constructor(stream: string) {
    super(`the events of stream ${stream} are not those that were written; run the audit`);
  }
}

/** Lower-case hex. */
export const sha256 = (text: string): string => hash('sha256', text, 'hex');

/** All events of a stream, and what its next writer must know. */
export async function loadEvents(records: Records, stream: string): Promise<LoadedStream> {
  const events = await records.load(stream);
  return { events, length: events.length, lastHash: events.at(-1)?.hash ?? chainOrigin };
}

/** Length and last hash of a stream as its row in `heads` tells them: one small reading, whatever the length. */
export async function loadHead(records: Records, stream: string): Promise<KnownStream> {
  const { index, key, sort } = headRow(stream);
  const { rows } = await records.query(index, key, { from: sort, limit: 1 });
  const { length, hash: lastHash } = rows[0]?.sort === sort ? rows[0].value : {};
  const isHead = typeof length === 'number' && typeof lastHash === 'string';
  return isHead ? { length, lastHash } : { length: 0, lastHash: chainOrigin };
}

/**
 * Appends `events` to a stream of which `known` has been seen, if nothing happened since; as `Records.append`, with
 * one of its 60 rows taken by the log. What it answers to a successful append is `known` for the next.
 * Throws `BrokenStream` rather than writing on what was cut off or changed at its end.
 */
export async function appendEvents(
  records: Records,
  stream: string,
  known: KnownStream,
  events: readonly EventFacts[],
  options: AppendOptions = {},
): Promise<LogResult> {
  await checkEnd(records, stream, known);
  const chained = chain(stream, known, events);
  const lastHash = chained.at(-1)?.hash ?? known.lastHash;
  const length = known.length + events.length;
  const head: IndexRow = { ...headRow(stream), value: { length, hash: lastHash } };
  const put = events.length > 0 ? [...(options.put ?? []), head] : options.put;
  const result = await records.append(stream, known.length, chained, { ...options, ...(put && { put }) });
  if (result.outcome === 'conflict' && result.length < known.length) throw new BrokenStream(stream);
  return result.outcome === 'appended' ? { ...result, lastHash } : result;
}

/** The keys of the index `heads` between which the streams are spread, so that no partition gets all writes. */
export const headKeys: readonly string[] = [...'0123456789abcdef'];

/** The place of a stream's row in the index of heads. */
export function headRow(stream: string): Omit<IndexRow, 'value'> {
  return { index: 'heads', key: sha256(stream).slice(0, 1), sort: stream };
}

function chain(stream: string, known: KnownStream, events: readonly EventFacts[]): NewEvent[] {
  let { lastHash } = known;
  return events.map(({ type, at, actor, data }, offset) => {
    const event = { type, at, actor, data: data as JsonObject };
    lastHash = linkHash(lastHash, { ...event, stream, sequence: known.length + offset + 1 }, sha256);
    return { ...event, hash: lastHash };
  });
}

/** What was seen must be the end that the head tells, unless others have written since: the append is told so. */
async function checkEnd(records: Records, stream: string, known: KnownStream): Promise<void> {
  const head = await loadHead(records, stream);
  if (head.length === known.length && head.lastHash === known.lastHash) return;
  const isOvertaken = head.length > known.length && (await records.load(stream, known.length)).length > 0;
  if (!isOvertaken) throw new BrokenStream(stream);
}
