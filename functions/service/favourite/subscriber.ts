/**
 * Where somebody who is told of favourites is written to, and the secret with which they end that. Kept apart from all
 * else, in items and no event. The address is kept as long as there is something to tell; the secret outlives it, the same
 * for one person, because mail programs unsubscribe with the link of any mail they hold, however late (RFC 8058).
 */
import { randomBytes } from 'node:crypto';
import { type } from 'arktype';
import type { Actor } from '../../domain/actor.ts';
import { once } from '../../domain/once.ts';
import type { Now } from '../clock.ts';
import { sha256 } from '../event-log.ts';
import { reachable } from '../notification/outbox.ts';
import type { Records } from '../ports.ts';
import { changeNotices, listFavourites, turnOf } from './favourites.ts';

/** At least 400 days from a mail on: the last one may wait in the outbox for some time. */
const secretDays = 430;
/** Of following a list that is being changed; each change follows it by itself. */
const mostAttempts = 10;

const stored = once(() => type({ 'email?': 'string', secret: 'string' }));
type Stored = ReturnType<typeof stored>['infer'];
export type Subscriber = Required<Stored>;

export interface SubscriberDeps {
  readonly records: Records;
  readonly now: Now;
}

const keyOf = (person: string): string => `subscriber/${person}`;
/** The records hold the hash of the secret as a key, so that a list of keys opens nothing. */
const unsubscribeKey = (secret: string): string => `unsubscribe/${sha256(secret)}`;
const secretExpiry = (now: Now): Date => new Date(now().getTime() + secretDays * 86_400_000);

async function load(records: Records, person: string): Promise<Stored | undefined> {
  const found = await records.get(keyOf(person));
  return found && stored().assert(found);
}

/** Undefined for whoever is not written to. */
export async function findSubscriber(records: Records, person: string): Promise<Subscriber | undefined> {
  const { email, secret } = (await load(records, person)) ?? {};
  return email === undefined || secret === undefined ? undefined : { email, secret };
}

/** Whether a mail that waits is still wanted: by who was given the link in it to end that, at this address. */
export async function isWrittenTo(
  records: Records,
  { to, unsubscribe }: { readonly to: string; readonly unsubscribe: string },
): Promise<boolean> {
  const secret = URL.parse(unsubscribe)?.searchParams.get('token') ?? '';
  const person = (await records.get(unsubscribeKey(secret)))?.person;
  return typeof person === 'string' && (await findSubscriber(records, person))?.email === to;
}

/**
 * The address that a verified sign-in tells, kept while anything is told of; forgotten with the last one. A token that
 * tells no address says nothing of where mail goes, and changes nothing of it. Whoever comes last sees what all others
 * changed: as long as the list changes meanwhile, it is looked at again.
 */
export async function keepSubscriber(deps: SubscriberDeps, actor: Actor): Promise<void> {
  for (let attempt = 0; attempt < mostAttempts; attempt += 1) {
    const turn = await turnOf(deps.records, actor.id);
    await keepAsListed(deps, actor);
    if ((await turnOf(deps.records, actor.id)) === turn) return;
  }
}

async function keepAsListed(deps: SubscriberDeps, { id, email }: Pick<Actor, 'id' | 'email'>): Promise<void> {
  const { records } = deps;
  const [before, favourites] = await Promise.all([load(records, id), listFavourites(records, id)]);
  if (!favourites.some(({ notify }) => notify)) return forget(deps, id, before);
  if (email === undefined || before?.email === email) return;
  const [address] = reachable([email]);
  if (address === undefined) return forget(deps, id, before);
  const secret = before?.secret ?? randomBytes(32).toString('base64url');
  await keepSecret(deps, id, secret);
  await records.put(keyOf(id), { email: address, secret });
}

/** Called with each mail that tells the secret: it holds from then on for at least 400 days. */
export async function keepSecret(
  { records, now }: SubscriberDeps,
  person: string,
  secret: string,
): Promise<void> {
  await records.put(unsubscribeKey(secret), { person }, { expiresAt: secretExpiry(now) });
}

/** The address goes, the secret stays for the mails that tell it. */
async function forget(
  { records, now }: SubscriberDeps,
  person: string,
  before: Stored | undefined,
): Promise<void> {
  if (before?.email === undefined) return;
  await records.put(keyOf(person), { secret: before.secret }, { expiresAt: secretExpiry(now) });
}

/**
 * Ends all notices of whoever the secret was given to, whenever it comes; the same answer for one that is unknown.
 * `overtaken`: the person is changing them at this moment, so that some may be left; it can be asked again.
 */
export async function unsubscribe(deps: SubscriberDeps, secret: string): Promise<'done' | 'overtaken'> {
  const { records } = deps;
  if (!/^[\w-]{43}$/.test(secret)) return 'done';
  const person = (await records.get(unsubscribeKey(secret)))?.person;
  if (typeof person !== 'string') return 'done';
  if ((await changeNotices(records, person, false)) === 'overtaken') return 'overtaken';
  await keepAsListed(deps, { id: person });
  return 'done';
}
