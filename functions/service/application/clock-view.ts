/** A clock as both sides see it: when it is due, how much is left, and how that was computed. */
import { type ClockTerms, clockOf, overdueClock } from '../../domain/application-clocks.ts';
import type { Application, ApplicationClock } from '../../domain/application-state.ts';
import { type Deadline, isOverdue, remainingWorkingDays } from '../../domain/deadline.ts';
import { limitKind } from '../../domain/time-limits.ts';

type Clocked = Pick<Application, 'status' | 'clocks'>;
const clocks: readonly ApplicationClock[] = [
  'application.precheck',
  'application.review',
  'application.signing',
];

export interface ClockView extends Deadline {
  readonly clock: ApplicationClock;
  /** Never statutory: the Measures set no limit for reviewing an application. */
  readonly kind: 'statutory' | 'promise';
  /** Of `limit`, the working days that an extension added; 0 without one. */
  readonly extended: number;
  /** Working days that have passed, up to today or to where the clock stands or stopped. */
  readonly elapsed: number;
  /** Working days; negative when it is overdue. */
  readonly remaining: number;
  readonly overdue: boolean;
}

/** The clocks that have started, in their order. `now` is an ISO 8601 instant, UTC. */
export function clockViews(state: Clocked, terms: ClockTerms, now: string): readonly ClockView[] {
  return clocks.flatMap((clock) => {
    const deadline = clockOf(state, clock, terms);
    if (!deadline) return [];
    const remaining = remainingWorkingDays(deadline, now, terms.calendar, terms.region);
    const kind = limitKind(terms.promises[clock]);
    const extended = deadline.limit - terms.promises[clock].days;
    const elapsed = deadline.limit - remaining;
    return [{ clock, kind, ...deadline, extended, elapsed, remaining, overdue: isOverdue(deadline, now) }];
  });
}

/** The clock that runs against the agency: its last day and its end; undefined when it is not the agency's turn. */
export function runningClock(
  state: Clocked,
  terms: ClockTerms,
): Pick<Deadline, 'dueOn' | 'dueAt'> | undefined {
  if (state.status !== 'submitted' && state.status !== 'accepted') return undefined;
  return clockOf(state, state.status === 'submitted' ? 'application.precheck' : 'application.review', terms);
}

export const isLate = (state: Clocked, terms: ClockTerms, now: string): boolean =>
  overdueClock(state, terms, now) !== undefined;
