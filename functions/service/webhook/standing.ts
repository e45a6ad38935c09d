/** Whether a webhook takes what is sent to it: when it last did, and since when it does not. */
import { type } from 'arktype';
import { once } from '../../domain/once.ts';
import type { IndexRow, Records } from '../ports.ts';

const stored = once(() => type({ 'at?': 'string', 'failingSince?': 'string' }));
type Standing = ReturnType<typeof stored>['infer'];

const place = (webhook: string) => ({ index: 'webhook-success', key: webhook, sort: 'latest' }) as const;

async function load(records: Records, webhook: string): Promise<Standing> {
  const { index, key } = place(webhook);
  const { rows } = await records.query(index, key, { limit: 1 });
  return rows[0] ? stored().assert(rows[0].value) : {};
}

/** When a webhook last took a message, as an ISO 8601 instant; undefined for never. */
export const lastSuccess = async (records: Records, webhook: string): Promise<string | undefined> =>
  (await load(records, webhook)).at;

/** The first of the attempts that failed since; undefined while it takes what is sent. */
export const failingSince = async (records: Records, webhook: string): Promise<string | undefined> =>
  (await load(records, webhook)).failingSince;

/** The row after an attempt at `at`, an ISO 8601 instant. */
export async function standingRow(
  records: Records,
  webhook: string,
  isTaken: boolean,
  at: string,
): Promise<IndexRow> {
  if (isTaken) return { ...place(webhook), value: { at } };
  const before = await load(records, webhook);
  return { ...place(webhook), value: { failingSince: at, ...before } };
}
