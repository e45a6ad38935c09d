/** Who may do what to an objection at which stage: one table, asked before anything else, with ownership. */
import type { Role } from './actor.ts';
import { type ObjectionCommandType, objectionCommandTypes } from './objection-command.ts';
import {
  isOpenObjection,
  type Objection,
  type ObjectionState,
  type ObjectionStatus,
} from './objection-state.ts';
import { type Office, officeKinds } from './office.ts';

/**
 * What an actor is to one objection: `objector` filed it, known by receipt or account; `supervisor` is the Bureau;
 * `department` a reviewer of the responsible department; `provider` one of the agency that provides the data; `auditor`
 * reads; `platform` keeps time.
 */
export const objectionCapacities = [
  'objector',
  'supervisor',
  'department',
  'provider',
  'auditor',
  'platform',
] as const;
export type ObjectionCapacity = (typeof objectionCapacities)[number];

export interface ObjectionActor {
  /** `objector` for whoever objects; else the account, or `platform`. */
  readonly id: string;
  readonly roles: readonly (Role | 'platform')[];
  readonly agency?: string;
  /** Holds the receipt, or is the account that filed it. */
  readonly isObjector: boolean;
}

type Row = Partial<Readonly<Record<ObjectionCommandType, readonly ObjectionCapacity[]>>>;

const following: Row = {
  supplement: ['objector'],
  'add-file': ['objector'],
  withdraw: ['objector'],
  'tell-overdue': ['platform'],
};
const offline: Row = { quarantine: ['supervisor', 'provider'] };

const table: Readonly<Record<ObjectionStatus, Row>> = {
  new: { file: ['objector'] },
  received: { forward: ['supervisor'], decide: ['supervisor'], ...following, ...offline },
  forwarded: {
    state: ['provider'],
    verify: ['department'],
    escalate: ['supervisor'],
    ...following,
    ...offline,
  },
  verified: { conclude: ['supervisor'], ...offline },
  concluded: { erase: ['platform'] },
  withdrawn: { erase: ['platform'] },
};

export type ObjectionAuthorization =
  | 'allowed'
  | 'unknown-objection'
  | 'not-permitted'
  | 'own-objection'
  | 'wrong-status';

/** Ownership first, then the command, then the stage: a stranger learns nothing. */
export function authorizeObjection(
  actor: ObjectionActor,
  state: ObjectionState,
  command: ObjectionCommandType,
): ObjectionAuthorization {
  const held = objectionCapacitiesOf(actor, state);
  if (held.length === 0) return 'unknown-objection';
  if (mayHere(held, state.status, command)) return 'allowed';
  if (state.status === 'new') return 'unknown-objection';
  const somewhere = Object.keys(table) as ObjectionStatus[];
  if (somewhere.some((status) => mayHere(held, status, command))) return 'wrong-status';
  const official = officesOf(actor, state);
  return actor.isObjector && somewhere.some((status) => mayHere(official, status, command))
    ? 'own-objection'
    : 'not-permitted';
}

/** What an actor may command at this stage; a command may still be refused for what it says. */
export function objectionCommandsFor(
  actor: ObjectionActor,
  state: ObjectionState,
): readonly ObjectionCommandType[] {
  const held = objectionCapacitiesOf(actor, state);
  return objectionCommandTypes.filter((command) => mayHere(held, state.status, command));
}

/** In which public office an actor gives a command that is allowed; undefined for the objector and the platform. */
export function objectionOffice(
  actor: ObjectionActor,
  state: ObjectionState,
  command: ObjectionCommandType,
): Office | undefined {
  const held: readonly string[] = objectionCapacitiesOf(actor, state).filter((each) =>
    mayHere([each], state.status, command),
  );
  const kind = officeKinds.find((each) => held.includes(each));
  return kind && { kind, ...(actor.agency !== undefined && { agency: actor.agency }) };
}

/** Whoever objects has no office in the matter. */
export function objectionCapacitiesOf(
  actor: ObjectionActor,
  state: ObjectionState,
): readonly ObjectionCapacity[] {
  if (actor.isObjector) return ['objector'];
  return state.status === 'new' ? [] : officesOf(actor, state);
}

function officesOf({ roles, agency }: ObjectionActor, state: ObjectionState): ObjectionCapacity[] {
  if (state.status === 'new') return [];
  const isReviewer = roles.includes('reviewer') && agency !== undefined;
  const reaches = isKnownToAgencies(state);
  const offices: Readonly<Partial<Record<ObjectionCapacity, boolean>>> = {
    supervisor: roles.includes('supervisor'),
    department: isReviewer && reaches && agency === state.department,
    provider: isReviewer && reaches && agency === state.provider,
    auditor: roles.includes('auditor'),
    platform: roles.includes('platform'),
  };
  return objectionCapacities.filter((capacity) => offices[capacity]);
}

/** The whole of an objection, for whoever has a part in it; undefined for everybody else. */
export const visibleObjection = (actor: ObjectionActor, state: ObjectionState): Objection | undefined =>
  state.status !== 'new' && objectionCapacitiesOf(actor, state).some((each) => each !== 'platform')
    ? state
    : undefined;

/**
 * It goes to the Bureau, and by the Bureau to others (Art. 46). Where data may be leaking, those who can take it offline
 * know of it from the start.
 */
export const isKnownToAgencies = ({ kind, forwarded, status }: Objection): boolean =>
  forwarded !== undefined || ((kind === 'privacy' || kind === 'secret') && isOpenObjection({ status }));

function mayHere(
  held: readonly ObjectionCapacity[],
  status: ObjectionStatus,
  command: ObjectionCommandType,
): boolean {
  return table[status][command]?.some((capacity) => held.includes(capacity)) ?? false;
}
