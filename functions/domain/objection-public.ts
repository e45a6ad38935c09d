/** What everybody may know of an objection: never its words, and nothing of who objects. */
import { endOfDayInChina } from './china-time.ts';
import type { Deadline } from './deadline.ts';
import { type ObjectionTerms, objectionClock } from './objection-clocks.ts';
import {
  type Objection,
  type ObjectionClock,
  type ObjectionKind,
  type ObjectionOutcome,
  type ObjectionScope,
  type ObjectionTarget,
  objectionClocks,
} from './objection-state.ts';

export interface PublicClock
  extends Pick<Deadline, 'limit' | 'startedAt' | 'dueOn' | 'dueAt' | 'provisional' | 'stoppedAt'> {
  readonly clock: ObjectionClock;
}

export interface PublicObjection extends ObjectionTarget {
  readonly id: string;
  readonly kind: ObjectionKind;
  readonly status: Objection['status'];
  readonly provider: string;
  readonly department: string;
  readonly scope: ObjectionScope;
  readonly filedAt: string;
  readonly markedAt?: string;
  readonly clocks: readonly PublicClock[];
  readonly quarantinedAt?: string;
  /** Once the objector was told. */
  readonly outcome?: ObjectionOutcome;
  readonly reason?: string;
  readonly endedAt?: string;
}

/** The public part, with where each clock stands. */
export function publicObjection(id: string, state: Objection, terms: ObjectionTerms): PublicObjection {
  const { kind, status, provider, department, scope, filedAt, markedAt, quarantinedAt, endedAt } = state;
  return {
    id,
    kind,
    ...publicTarget(state),
    status,
    provider,
    department,
    scope,
    filedAt,
    ...(markedAt !== undefined && { markedAt }),
    clocks: objectionClocks.flatMap((clock) => publicClock(clock, objectionClock(state, clock, terms))),
    ...(quarantinedAt !== undefined && { quarantinedAt }),
    ...(status === 'concluded' &&
      state.finding && { outcome: state.finding.outcome, reason: state.finding.reason }),
    ...(endedAt !== undefined && { endedAt }),
  };
}

/** Where personal data or a secret stands is not shown to everybody: that would lead readers to it (Art. 45). */
function publicTarget({ kind, target }: Pick<Objection, 'kind' | 'target'>): ObjectionTarget {
  if (kind === 'error' || kind === 'omission') return target;
  const { dataset, version } = target;
  return { dataset, ...(version !== undefined && { version }) };
}

function publicClock(clock: ObjectionClock, deadline: Deadline | undefined): PublicClock[] {
  if (!deadline) return [];
  const { limit, startedAt, dueOn, dueAt, provisional, stoppedAt } = deadline;
  return [
    {
      clock,
      limit,
      startedAt,
      ...(dueOn !== undefined && { dueOn, dueAt: dueAt ?? endOfDayInChina(dueOn) }),
      provisional,
      ...(stoppedAt !== undefined && { stoppedAt }),
    },
  ];
}
