/**
 * Sessions of people who signed in, kept in the records. The browser holds a random id and nothing else; the records
 * hold only its hash, so that whoever reads them can be nobody. What a session is stands in one item that is never
 * changed; when it was last used and for whom its person acts stand beside it, so that no late write brings a
 * session back that was ended.
 */
import { randomBytes } from 'node:crypto';
import { type } from 'arktype';
import { type Actor, actingFor, roles } from '../domain/actor.ts';
import { once } from '../domain/once.ts';
import type { Now } from './clock.ts';
import { sha256 } from './event-log.ts';
import type { JsonObject, Records } from './ports.ts';

/** Milliseconds. */
export const sessionLimits = {
  /** Unused this long, a session ends. */
  idle: 30 * 60_000,
  /** However much it is used, it ends after this. */
  absolute: 8 * 3_600_000,
  /** Use is noted this often: a session may end so much before `idle`, never after. */
  noted: 60_000,
} as const;

export interface Session {
  /** With whom it acts for; `actor.session` is the hash of its id. */
  readonly actor: Actor;
  /** Proves that a request comes from the portal's own pages. */
  readonly csrfToken: string;
  /** As the provider gave it; names the sign-in when it is ended there too. */
  readonly idToken?: string;
}

const organisation = once(() => type({ creditCode: 'string', name: 'string' }));
const storedSession = once(() =>
  type({
    actor: {
      id: 'string',
      'name?': 'string',
      'email?': 'string',
      roles: type.enumerated(...roles).array(),
      'agency?': 'string',
      'organisations?': organisation().array(),
    },
    csrfToken: 'string',
    'idToken?': 'string',
    until: 'string',
  }),
);
const storedUse = once(() => type({ at: 'string' }));
const storedChoice = once(() => type({ actingFor: 'string' }));

const keysOf = (hash: string) => ({
  session: `session/${hash}`,
  use: `session-use/${hash}`,
  choice: `session-choice/${hash}`,
});
const isId = (id: string): boolean => /^[\w-]{43}$/.test(id);
const secret = (): string => randomBytes(32).toString('base64url');

export function createSessions({ records, now }: { readonly records: Records; readonly now: Now }) {
  const after = (milliseconds: number) => new Date(now().getTime() + milliseconds);

  /** Notes that a session is used now; never beyond its end. */
  const note = async (hash: string, until: Date): Promise<void> => {
    const idle = after(sessionLimits.idle);
    const expiresAt = idle < until ? idle : until;
    await records.put(keysOf(hash).use, { at: now().toISOString() }, { expiresAt });
  };

  /** Opens a session under a fresh id, which only the browser may keep. */
  const open = async (actor: Actor, idToken?: string): Promise<string> => {
    const id = secret();
    const { actingFor: _chosen, isUndecided: _open, session: _other, ...person } = actor;
    const until = after(sessionLimits.absolute);
    const value = { actor: person, csrfToken: secret(), until: until.toISOString(), idToken };
    // Without what JSON does not know: the records take plain JSON only.
    const plain = JSON.parse(JSON.stringify(value)) as JsonObject;
    await records.put(keysOf(sha256(id)).session, plain, { expiresAt: until });
    await note(sha256(id), until);
    return id;
  };

  /** The session of an id; undefined when there is none, or not any more. */
  const find = async (id: string): Promise<Session | undefined> => {
    if (!isId(id)) return undefined;
    const hash = sha256(id);
    const keys = keysOf(hash);
    const items = await Promise.all([keys.session, keys.use, keys.choice].map((key) => records.get(key)));
    const [session, use, choice] = items;
    if (!session || !use) return undefined;
    const { actor: person, csrfToken, idToken, until } = storedSession().assert(session);
    const used = Date.parse(storedUse().assert(use).at);
    const moment = now().getTime();
    if (moment >= Date.parse(until) || moment >= used + sessionLimits.idle) return undefined;
    if (moment >= used + sessionLimits.noted) await note(hash, new Date(until));
    const known = { ...person, session: hash };
    const actor = actingFor(known, choice && storedChoice().assert(choice).actingFor) ?? known;
    return { actor, csrfToken, ...(idToken !== undefined && { idToken }) };
  };

  /** From now on the session's person acts for `wanted`, a credit code or `self`; undefined when they may not. */
  const choose = async ({ actor }: Session, wanted: string): Promise<Actor | undefined> => {
    const chosen = actingFor(actor, wanted);
    if (!chosen || actor.session === undefined) return undefined;
    const expiresAt = after(sessionLimits.absolute);
    await records.put(keysOf(actor.session).choice, { actingFor: wanted }, { expiresAt });
    return chosen;
  };

  /** Ends the session of an id at once, whether or not there is one. */
  const end = async (id: string): Promise<void> => {
    const { session, use, choice } = keysOf(sha256(id));
    await records.remove(session);
    await Promise.all([use, choice].map((key) => records.remove(key)));
  };

  return { open, find, choose, end };
}
