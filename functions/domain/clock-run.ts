/**
 * Clocks that ran against an office, and what came of them (Art. 22, 46, 50): what monitoring, the yearly evaluation and the
 * open data about the platform count. The time of an applicant to sign is no office's, and is not among them.
 */
import { isBefore } from './china-time.ts';
import { type ClockEvent, type Deadline, dueAt, isOverdue } from './deadline.ts';
import { type ClockName, clocks, limitKind, type TimeLimit, timeLimits } from './time-limits.ts';
import type { WorkingCalendar } from './working-calendar.ts';

export type OfficeClock = Exclude<ClockName, 'application.signing'>;
export const officeClocks = clocks.filter((clock): clock is OfficeClock => clock !== 'application.signing');

/** What clocks are counted by; `regionOf` answers the GB/T 2260 code of an agency. */
export interface RunTerms {
  readonly calendar: WorkingCalendar;
  /** What the platform promises, as configured; default: the table of time limits. */
  readonly promises?: Partial<Readonly<Record<ClockName, TimeLimit>>>;
  readonly regionOf: (agency: string) => string | undefined;
  /** ISO 8601 instant, UTC. */
  readonly now: string;
}

/** `met`: stopped in time; `missed`: stopped too late, or still going past its end (then also `overdue`). */
export interface ClockRun {
  readonly clock: OfficeClock;
  /** Against whom it runs. */
  readonly agency: string;
  readonly startedAt: string;
  readonly state: 'running' | 'met' | 'missed';
  readonly overdue: boolean;
  readonly dueOn?: string;
  /** The first moment that is too late. */
  readonly dueAt?: string;
  readonly stoppedAt?: string;
}

/** An office that had a matter before, until it went to another. */
export interface EarlierOffice {
  /** Absent for the Bureau. */
  readonly agency?: string;
  /** ISO 8601 instant, UTC. */
  readonly until: string;
}

/**
 * Whose a clock is that came out at `settled`: of the office that had the matter then. Nobody answers for what was missed
 * before it reached them, nor hands on what they missed.
 */
export function whoseClock(
  settled: string | undefined,
  agency: string,
  earlier: readonly EarlierOffice[],
  bureau: string,
): string {
  const had = settled === undefined ? undefined : earlier.find(({ until }) => isBefore(settled, until));
  return had ? (had.agency ?? bureau) : agency;
}

/** How a clock ran that these events of it tell; undefined when it never started. */
export function clockRun(
  clock: OfficeClock,
  agency: string,
  events: readonly ClockEvent[],
  terms: RunTerms,
): ClockRun | undefined {
  const rule = terms.promises?.[clock] ?? timeLimits[clock];
  const deadline = dueAt(events, rule, terms.calendar, terms.regionOf(agency));
  if (!deadline) return undefined;
  const { startedAt, stoppedAt, dueOn } = deadline;
  const isLate = isOverdue(deadline, terms.now);
  return {
    clock,
    agency,
    startedAt,
    state: isLate ? 'missed' : stoppedAt === undefined ? 'running' : 'met',
    overdue: isLate && stoppedAt === undefined,
    ...(dueOn !== undefined && { dueOn }),
    ...(deadline.dueAt !== undefined && { dueAt: deadline.dueAt }),
    ...(stoppedAt !== undefined && { stoppedAt }),
  };
}

/** When it was decided whether the office was in time: when it stopped, or when it was too late. */
export function settledAt({ state, stoppedAt, dueAt: end }: ClockRun): string | undefined {
  if (state === 'running') return undefined;
  return state === 'met' ? stoppedAt : end;
}

/** `started` is the sum of the three that follow; of the missed, `overdue` still wait. */
export interface ClockFigures {
  readonly clock: OfficeClock;
  readonly kind: ReturnType<typeof limitKind>;
  readonly law: string | null;
  readonly started: number;
  readonly met: number;
  readonly missed: number;
  readonly running: number;
  readonly overdue: number;
}

/** One row for each clock, in the order of the table of time limits, whether any ran or not. */
export function clockFigures(runs: readonly ClockRun[]): readonly ClockFigures[] {
  return officeClocks.map((clock) => {
    const own = runs.filter((run) => run.clock === clock);
    const count = (state: ClockRun['state']): number => own.filter((run) => run.state === state).length;
    return {
      clock,
      kind: limitKind(timeLimits[clock]),
      law: timeLimits[clock].law ?? null,
      started: own.length,
      met: count('met'),
      missed: count('missed'),
      running: count('running'),
      overdue: own.filter(({ overdue }) => overdue).length,
    };
  });
}

/** The first due first; those that stand, or are stopped, last. */
export const byDueDate = (one: Pick<Deadline, 'dueAt'>, other: Pick<Deadline, 'dueAt'>): number => {
  if (one.dueAt === other.dueAt) return 0;
  if (one.dueAt === undefined || other.dueAt === undefined) return one.dueAt === undefined ? 1 : -1;
  return isBefore(one.dueAt, other.dueAt) ? -1 : 1;
};
