/**
 * What was harvested: one stream a source, and two rows an entry, written with its events: a small one by which runs
 * compare, and one that holds what the source tells and what was accepted of it.
 */
import { type } from 'arktype';
import type { Dataset } from '../../domain/dataset.ts';
import {
  decideHarvested,
  evolveHarvested,
  type Harvested,
  type HarvestedCommand,
  type HarvestedContext,
  type HarvestedDecision,
} from '../../domain/harvested.ts';
import { reviewStates } from '../../domain/harvested-permissions.ts';
import { once } from '../../domain/once.ts';
import type { ToldRecord } from '../../domain/told-record.ts';
import { allRows } from '../all-rows.ts';
import { appendEvents, loadHead } from '../event-log.ts';
import type { IndexRow, JsonObject, Records } from '../ports.ts';

export const harvestStream = (source: string): string => `harvest/${source}`;

/** Events, and twice as many rows, of one append. */
export const entriesAnAppend = 25;

/** An entry, and on which page of its source it stood when it was last read. */
export interface SeenEntry {
  readonly entry: Harvested;
  readonly page: number;
}
export interface EntryContent {
  readonly told: ToldRecord;
  /** As it was last accepted. */
  readonly descriptor?: Dataset;
}

const seenRow = (source: string, sort: string) => ({ index: 'harvest-seen', key: source, sort }) as const;
const contentRow = (source: string, sort: string) => ({ index: 'harvested', key: source, sort }) as const;

const seenShape = once(() =>
  type({
    page: 'number',
    entry: {
      key: 'string',
      identifier: 'string',
      title: 'string',
      hash: 'string',
      review: type.enumerated(...reviewStates),
      'reason?': 'string',
      firstSeen: 'string',
      changedAt: 'string',
      'gone?': { since: 'string', lastSeen: 'string' },
    },
  }),
);
const contentShape = once(() =>
  type({ told: type('object').as<ToldRecord>(), 'descriptor?': type('object').as<Dataset>() }),
);

/** All entries of a source, by key. */
export async function loadSeen(records: Records, source: string): Promise<Map<string, SeenEntry>> {
  const { index, key } = seenRow(source, '');
  const rows = await allRows(records, index, key);
  return new Map(rows.map(({ sort, value }) => [sort, seenShape().assert(value)]));
}

const rowOf = async (records: Records, { index, key, sort }: Omit<IndexRow, 'value'>) => {
  const { rows } = await records.query(index, key, { from: sort, limit: 1 });
  return rows[0]?.sort === sort ? rows[0].value : undefined;
};

export async function findSeen(
  records: Records,
  source: string,
  key: string,
): Promise<SeenEntry | undefined> {
  const value = await rowOf(records, seenRow(source, key));
  return value && seenShape().assert(value);
}

export async function findContent(
  records: Records,
  source: string,
  key: string,
): Promise<EntryContent | undefined> {
  const value = await rowOf(records, contentRow(source, key));
  return value && contentShape().assert(value);
}

/** What is to be done with one entry; `page` where it was read. */
export interface Order {
  readonly key: string;
  readonly page?: number;
  /** Absent where only the page is another. */
  readonly command?: HarvestedCommand;
}

export interface Done {
  readonly key: string;
  readonly decision: HarvestedDecision;
}

/** Carries out at most 25 orders, each for another entry, in one append; again from the start when somebody else wrote. */
export async function carryOut(
  records: Records,
  source: string,
  orders: readonly Order[],
  context: HarvestedContext,
): Promise<readonly Done[]> {
  for (;;) {
    const known = await loadHead(records, harvestStream(source));
    const made = await Promise.all(orders.map((order) => prepare(records, source, order, context)));
    const events = made.flatMap(({ decision }) => (decision.outcome === 'accepted' ? decision.events : []));
    const put = made.flatMap(({ put }) => put);
    if (put.length === 0) return made;
    const { outcome } = await appendEvents(records, harvestStream(source), known, events, { put });
    if (outcome === 'appended') return made;
  }
}

async function prepare(records: Records, source: string, order: Order, context: HarvestedContext) {
  const { key, command } = order;
  const seen = await findSeen(records, source, key);
  const decision: HarvestedDecision = command
    ? decideHarvested(seen?.entry, command, context)
    : { outcome: 'accepted', events: [] };
  const events = decision.outcome === 'accepted' ? decision.events : [];
  let entry = seen?.entry;
  let content: EntryContent | undefined;
  for (const event of events) {
    entry = evolveHarvested(entry, event);
    const { data } = event;
    if ('told' in data) content = { ...(await findContent(records, source, key)), told: data.told };
    else if ('descriptor' in data) {
      const before = await findContent(records, source, key);
      if (before) content = { ...before, descriptor: data.descriptor };
    }
  }
  const page = order.page ?? seen?.page ?? 0;
  const isSame = events.length === 0 && page === seen?.page;
  const put: IndexRow[] = [];
  if (entry && !isSame) put.push({ ...seenRow(source, key), value: plain({ entry, page }) });
  if (content) put.push({ ...contentRow(source, key), value: plain(content) });
  return { key, decision, put };
}

const plain = (value: object): JsonObject => value as JsonObject;
