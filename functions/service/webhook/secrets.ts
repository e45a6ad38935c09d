/**
 * The secrets of a webhook. Whoever signs needs the secret itself, so it is kept, unlike an access key, in a row of
 * its own: never in an event, so that no export, list or log holds it.
 */
import { type } from 'arktype';
import { once } from '../../domain/once.ts';
import type { IndexRow, Records } from '../ports.ts';

const secret = /^whsec_[A-Za-z0-9+/]+=*$/;
const stored = once(() => type({ current: secret, 'previous?': { secret, until: 'string' } }));
export type Secrets = ReturnType<typeof stored>['infer'];

export const secretPlace = (webhook: string) =>
  ({ index: 'webhook-secrets', key: webhook, sort: 'secret' }) as const;

export const secretRow = (webhook: string, value: Secrets): IndexRow => ({ ...secretPlace(webhook), value });

/** Throws where there is none: a webhook has one from its first event to its last. */
export async function readSecrets(records: Records, webhook: string): Promise<Secrets> {
  const { index, key } = secretPlace(webhook);
  const { rows } = await records.query(index, key, { limit: 1 });
  return stored().assert(rows[0]?.value);
}

/** The secrets to sign with at `now`, newest first. */
export function secretsAt({ current, previous }: Secrets, now: Date): readonly string[] {
  const isOverlap = previous !== undefined && now.getTime() < Date.parse(previous.until);
  return isOverlap ? [current, previous.secret] : [current];
}
