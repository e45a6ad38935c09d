/**
 * Making keys and taking them back: by those who act for the party, named in the application, or by the officials of the
 * agency that a share was granted to. `application` is the id of either.
 */

import { type AccessKeyRefusalCode, accessKeyRefusals } from '../../domain/access-key-refusals.ts';
import { type AccessKey, type AccessKeyCommand, isLiveKey } from '../../domain/access-keys.ts';
import type { Actor } from '../../domain/actor.ts';
import { type Capacity, capacitiesOf } from '../../domain/application-permissions.ts';
import { applicationRefusals } from '../../domain/application-refusals.ts';
import type { Refusal } from '../../domain/refusal.ts';
import { shareRefusals } from '../../domain/share-command.ts';
import { capacitiesIn, type ShareCapacity } from '../../domain/share-permissions.ts';
import { isShareId } from '../../domain/share-state.ts';
import { applicationActor } from '../application/acting.ts';
import { loadApplication } from '../application/stream.ts';
import type { Now } from '../clock.ts';
import type { Records } from '../ports.ts';
import { loadShare, shareActor } from '../share/stream.ts';
import { inForce, readGrant } from './grant-rows.ts';
import { changeKeys, findKey, loadKeys } from './keys.ts';
import { makeKey } from './secret.ts';
import { lastUsed } from './use.ts';

/** Who may do what with the keys of an application; whoever may not even see them learns nothing. */
const rights = {
  manage: ['member'],
  see: ['member', 'colleague', 'reviewer', 'supervisor', 'auditor'],
} as const satisfies Record<string, readonly Capacity[]>;

/** The same for the keys of a share. */
const shareRights = {
  manage: ['holder'],
  see: ['holder', 'provider', 'supervisor', 'auditor'],
} as const satisfies Record<keyof typeof rights, readonly ShareCapacity[]>;

type RefusalCode = AccessKeyRefusalCode | 'unknown-application' | 'unknown-share' | 'not-permitted';
export type Refused = { readonly outcome: 'refused'; readonly refusal: Refusal<RefusalCode> };

function refuse(code: RefusalCode): Refused {
  return {
    outcome: 'refused',
    refusal: { code, message: { ...applicationRefusals, ...accessKeyRefusals, ...shareRefusals }[code] },
  };
}

/** A key as its holder and the agency see it: never the key itself, never its hash. */
export interface AccessKeyView {
  readonly id: string;
  readonly application: string;
  readonly name: string;
  /** What the key begins with, so that one that is found somewhere is recognised. */
  readonly prefix: string;
  /** `replaced`: valid until `until`. `ended`: it was replaced, or the grant has ended. */
  readonly status: 'active' | 'replaced' | 'revoked' | 'ended';
  readonly addresses: readonly string[];
  readonly createdAt: string;
  readonly createdBy: string;
  readonly replaces?: string;
  readonly until?: string;
  readonly revokedAt?: string;
  /** To about a second; null for never. */
  readonly lastUsedAt: string | null;
}

export type KeyMade =
  /** `secret` is the key: told now, and never again. */
  { readonly outcome: 'made'; readonly key: AccessKeyView; readonly secret: string } | Refused;
export type KeyChanged = { readonly outcome: 'changed'; readonly key: AccessKeyView } | KeyMade;
export type KeyChange =
  | { readonly type: 'rotate'; readonly overlapHours: number }
  | { readonly type: 'revoke' }
  | { readonly type: 'rename'; readonly name: string }
  | { readonly type: 'allow-list'; readonly addresses: readonly string[] };

export interface KeyDeps {
  readonly records: Records;
  readonly now: Now;
}

/** `allowed`, or why the actor may not do this with the keys of the application. */
export async function mayWithKeys(
  { records }: KeyDeps,
  application: string,
  actor: Actor,
  right: keyof typeof rights,
): Promise<Refused | 'allowed'> {
  if (isShareId(application)) {
    const held = capacitiesIn(shareActor(actor), (await loadShare(records, application)).state);
    return answer(held, shareRights, right, 'unknown-share');
  }
  const { state } = await loadApplication(records, application);
  const held = state.status === 'new' ? [] : capacitiesOf(applicationActor(actor), state);
  return answer(held, rights, right, 'unknown-application');
}

