/**
 * The decider of an objection (异议, Art. 46): given what happened and what is asked, by whom and when, the events that
 * follow, or a refusal.
 */
import { isBefore } from './china-time.ts';
import { lateClock, type ObjectionTerms } from './objection-clocks.ts';
import type { ObjectionCommand, ObjectionCommandType } from './objection-command.ts';
import type { ObjectionEvent } from './objection-event.ts';
import { authorizeObjection, type ObjectionActor } from './objection-permissions.ts';
import { type ObjectionRefusal, type ObjectionRefusalCode, objectionRefusals } from './objection-refusals.ts';
import type { Objection, ObjectionState, ObjectionTarget } from './objection-state.ts';
import { isPersonalReason } from './public-reason.ts';
import { erasedFrom } from './retention.ts';
import { isBlank } from './visible-text.ts';

export interface ObjectionCircumstances extends ObjectionTerms {
  /** ISO 8601 instant, UTC. */
  readonly now: string;
}

export type ObjectionDecision =
  | { readonly outcome: 'events'; readonly events: readonly ObjectionEvent[] }
  | { readonly outcome: 'refused'; readonly refusal: ObjectionRefusal };

type CommandOf<Type extends ObjectionCommandType> = Extract<ObjectionCommand, { type: Type }>;
type Happening = ObjectionEvent extends infer Event
  ? Event extends ObjectionEvent
    ? Pick<Event, 'type' | 'data'>
    : never
  : never;
type Answer = readonly Happening[] | ObjectionRefusalCode;

/** Decides `command`. The calendar and the moment are part of the circumstances: nothing is looked up. */
export function decideObjection(
  state: ObjectionState,
  command: ObjectionCommand,
  actor: ObjectionActor,
  circumstances: ObjectionCircumstances,
): ObjectionDecision {
  const answer = answerTo(state, command, actor, circumstances);
  if (typeof answer === 'string') return refused(state, answer);
  const { now: at } = circumstances;
  const events = answer.map((happening) => ({ ...happening, at, actor: actor.id }) as ObjectionEvent);
  return { outcome: 'events', events };
}

function answerTo(
  state: ObjectionState,
  command: ObjectionCommand,
  actor: ObjectionActor,
  circumstances: ObjectionCircumstances,
): Answer {
  const authorization = authorizeObjection(actor, state, command.type);
  if (authorization !== 'allowed') return authorization;
  if (command.type === 'file') return file(command);
  if (state.status === 'new') throw new TypeError(`the table lets "${command.type}" begin an objection`);
  const handler = handlers[command.type] as (
    state: Objection,
    command: ObjectionCommand,
    circumstances: ObjectionCircumstances,
  ) => Answer;
  return handler(state, command, circumstances);
}

/** What is received is marked at once: the working day that Art. 46 gives is not needed. */
function file(command: CommandOf<'file'>): Answer {
  const { kind, dataset, version, field, row, provider, department, scope, words } = command;
  const target: ObjectionTarget = {
    dataset,
    ...(version !== undefined && { version }),
    ...(field !== undefined && { field }),
    ...(row !== undefined && { row }),
  };
  return [
    { type: 'filed', data: { kind, target, provider, department, scope, words } },
    { type: 'marked', data: {} },
  ];
}

/** What an objector may add: readers read all of it. */
const most = { supplements: 10, files: 10 } as const;

type Handlers = {
  readonly [Type in Exclude<ObjectionCommandType, 'file'>]: (
    state: Objection,
    command: CommandOf<Type>,
    circumstances: ObjectionCircumstances,
  ) => Answer;
};

const handlers: Handlers = {
  supplement: ({ supplements }, { words }) =>
    supplements >= most.supplements ? 'supplements-full' : [{ type: 'supplemented', data: { words } }],
  'add-file': ({ files }, { file: added }) => {
    if (files.includes(added)) return [];
    return files.length >= most.files ? 'supplements-full' : [{ type: 'file-added', data: { file: added } }];
  },
  withdraw: () => [{ type: 'withdrawn', data: {} }],
  forward: ({ scope }, { note }) => {
    if (scope === 'bureau') return 'bureau-scope';
    if (note !== undefined && isBlank(note)) return 'blank-text';
    return [{ type: 'forwarded', data: { ...(note !== undefined && { note }) } }];
  },
  decide: ({ scope }, { outcome, reason }, { now }) => {
    if (scope === 'department') return 'department-scope';
    return reasonFault(reason, now) ?? [{ type: 'decided', data: { outcome, reason } }];
  },
  state: ({ statement }, { stance, text }) => {
    if (statement) return 'statement-given';
    return isBlank(text) ? 'blank-text' : [{ type: 'stated', data: { stance, text } }];
  },
  verify,
  conclude: () => [{ type: 'concluded', data: {} }],
  quarantine: ({ kind, quarantinedAt }, { reason, legalBasis }, { now }) => {
    if (kind !== 'privacy' && kind !== 'secret') return 'not-quarantinable';
    if (quarantinedAt !== undefined) return 'quarantined-already';
    const data = { reason, ...(legalBasis !== undefined && { legalBasis }) };
    return reasonFault(reason, now, legalBasis) ?? [{ type: 'quarantined', data }];
  },
  escalate: (state, { note }, circumstances) => {
    const clock = lateClock(state, circumstances, circumstances.now);
    if (!clock) return 'not-overdue';
    if (isBlank(note)) return 'blank-text';
    if (state.escalations.some((escalation) => escalation.clock === clock)) return 'escalated-already';
    return [{ type: 'escalated', data: { clock, note } }];
  },
  'tell-overdue': (state, _, circumstances) => {
    const clock = lateClock(state, circumstances, circumstances.now);
    if (!clock) return 'not-overdue';
    return state.overdueTold.includes(clock) ? [] : [{ type: 'fell-overdue', data: { clock } }];
  },
  erase: ({ endedAt, erasedAt }, _, { now }) => {
    if (erasedAt !== undefined) return [];
    const from = erasedFrom(endedAt);
    return from === undefined || isBefore(now, from) ? 'not-run-out' : [{ type: 'erased', data: {} }];
  },
};

/** The department verifies with the providing agency, unless it is that itself (Art. 46(2)). */
function verify(
  { provider, department, statement }: Objection,
  { outcome, reason, verification }: CommandOf<'verify'>,
  { now }: ObjectionCircumstances,
): Answer {
  const isVerified = provider === department || statement !== undefined || !isBlank(verification);
  if (!isVerified) return 'not-verified';
  const data = { outcome, reason, ...(verification !== undefined && { verification }) };
  return reasonFault(reason, now) ?? [{ type: 'verified', data }];
}

/** Reasons are public: they are written out, and hold no personal data that the privacy gate would find (Art. 45). */
function reasonFault(reason: string, now: string, legalBasis?: string): ObjectionRefusalCode | undefined {
  if (isBlank(reason)) return 'blank-text';
  return isPersonalReason([reason, legalBasis], now) ? 'personal-reason' : undefined;
}

/** What came before is told to those who lose a race. */
function refused(state: ObjectionState, code: ObjectionRefusalCode): ObjectionDecision {
  const isLate = code === 'wrong-status' && state.status !== 'new';
  const happened = isLate ? { happened: state.latest } : {};
  return { outcome: 'refused', refusal: { code, message: objectionRefusals[code], ...happened } };
}
