/**
 * Handing over what waits, whatever it is: rows written in the append of what they tell of are attempted at least
 * once, again after growing pauses, and in the end given up. Called now and then, by one process or several.
 */
import type { Now } from './clock.ts';
import { forEach, inTurn } from './each.ts';
import { appendEvents, type EventFacts, loadHead } from './event-log.ts';
import type { IndexRow, JsonObject, Records } from './ports.ts';

export interface Waiting extends JsonObject {
  readonly id: string;
  /** Made so far. */
  readonly attempts: number;
}

/** `hopeless`: failed, and no further attempt can help. `facts` are for the record. */
export interface Attempt {
  readonly result: 'done' | 'failed' | 'hopeless';
  readonly facts: JsonObject;
}

/** What became of an attempt: `again` at an ISO 8601 instant, or given up. */
export type Settled = Attempt & {
  readonly at: string;
  /** Those made by now, this one included. */
  readonly attempts: number;
} & ({ readonly outcome: 'done' | 'given-up' } | { readonly outcome: 'again'; readonly nextAt: string });

export interface Outbox<Item extends Waiting> {
  /** Name of the index of what waits. */
  readonly index: string;
  /** Minutes until each further attempt; after the last one it is given up. */
  readonly pauses: readonly number[];
  /** Lanes worked on at the same time. */
  readonly lanes: number;
  /** Of one lane, one after the other goes out; when one fails, the others wait for the next round. */
  readonly laneOf: (item: Item) => string;
  readonly read: (value: unknown) => Item;
  readonly attempt: (item: Item) => Promise<Attempt>;
  /** The stream that records it, the event, and the rows to be written with it. */
  readonly record: (
    item: Item,
    settled: Settled,
  ) => Promise<{
    readonly stream: string;
    readonly event: Pick<EventFacts, 'type' | 'data'>;
    readonly put: readonly IndexRow[];
  }>;
}

const waiting = 'waiting';
const minute = 60_000;
const batch = 1_000;
/** Of what is due in a round: so that rows of lanes in which nothing gets through hide no others. */
const mostBatches = 50;
/** Of one lane in a round. */
const mostOfLane = 1_000;
/** Longer than any attempt takes; a crash in between frees what was claimed after that. */
const claimMinutes = 5;

/** The row of what is to be handed over at an ISO 8601 instant, or later. */
export function waitingRow(index: string, value: Waiting, at: string): IndexRow {
  return { index, key: waiting, sort: `${at}/${value.id}`, value };
}

export interface Delivered {
  readonly sent: number;
  readonly failed: number;
}
export interface OutboxDeps {
  readonly records: Records;
  readonly now: Now;
  /** Once aborted nothing further is begun; what is under way is ended, what is left is the next round's. */
  readonly stopping?: AbortSignal;
}

/** One round over what is due. Throws, after the round, when a row could not be read or a lane not be worked on. */
export async function deliverDue<Item extends Waiting>(
  deps: OutboxDeps,
  outbox: Outbox<Item>,
): Promise<Delivered> {
  const count = { sent: 0, failed: 0 };
  const due = new Map<string, Due<Item>[]>();
  await inTurn(
    () => forEach(dueRows(deps, outbox.index), async (row) => queue(outbox, row, due)),
    () => workOnAll(deps, outbox, [...due.values()], count),
  );
  return count;
}

interface Due<Item> {
  readonly row: IndexRow;
  readonly item: Item;
}

/** What is due now, the oldest first. */
async function* dueRows({ records, now }: OutboxDeps, index: string): AsyncGenerator<IndexRow> {
  const to = `${now().toISOString()}0`;
  let cursor: string | undefined;
  for (let batches = 0; batches < mostBatches; batches += 1) {
    const page = await records.query(index, waiting, { to, limit: batch, ...(cursor && { cursor }) });
    yield* page.rows;
    cursor = page.cursor;
    if (!cursor) break;
  }
}

function queue<Item extends Waiting>(
  { laneOf, read }: Outbox<Item>,
  row: IndexRow,
  due: Map<string, Due<Item>[]>,
): void {
  const item = read(row.value);
  const lane = due.get(laneOf(item)) ?? [];
  if (lane.length < mostOfLane) lane.push({ row, item });
  due.set(laneOf(item), lane);
}

async function workOnAll<Item extends Waiting>(
  deps: OutboxDeps,
  outbox: Outbox<Item>,
  lanes: (readonly Due<Item>[])[],
  count: { sent: number; failed: number },
): Promise<void> {
  const taken = function* () {
    for (let lane = lanes.shift(); lane; lane = lanes.shift()) yield lane;
  };
  const worker = () =>
    forEach(taken(), async (lane) => {
      const rest = await workOn(deps, outbox, lane, count);
      // Behind the others: whoever has much to be sent, or takes it slowly, keeps nobody waiting.
      if (rest.length > 0) lanes.push(rest);
    });
  const workers = await Promise.allSettled(Array.from({ length: outbox.lanes }, worker));
  for (const each of workers) if (each.status === 'rejected') throw each.reason;
}

/** Attempts the first of a lane that nobody else is at; answers what is left to be done of it in this round. */
async function workOn<Item extends Waiting>(
  deps: OutboxDeps,
  outbox: Outbox<Item>,
  lane: readonly Due<Item>[],
  count: { sent: number; failed: number },
): Promise<readonly Due<Item>[]> {
  for (const [place, { row, item }] of lane.entries()) {
    if (deps.stopping?.aborted) return [];
    // Another process may be at it.
    const claim = `${outbox.index}-claim/${item.id}/${item.attempts}`;
    const expiresAt = new Date(deps.now().getTime() + claimMinutes * minute);
    if (!(await deps.records.put(claim, {}, { ifAbsent: true, expiresAt }))) continue;
    const attempt = await outbox.attempt(item);
    await settle(deps, outbox, { row, item }, attempt);
    const isDone = attempt.result === 'done';
    count[isDone ? 'sent' : 'failed'] += 1;
    return isDone ? lane.slice(place + 1) : [];
  }
  return [];
}

async function settle<Item extends Waiting>(
  { records, now }: OutboxDeps,
  outbox: Outbox<Item>,
  { row, item }: Due<Item>,
  attempt: Attempt,
): Promise<void> {
  const at = now();
  const settled = settledAs(outbox, item, attempt, at);
  const next = { ...item, attempts: settled.attempts };
  const { index, key, sort } = row;
  const token = `${item.id}/${settled.attempts}`;
  for (;;) {
    const { stream, event, put } = await outbox.record(item, settled);
    const again = settled.outcome === 'again' ? [waitingRow(index, next, settled.nextAt)] : [];
    const facts = { ...event, at: settled.at, actor: 'platform' };
    const options = { put: [...again, ...put], remove: [{ index, key, sort }], token };
    const head = await loadHead(records, stream);
    const { outcome } = await appendEvents(records, stream, head, [facts], options);
    if (outcome !== 'conflict') return;
  }
}

function settledAs<Item extends Waiting>(
  { pauses }: Outbox<Item>,
  item: Item,
  attempt: Attempt,
  now: Date,
): Settled {
  const common = { ...attempt, at: now.toISOString(), attempts: item.attempts + 1 };
  if (attempt.result === 'done') return { ...common, outcome: 'done' };
  const pause = attempt.result === 'failed' ? pauses[item.attempts] : undefined;
  if (pause === undefined) return { ...common, outcome: 'given-up' };
  return { ...common, outcome: 'again', nextAt: new Date(now.getTime() + pause * minute).toISOString() };
}
