/** Given / when / then for the objection decider. */
import { decideObjection, type ObjectionCircumstances } from '../../functions/domain/objection.ts';
import type { ObjectionCommand } from '../../functions/domain/objection-command.ts';
import { evolveObjection } from '../../functions/domain/objection-evolve.ts';
import type { ObjectionActor, ObjectionCapacity } from '../../functions/domain/objection-permissions.ts';
import {
  noObjection,
  type Objection,
  type ObjectionState,
  type ObjectionStatus,
} from '../../functions/domain/objection-state.ts';
import { calendar } from './calendar-given.ts';

/** A Tuesday, 10:00 in China. */
export const now = '2026-03-10T02:00:00.000Z';
/** When every clock has run out, and the objector's words were kept long enough. */
export const muchLater = '2027-03-10T02:00:00.000Z';

const actor = (id: string, changes: Partial<ObjectionActor> = {}): ObjectionActor => ({
  id,
  roles: [],
  isObjector: false,
  ...changes,
});
export const actors = {
  objector: actor('objector', { isObjector: true }),
  supervisor: actor('zhao', { roles: ['supervisor'] }),
  department: actor('wang', { roles: ['reviewer'], agency: 'ecology' }),
  provider: actor('li', { roles: ['reviewer', 'publisher'], agency: 'changchun-water' }),
  auditor: actor('wu', { roles: ['auditor'] }),
  platform: actor('platform', { roles: ['platform'] }),
  stranger: actor('sun', { roles: ['reviewer', 'publisher'], agency: 'transport' }),
} satisfies Record<ObjectionCapacity | 'stranger', ObjectionActor>;

type File = Extract<ObjectionCommand, { type: 'file' }>;
export const file = (changes: Partial<File> = {}): File => ({
  type: 'file',
  kind: 'error',
  dataset: 'water-quality',
  version: 1,
  field: 'station',
  row: 7,
  provider: 'changchun-water',
  department: 'ecology',
  scope: 'department',
  words: 'a'.repeat(64),
  ...changes,
});

/** One of each, as they come from the service. */
export const commands: {
  readonly [Type in ObjectionCommand['type']]: Extract<ObjectionCommand, { type: Type }>;
} = {
  file: file(),
  'add-file': { type: 'add-file', file: 'b'.repeat(64) },
  supplement: { type: 'supplement', words: 'c'.repeat(64) },
  withdraw: { type: 'withdraw' },
  forward: { type: 'forward', note: '请核实第 7 行' },
  decide: { type: 'decide', outcome: 'corrected', reason: '已更正' },
  state: { type: 'state', stance: 'agree', text: '确有错误' },
  verify: { type: 'verify', outcome: 'corrected', reason: '经核实，已更正', verification: '电话核实' },
  conclude: { type: 'conclude' },
  quarantine: { type: 'quarantine', reason: '疑似泄露隐私' },
  escalate: { type: 'escalate', note: '请立即办理' },
  'tell-overdue': { type: 'tell-overdue' },
  erase: { type: 'erase' },
};

export const circumstances: ObjectionCircumstances = {
  now,
  calendar,
  region: '220000',
  departmentRegion: '220000',
};
type Changes = Partial<ObjectionCircumstances>;

export const deciding = (
  state: ObjectionState,
  command: ObjectionCommand,
  by: ObjectionActor,
  changes: Changes = {},
) => decideObjection(state, command, by, { ...circumstances, ...changes });

/** The code of the refusal, or the types of the events. */
export function answer(
  state: ObjectionState,
  command: ObjectionCommand,
  by: ObjectionActor,
  changes: Changes = {},
): string {
  const decision = deciding(state, command, by, changes);
  if (decision.outcome === 'refused') return decision.refusal.code;
  return decision.events.map(({ type }) => type).join(' ') || 'nothing';
}

export type Step = readonly [ObjectionCommand, ObjectionActor, at?: string];

/** The state after more commands that must all succeed. */
export function continued(state: ObjectionState, ...steps: readonly Step[]): Objection {
  const result = steps.reduce<ObjectionState>((before, [command, by, at = now]) => {
    const decision = deciding(before, command, by, { now: at });
    if (decision.outcome === 'refused') throw new Error(`${command.type}: ${decision.refusal.code}`);
    return decision.events.reduce<ObjectionState>(evolveObjection, before);
  }, state);
  if (result.status === 'new') throw new Error('nothing happened');
  return result;
}

const { objector, supervisor, department } = actors;
const received: readonly Step[] = [[commands.file, objector]];
const forwarded: readonly Step[] = [...received, [commands.forward, supervisor]];
const verified: readonly Step[] = [...forwarded, [commands.verify, department]];

/** One history for every status. */
export const histories: Readonly<Record<Exclude<ObjectionStatus, 'new'>, readonly Step[]>> = {
  received,
  forwarded,
  verified,
  concluded: [...verified, [commands.conclude, supervisor]],
  withdrawn: [...forwarded, [commands.withdraw, objector]],
};

/** The objection at a stage. */
export const at = (status: Exclude<ObjectionStatus, 'new'>): Objection =>
  continued(noObjection, ...histories[status]);
