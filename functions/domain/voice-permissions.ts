/** Who may do what to a voice at which stage: one table, asked before anything else, with ownership. */
import type { Role } from './actor.ts';
import { type VoiceAct, type VoiceCommandType, voiceCommandTypes } from './voice-command.ts';
import type { VoiceKind } from './voice-event.ts';
import { isPublicVoice, type Voice, type VoiceState, type VoiceStatus } from './voice-state.ts';

/** Whoever acts on voices. */
export interface VoiceActor {
  /** The account; absent without one. */
  readonly id?: string;
  readonly roles: readonly (Role | 'platform')[];
  readonly agency?: string;
  /** SHA-256 of the receipt code that the request brought. */
  readonly receipt?: string;
}

/**
 * `filer`: by account or receipt; `handler`: a reviewer or publisher of the agency addressed; `supervisor`: the Bureau,
 * which also has what is addressed to nobody; `reader`: an account that may read it; `auditor` reads everything; `platform`
 * keeps time.
 */
export const voiceCapacities = ['filer', 'handler', 'supervisor', 'auditor', 'reader', 'platform'] as const;
export type VoiceCapacity = (typeof voiceCapacities)[number];

type Row = Partial<Readonly<Record<VoiceAct['type'], readonly VoiceCapacity[]>>>;
const officials = ['handler', 'supervisor'] as const;
const kept: Row = { erase: ['platform'] };
const table: Readonly<Record<VoiceStatus, Row>> = {
  filed: { admit: officials, decline: officials, assign: officials, withdraw: ['filer'] },
  admitted: {
    answer: officials,
    assign: officials,
    hide: officials,
    withdraw: ['filer'],
    support: ['reader'],
    unsupport: ['reader'],
    ...kept,
  },
  answered: { answer: officials, hide: officials, support: ['reader'], unsupport: ['reader'], ...kept },
  declined: kept,
  hidden: kept,
  withdrawn: kept,
};

/** Commands that make sense for some kinds only. */
const onlyFor: Partial<Readonly<Record<VoiceAct['type'], readonly VoiceKind[]>>> = {
  support: ['data-request'],
  unsupport: ['data-request'],
};

export type VoiceAuthorization = 'allowed' | 'unknown-voice' | 'not-permitted' | 'wrong-status';

/** A stranger learns nothing, not even that it exists. */
export function authorizeVoice(
  actor: VoiceActor,
  state: VoiceState,
  command: VoiceAct['type'],
): VoiceAuthorization {
  const held = capacitiesIn(actor, state);
  if (state.status === 'new' || held.length === 0) return 'unknown-voice';
  if (mayHere(held, state, state.status, command)) return 'allowed';
  const atSomeStage = Object.keys(table) as VoiceStatus[];
  const isLate = atSomeStage.some((status) => mayHere(held, state, status, command));
  return isLate ? 'wrong-status' : 'not-permitted';
}

/** What an actor may command at this stage; a command may still be refused for what it says. */
export function voiceCommandsFor(actor: VoiceActor, state: VoiceState): readonly VoiceCommandType[] {
  if (state.status === 'new') return [];
  const held = capacitiesIn(actor, state);
  return voiceCommandTypes.filter((command) => mayHere(held, state, state.status, command));
}

/** Nobody has an office in what they filed themselves. */
export function capacitiesIn(actor: VoiceActor, state: VoiceState): readonly VoiceCapacity[] {
  if (state.status === 'new') return [];
  const isFiler = isFiledBy(actor, state);
  const isOfficial = actor.roles.includes('reviewer') || actor.roles.includes('publisher');
  const held: Readonly<Record<VoiceCapacity, boolean>> = {
    filer: isFiler,
    handler: !isFiler && isOfficial && actor.agency !== undefined && actor.agency === state.agency,
    supervisor: !isFiler && actor.roles.includes('supervisor'),
    auditor: actor.roles.includes('auditor'),
    reader: !isFiler && actor.id !== undefined && isPublicVoice(state),
    platform: actor.roles.includes('platform'),
  };
  return voiceCapacities.filter((capacity) => held[capacity]);
}

/** Who may read all of it; everybody else reads its public part, if it has one. */
export const readsAll = (actor: VoiceActor, state: VoiceState): boolean =>
  capacitiesIn(actor, state).some((capacity) => capacity !== 'reader' && capacity !== 'platform');

const isFiledBy = ({ id, receipt }: VoiceActor, voice: Voice): boolean =>
  (id !== undefined && id === voice.filer) || (receipt !== undefined && receipt === voice.receipt);

function mayHere(
  held: readonly VoiceCapacity[],
  { kind }: Voice,
  status: VoiceStatus,
  command: VoiceAct['type'],
): boolean {
  if (onlyFor[command]?.includes(kind) === false) return false;
  // A complaint that was accepted is answered in time by whom it was accepted (Art. 50): it neither goes away nor elsewhere.
  const isRunning = kind === 'complaint' && status === 'admitted';
  if (isRunning && command === 'hide') return false;
  const allowed = table[status][command]?.filter(
    (each) => !isRunning || command !== 'assign' || each === 'supervisor',
  );
  return allowed?.some((capacity) => held.includes(capacity)) ?? false;
}
