/**
 * Where somebody who is told of favourites is written to, and the secret with which they end that. Kept apart from all
 * else, in items and no event, as long as there is something to tell.
 */
import { randomBytes } from 'node:crypto';
import { type } from 'arktype';
import type { Actor } from '../../domain/actor.ts';
import { once } from '../../domain/once.ts';
import { sha256 } from '../event-log.ts';
import { reachable } from '../notification/outbox.ts';
import type { Records } from '../ports.ts';
import { changeNotices, listFavourites } from './favourites.ts';

const stored = once(() => type({ email: 'string', secret: 'string' }));
export type Subscriber = ReturnType<typeof stored>['infer'];

const keyOf = (person: string): string => `subscriber/${person}`;
/** The records hold the hash of the secret as a key, so that a list of keys opens nothing. */
const unsubscribeKey = (secret: string): string => `unsubscribe/${sha256(secret)}`;

export async function findSubscriber(records: Records, person: string): Promise<Subscriber | undefined> {
  const found = await records.get(keyOf(person));
  return found && stored().assert(found);
}

/** The address that a verified sign-in tells, kept while anything is told of; forgotten with the last one. */
export async function keepSubscriber(records: Records, { id, email }: Actor): Promise<void> {
  const [before, favourites] = await Promise.all([findSubscriber(records, id), listFavourites(records, id)]);
  const [address] = favourites.some(({ notify }) => notify) ? reachable([email]) : [];
  if (before?.email === address) return;
  if (address === undefined) return forget(records, id, before);
  const secret = before?.secret ?? randomBytes(32).toString('base64url');
  await records.put(unsubscribeKey(secret), { person: id });
  await records.put(keyOf(id), { email: address, secret });
}

async function forget(records: Records, person: string, before: Subscriber | undefined): Promise<void> {
  await records.remove(keyOf(person));
  if (before) await records.remove(unsubscribeKey(before.secret));
}

/** Ends all notices of whoever the secret was given to; the same for one that is unknown, or was used before. */
export async function unsubscribe(records: Records, secret: string): Promise<void> {
  if (!/^[\w-]{43}$/.test(secret)) return;
  const person = (await records.get(unsubscribeKey(secret)))?.person;
  if (typeof person !== 'string') return;
  await changeNotices(records, person, await listFavourites(records, person), false);
  await forget(records, person, await findSubscriber(records, person));
}
