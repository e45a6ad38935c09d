/** The clocks of an application, read from its events. */
import { type Application, type ApplicationClock, clockOfStatus } from './application-state.ts';
import { type Deadline, dueAt, isOverdue } from './deadline.ts';
import type { TimeLimit } from './time-limits.ts';
import type { WorkingCalendar } from './working-calendar.ts';

/** What time limits are counted by. */
export interface ClockTerms {
  readonly calendar: WorkingCalendar;
  /** GB/T 2260 code of the agency: holidays of its autonomous area count. */
  readonly region?: string;
  /** What the platform promises, as configured. */
  readonly promises: Readonly<Record<ApplicationClock, TimeLimit>>;
}

/** As much of an application as its clocks are read from. */
type Clocked = { readonly status: 'new' } | Pick<Application, 'status' | 'clocks'>;

/** Where a clock of the application stands; undefined while it has not started. */
export function clockOf(state: Clocked, clock: ApplicationClock, terms: ClockTerms): Deadline | undefined {
  if (state.status === 'new') return undefined;
  return dueAt(state.clocks[clock], terms.promises[clock], terms.calendar, terms.region);
}

/** The clock by which the agency is late at `now`; undefined when it is the applicant's turn, or still in time. */
export function overdueClock(state: Clocked, terms: ClockTerms, now: string): ApplicationClock | undefined {
  const clock = clockOfStatus[state.status];
  if (!clock || state.status === 'returned' || state.status === 'approved') return undefined;
  const deadline = clockOf(state, clock, terms);
  return deadline && isOverdue(deadline, now) ? clock : undefined;
}