function answer<Held>(
  held: readonly Held[],
  wanted: Readonly<Record<keyof typeof rights, readonly Held[]>>,
  right: keyof typeof rights,
  unknown: 'unknown-application' | 'unknown-share',
): Refused | 'allowed' {
  const has = (capacities: readonly Held[]) => held.some((capacity) => capacities.includes(capacity));
  if (!has(wanted.see)) return refuse(unknown);
  return has(wanted[right]) ? 'allowed' : refuse('not-permitted');
}

/** Makes a key for a grant in force. */
export async function createKey(
  deps: KeyDeps,
  request: { readonly application: string; readonly name: string; readonly addresses: readonly string[] },
  actor: Actor,
): Promise<KeyMade> {
  const { application, ...rest } = request;
  const may = await mayWithKeys(deps, application, actor, 'manage');
  if (may !== 'allowed') return may;
  return make(deps, application, (made) => ({ type: 'create', made, ...rest }), actor);
}

async function make(
  deps: KeyDeps,
  application: string,
  command: (made: ReturnType<typeof makeKey>['made']) => AccessKeyCommand,
  actor: Actor,
): Promise<KeyMade> {
  const { made, text } = makeKey(deps.now());
  const keys = await changeKeys(deps, application, command(made), actor.id);
  if (typeof keys === 'string') return refuse(keys);
  return { outcome: 'made', key: await viewOf(deps, application, keys, made.id), secret: text };
}

/** Changes one key. Its application is found by the key; who has no part in that hears that there is no such key. */
export async function changeKey(
  deps: KeyDeps,
  id: string,
  change: KeyChange,
  actor: Actor,
): Promise<KeyChanged> {
  const found = await findKey(deps.records, id);
  if (!found) return refuse('unknown-key');
  const { application } = found;
  const may = await mayWithKeys(deps, application, actor, 'manage');
  if (may !== 'allowed') return may.refusal.code === 'not-permitted' ? may : refuse('unknown-key');
  if (change.type === 'rotate')
    return make(deps, application, (made) => ({ ...change, key: id, made }), actor);
  const keys = await changeKeys(deps, application, { ...change, key: id }, actor.id);
  if (typeof keys === 'string') return refuse(keys);
  return { outcome: 'changed', key: await viewOf(deps, application, keys, id) };
}

/** The keys of an application, oldest first. */
export async function listKeys(
  deps: KeyDeps,
  application: string,
  actor: Actor,
): Promise<{ readonly outcome: 'listed'; readonly keys: readonly AccessKeyView[] } | Refused> {
  const may = await mayWithKeys(deps, application, actor, 'see');
  if (may !== 'allowed') return may;
  return {
    outcome: 'listed',
    keys: await viewsOf(deps, application, await loadKeys(deps.records, application)),
  };
}

async function viewOf(deps: KeyDeps, application: string, keys: readonly AccessKey[], id: string) {
  const [view] = await viewsOf(
    deps,
    application,
    keys.filter((key) => key.id === id),
  );
  if (!view) throw new TypeError(`${id} is not among the keys that it was changed with`);
  return view;
}

/** Keys as they are shown. */
export async function viewsOf(
  { records, now }: KeyDeps,
  application: string,
  keys: readonly AccessKey[],
): Promise<readonly AccessKeyView[]> {
  const moment = now();
  const isGranted = inForce(await readGrant(records, application), moment) !== undefined;
  const used = await Promise.all(keys.map(({ id }) => lastUsed(records, id)));
  return keys.map(({ hash: _, ...key }, index) => {
    const lastUsedAt = used[index] ?? null;
    const prefix = `jlod_live_${key.id.slice('key_'.length)}`;
    return { ...key, application, prefix, status: statusOf(key, isGranted, moment), lastUsedAt };
  });
}

function statusOf(key: Omit<AccessKey, 'hash'>, isGranted: boolean, moment: Date): AccessKeyView['status'] {
  if (key.revokedAt !== undefined) return 'revoked';
  if (!isGranted || !isLiveKey(key, moment.toISOString())) return 'ended';
  return key.until === undefined ? 'active' : 'replaced';
}
