/** Given / when / then for the publication decider. */
import type { Actor, Role } from '../../functions/domain/actor.ts';
import type { Dataset } from '../../functions/domain/dataset.ts';
import {
  decide,
  evolve,
  noPublication,
  type PublicationCommand,
} from '../../functions/domain/publication.ts';
import type { PublicationEvent } from '../../functions/domain/publication-event.ts';
import type { PublicationState, PublicationStatus } from '../../functions/domain/publication-state.ts';
import { facts, finding, openDataset } from './examples.ts';

export const now = '2026-03-10T02:00:00.000Z';

export const person = (id: string, role: Role, agency = 'ecology'): Actor => ({
  id,
  roles: [role],
  ...(role === 'publisher' || role === 'reviewer' ? { agency } : {}),
});
export const publisher = person('li', 'publisher');
export const reviewer = person('wang', 'reviewer');
export const supervisor = person('zhao', 'supervisor');
export const operator = person('local', 'operator');

type Publish = Extract<PublicationCommand, { type: 'publish' }>;

export const publish = (dataset: Dataset = openDataset, changes: Partial<Publish> = {}): Publish => ({
  type: 'publish',
  dataset,
  findings: [],
  flags: [],
  ...changes,
});
export const clean = publish(openDataset, { version: facts('clean') });
export const leaky = publish(openDataset, { version: facts('leaky'), findings: [finding('resident')] });
export const request = {
  type: 'request-override',
  contentHash: 'leaky',
  reason: '公示需要，公众应当知晓',
  legalBasis: '《政府信息公开条例》第十五条',
} as const;
export const approve = { type: 'approve-override', contentHash: 'leaky' } as const;
export const refuse = { type: 'refuse-override', contentHash: 'leaky', reason: '依据不足' } as const;
export const withdrawVersion = { type: 'withdraw-version', number: 1, reason: '数据有误' } as const;
export const withdrawDataset = { type: 'withdraw-dataset', reason: '职责调整' } as const;

export const quarantine = { type: 'quarantine', reason: '疑似泄露隐私' } as const;
export const requestRelease = {
  type: 'request-release',
  reason: '经核实不含个人信息',
  legalBasis: '《办法》第四十六条',
} as const;
export const approveRelease = { type: 'approve-release' } as const;
export const refuseRelease = { type: 'refuse-release', reason: '核实不足' } as const;
export const recordPurge = { type: 'record-purge', places: [] } as const;

export type Step = readonly [PublicationCommand, Actor];

/** The state after commands that must all succeed. */
export function stateAfter(...steps: readonly Step[]): PublicationState {
  return steps.reduce(
    (state, [command, actor]) => eventsOf(state, command, actor).reduce(evolve, state),
    noPublication,
  );
}

/** The events of a command that must succeed. */
export function eventsOf(
  state: PublicationState,
  command: PublicationCommand,
  actor: Actor,
): readonly PublicationEvent[] {
  const decision = decide(state, command, actor, now);
  if (decision.outcome === 'refused')
    throw new Error(`${command.type} was refused: ${decision.refusal.code}`);
  return decision.events;
}

/** The code of the refusal, or the types of the events. */
export function answer(state: PublicationState, command: PublicationCommand, actor: Actor): string {
  const decision = decide(state, command, actor, now);
  return decision.outcome === 'refused'
    ? decision.refusal.code
    : decision.events.map(({ type }) => type).join(' ') || 'nothing';
}

/** One history for every status. */
export const histories: Readonly<Record<PublicationStatus, readonly Step[]>> = {
  new: [],
  published: [[clean, publisher]],
  blocked: [
    [clean, publisher],
    [leaky, publisher],
  ],
  'override-requested': [
    [clean, publisher],
    [leaky, publisher],
    [request, publisher],
  ],
  'override-approved': [
    [clean, publisher],
    [leaky, publisher],
    [request, publisher],
    [approve, reviewer],
  ],
  'override-refused': [
    [clean, publisher],
    [leaky, publisher],
    [request, publisher],
    [refuse, reviewer],
  ],
  quarantined: [
    [clean, publisher],
    [quarantine, publisher],
  ],
  withdrawn: [
    [clean, publisher],
    [withdrawDataset, publisher],
  ],
};
