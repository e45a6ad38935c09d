/** The clocks of an objection (Art. 46), read from its events: all of them are set by law. */

import { type Deadline, dueAt, isOverdue } from './deadline.ts';
import { runningClock } from './objection-evolve.ts';
import type { Objection, ObjectionClock } from './objection-state.ts';
import { erasedFrom } from './retention.ts';
import { timeLimits } from './time-limits.ts';
import type { WorkingCalendar } from './working-calendar.ts';

/** What time limits are counted by. Regions are GB/T 2260 codes: holidays of autonomous areas count. */
export interface ObjectionTerms {
  readonly calendar: WorkingCalendar;
  /** Of the Bureau. */
  readonly region?: string;
  /** Of the responsible department, for its own clock. */
  readonly departmentRegion?: string;
}

type Clocked = Pick<Objection, 'status' | 'scope' | 'clocks'>;

/** By whose holidays a clock is counted. */
export const regionOf = (clock: ObjectionClock, terms: ObjectionTerms): string | undefined =>
  clock === 'objection.verify' ? terms.departmentRegion : terms.region;

/** Where a clock stands; undefined while it has not started. */
export function objectionClock(
  { clocks }: Pick<Objection, 'clocks'>,
  clock: ObjectionClock,
  terms: ObjectionTerms,
): Deadline | undefined {
  return dueAt(clocks[clock], timeLimits[clock], terms.calendar, regionOf(clock, terms));
}

/** The clock that runs against an office, and where it stands; undefined when none does. */
export function runningDeadline(
  state: Clocked,
  terms: ObjectionTerms,
): { readonly clock: ObjectionClock; readonly deadline: Deadline } | undefined {
  const clock = runningClock(state);
  const deadline = clock && objectionClock(state, clock, terms);
  return clock && deadline && { clock, deadline };
}

/** The clock by which an office is late at `now`; undefined when all is in time. */
export function lateClock(state: Clocked, terms: ObjectionTerms, now: string): ObjectionClock | undefined {
  const running = runningDeadline(state, terms);
  return running && isOverdue(running.deadline, now) ? running.clock : undefined;
}

/** One thing that is to be done by itself, and from when, ISO 8601, UTC. */
export interface ObjectionAppointment {
  readonly command: 'tell-overdue' | 'erase';
  readonly at: string;
}

/** What time alone will do to an objection as it stands; undefined for nothing. */
export function nextAppointment(state: Objection, terms: ObjectionTerms): ObjectionAppointment | undefined {
  const erase = state.erasedAt === undefined ? erasedFrom(state.endedAt) : undefined;
  if (erase !== undefined) return { command: 'erase', at: erase };
  const running = runningDeadline(state, terms);
  if (!running?.deadline.dueAt || state.overdueTold.includes(running.clock)) return undefined;
  return { command: 'tell-overdue', at: running.deadline.dueAt };
}
