/** Who may do what to a share at which stage (Art. 25, 26): one table, asked before anything else. */
import type { Role } from './actor.ts';
import { type ShareCommandType, shareCommandTypes } from './share-command.ts';
import { type Share, type ShareState, type ShareStatus, statusAt } from './share-state.ts';

/** Whoever acts on shares. */
export interface ShareActor {
  readonly id: string;
  readonly roles: readonly Role[];
  readonly agency?: string;
}

/**
 * `holder`: an official of the agency that asks; `adviser`: a reviewer of the responsible department; `provider`: an
 * official of the agency whose data it is, who reads; `supervisor`: the Bureau; `auditor` reads everything.
 */
export const shareCapacities = ['holder', 'adviser', 'provider', 'supervisor', 'auditor'] as const;
export type ShareCapacity = (typeof shareCapacities)[number];

type Row = Partial<Readonly<Record<ShareCommandType, readonly ShareCapacity[]>>>;
const table: Readonly<Record<ShareStatus, Row>> = {
  asked: {
    advise: ['adviser'],
    approve: ['supervisor'],
    refuse: ['supervisor'],
    withdraw: ['holder'],
  },
  active: { revoke: ['supervisor'], 'give-back': ['holder'] },
  expired: {},
  refused: {},
  withdrawn: {},
  revoked: {},
  'given-back': {},
};

export type ShareAuthorization = 'allowed' | 'unknown-share' | 'share-not-permitted' | 'share-wrong-status';

/** A stranger learns nothing, not even that it exists. `now` is an ISO 8601 instant, UTC. */
export function authorizeShare(
  actor: ShareActor,
  state: ShareState,
  command: ShareCommandType,
  now: string,
): ShareAuthorization {
  const held = capacitiesIn(actor, state);
  if (state.status === 'new' || held.length === 0) return 'unknown-share';
  if (mayAt(held, statusAt(state, now), command)) return 'allowed';
  const isLate = (Object.keys(table) as ShareStatus[]).some((status) => mayAt(held, status, command));
  return isLate ? 'share-wrong-status' : 'share-not-permitted';
}

/** What an actor may command at `now`; a command may still be refused for what it says. */
export function shareCommandsFor(actor: ShareActor, share: Share, now: string): readonly ShareCommandType[] {
  const held = capacitiesIn(actor, share);
  return shareCommandTypes.filter((command) => mayAt(held, statusAt(share, now), command));
}

/** Publishers and reviewers are the officials of an agency: undefined for anybody else. */
export const agencyOf = ({ roles, agency }: Omit<ShareActor, 'id'>): string | undefined =>
  roles.includes('publisher') || roles.includes('reviewer') ? agency : undefined;

/** Nobody decides on what they asked for themselves. */
export function capacitiesIn(actor: ShareActor, state: ShareState): readonly ShareCapacity[] {
  if (state.status === 'new') return [];
  const { id, roles } = actor;
  const agency = agencyOf(actor);
  const isAsker = id === state.askedBy;
  const held: Readonly<Record<ShareCapacity, boolean>> = {
    holder: agency !== undefined && agency === state.agency,
    adviser: !isAsker && agency !== undefined && agency === state.department && roles.includes('reviewer'),
    provider: agency !== undefined && agency === state.provider,
    supervisor: !isAsker && roles.includes('supervisor'),
    auditor: roles.includes('auditor'),
  };
  return shareCapacities.filter((capacity) => held[capacity]);
}

const mayAt = (held: readonly ShareCapacity[], status: ShareStatus, command: ShareCommandType): boolean =>
  table[status][command]?.some((capacity) => held.includes(capacity)) ?? false;
