/** The audit: walks the hash chain of every stream, and writes a stream so that others can walk it without us. */
import { isDeepStrictEqual } from 'node:util';
import {
  type ChainAnchor,
  type ChainFault,
  chainOrigin,
  linkText,
  verifyChain,
} from '../domain/hash-chain.ts';
import { areRowsRight } from './audit-rows.ts';
import { headKeys, headRow, type KnownStream, loadHead, sha256 } from './event-log.ts';
import { DamagedEvent, type Records, type StoredEvent } from './ports.ts';

/**
 * `head`: the event is not the one that the stream's row of heads tells. `unreadable`: it is no event any more. `row`: a
 * row by which keys open data is not what the events, up to this last one, make it.
 */
export type AuditFault = ChainFault | 'head' | 'unreadable' | 'row';

/** The first broken link of a stream. */
export interface BrokenLink {
  readonly stream: string;
  readonly sequence: number;
  readonly fault: AuditFault;
}

export type StreamCheck =
  | ({ readonly outcome: 'intact'; readonly stream: string } & KnownStream)
  | ({ readonly outcome: 'broken'; readonly length: number } & BrokenLink);

export interface AuditReport {
  readonly streams: number;
  /** Those that could be read. */
  readonly events: number;
  readonly broken: readonly BrokenLink[];
}

/** Links known from elsewhere, by stream. Without them, whoever rewrites a whole chain and its head is not found. */
export type Anchors = ReadonlyMap<string, readonly ChainAnchor[]>;

/** Verifies every stream; safe beside writers. */
export async function verifyAudit(records: Records, anchors?: Anchors): Promise<AuditReport> {
  let [streams, events] = [0, 0];
  const broken: BrokenLink[] = [];
  for await (const check of auditStreams(records, anchors)) {
    [streams, events] = [streams + 1, events + check.length];
    if (check.outcome === 'broken')
      broken.push({ stream: check.stream, sequence: check.sequence, fault: check.fault });
  }
  return { streams, events, broken };
}

/** The checks of all streams, one by one: first those in the list of streams, then those known only from heads or anchors. */
export async function* auditStreams(
  records: Records,
  anchors: Anchors = new Map(),
): AsyncGenerator<StreamCheck> {
  for await (const stream of streamNames(records, anchors))
    yield await checkStream(records, stream, anchors.get(stream) ?? []);
}

/**
 * A stream as JSON Lines: `{"event":…,"hash":"…"}`. The text of `event` is exactly what the hash covers and names the
 * hash before it in `previous`, so that SHA-256 over a part of each line is all it takes (README, "Audit").
 */
export async function* exportStream(records: Records, stream: string): AsyncGenerator<string> {
  let previous = chainOrigin;
  for (const event of await records.load(stream)) {
    yield `{"event":${linkText(previous, event)},"hash":${JSON.stringify(event.hash)}}\n`;
    previous = event.hash;
  }
}

async function* streamNames(records: Records, anchors: Anchors): AsyncGenerator<string> {
  const seen = new Set<string>();
  const isNew = (name: string) => seen.size < seen.add(name).size;
  yield* pages((cursor) => records.streams('', { limit: 1000, ...cursor }), isNew);
  const { index } = headRow('');
  for (const key of headKeys) {
    const rows = async (cursor: Cursor) => {
      const page = await records.query(index, key, { limit: 1000, ...cursor });
      return { ...page, rows: page.rows.map(({ sort }) => sort) };
    };
    yield* pages(rows, isNew);
  }
  yield* [...anchors.keys()].filter(isNew);
}

type Cursor = { readonly cursor?: string };

async function* pages(
  read: (cursor: Cursor) => Promise<{ readonly rows: readonly string[] } & Cursor>,
  isNew: (name: string) => boolean,
): AsyncGenerator<string> {
  let cursor: string | undefined;
  do {
    const page = await read(cursor === undefined ? {} : { cursor });
    yield* page.rows.filter(isNew);
    cursor = page.cursor;
  } while (cursor !== undefined);
}

/** A stream is called broken only where nobody wrote between the reading of its head and of its events. */
export async function checkStream(
  records: Records,
  stream: string,
  anchors: readonly ChainAnchor[],
): Promise<StreamCheck> {
  for (;;) {
    const head = await loadHead(records, stream);
    const read = await readable(records, stream);
    const check = judge(stream, read, head, anchors);
    const isIntact = check.outcome === 'intact';
    if (isIntact && (await areRowsRight(records, stream, read.events))) return check;
    const { length } = check;
    if (isDeepStrictEqual(await loadHead(records, stream), head))
      return isIntact ? { outcome: 'broken', stream, length, sequence: length, fault: 'row' } : check;
  }
}

interface Readable {
  readonly events: readonly StoredEvent[];
  /** The sequence of an event that cannot be read. */
  readonly damaged?: number;
}

async function readable(records: Records, stream: string): Promise<Readable> {
  try {
    return { events: await records.load(stream) };
  } catch (error) {
    if (!(error instanceof DamagedEvent)) throw error;
    return { events: error.readable, damaged: error.sequence };
  }
}

function judge(
  stream: string,
  { events, damaged }: Readable,
  head: KnownStream,
  anchors: readonly ChainAnchor[],
): StreamCheck {
  const { length } = events;
  const broken = (sequence: number, fault: AuditFault): StreamCheck => {
    return { outcome: 'broken', stream, length, sequence, fault };
  };
  // What follows a damaged event is not missing.
  const within = anchors.filter(({ sequence }) => damaged === undefined || sequence < damaged);
  const check = verifyChain(events, sha256, within);
  if (check.outcome === 'broken') return broken(check.sequence, check.fault);
  if (damaged !== undefined) return broken(damaged, 'unreadable');
  // A stream has a name because it had an event.
  if (head.length > length || length === 0) return broken(length + 1, 'truncated');
  if (head.length < length) return broken(head.length + 1, 'head');
  if (head.lastHash !== check.head) return broken(length, 'head');
  return { outcome: 'intact', stream, length, lastHash: check.head };
}
