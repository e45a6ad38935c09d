/** One message to one webhook: what is sent, every attempt, and how it stands. Answers of receivers are not kept. */
import { type } from 'arktype';
import { once } from '../../domain/once.ts';
import { decodeAfter, encodeAfter } from '../application/cursor.ts';
import type { IndexRow, Records } from '../ports.ts';

const attempt = once(() =>
  type({
    at: 'string',
    /** HTTP status, when there was an answer. */
    'status?': 'number',
    /** Why there was none. */
    'reason?': 'string',
  }),
);

const delivery = once(() =>
  type({
    id: 'string',
    webhook: 'string',
    type: 'string',
    /** Of what happened. */
    at: 'string',
    body: 'string',
    /** `held`: not sent, for the webhook was disabled, or took nothing while there was much news. */
    state: "'waiting' | 'delivered' | 'failed' | 'held'",
    /** How often it was put into the outbox: once, and again with each replay. */
    runs: 'number',
    /** All made so far, those no longer listed included. */
    attempted: 'number',
    /** The latest, oldest first. */
    attempts: attempt().array(),
    'nextAt?': 'string',
  }),
);
export type Delivery = ReturnType<typeof delivery>['infer'];
export type DeliveryAttempt = ReturnType<typeof attempt>['infer'];

const index = 'webhook-deliveries';
const mostAttempts = 20;
const keptDays = 90;

/** Where what became of the deliveries of a webhook is recorded: a stream each day, which no other webhook writes. */
export const deliveryStream = (webhook: string, at: string): string =>
  `webhook-deliveries/${webhook}/${at.slice(0, 10)}`;

export const deliveryRow = (value: Delivery): IndexRow => {
  return { index, key: value.webhook, sort: value.id, value };
};

export async function findDelivery(
  records: Records,
  webhook: string,
  id: string,
): Promise<Delivery | undefined> {
  if (!/^msg_[0-9A-HJKMNP-TV-Z]{26}$/.test(id)) return undefined;
  const { rows } = await records.query(index, webhook, { from: id, limit: 1 });
  return rows[0]?.sort === id ? delivery().assert(rows[0].value) : undefined;
}

/** With one more attempt. */
export function attempted(before: Delivery, made: DeliveryAttempt): Delivery {
  const { nextAt: _nextAt, ...rest } = before;
  const attempts = [...before.attempts, made].slice(-mostAttempts);
  return { ...rest, attempted: before.attempted + 1, attempts };
}

export interface DeliveryList {
  readonly deliveries: readonly Delivery[];
  readonly cursor?: string;
}

/** Newest first; undefined for a cursor that is none. */
export async function readDeliveries(
  records: Records,
  webhook: string,
  { limit, cursor }: { readonly limit: number; readonly cursor?: string },
): Promise<DeliveryList | undefined> {
  const to = cursor === undefined ? undefined : decodeAfter(cursor);
  if (cursor !== undefined && to === undefined) return undefined;
  const range = { descending: true, limit: limit + 1, ...(to !== undefined && { to }) };
  const { rows } = await records.query(index, webhook, range);
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    deliveries: shown.map(({ value }) => delivery().assert(value)),
    ...(rows.length > limit && last && { cursor: encodeAfter(last.sort) }),
  };
}

/** The oldest deliveries of a webhook, at most `limit`: all, or those whose time of being kept is over at `now`. */
export async function oldestDeliveries(
  records: Records,
  webhook: string,
  limit: number,
  now?: Date,
): Promise<readonly Omit<IndexRow, 'value'>[]> {
  const { rows } = await records.query(index, webhook, { limit });
  const before = now === undefined ? undefined : now.getTime() - keptDays * 86_400_000;
  return rows
    .filter(({ value }) => before === undefined || Date.parse(delivery().assert(value).at) < before)
    .map(({ index: name, key, sort }) => ({ index: name, key, sort }));
}
