/**
 * When something is due and how that was computed. The events, the rule and the calendar say everything: a stored
 * due date is only ever an index.
 */
import { dayInChina, endOfDayInChina, isBefore } from './china-time.ts';
import type { TimeLimit } from './time-limits.ts';
import type { WorkingCalendar } from './working-calendar.ts';
import { countWorkingDays, type Pause, type Segment, workingDaysAfter } from './working-days.ts';

/** What happens to one clock, oldest first. `at` is an ISO 8601 instant, UTC. */
export type ClockEvent =
  | { readonly kind: 'start' | 'pause' | 'resume' | 'stop'; readonly at: string }
  /** By so many working days, once. */
  | { readonly kind: 'extend'; readonly at: string; readonly days: number };

export interface Deadline {
  /** Working days, extension included. */
  readonly limit: number;
  /** Working days up to the end, or up to where the clock stands. */
  readonly counted: number;
  readonly startedAt: string;
  /** The last day, until 24:00 in China; absent while the clock stands before its end. */
  readonly dueOn?: string;
  /** The first moment that is too late, ISO 8601, UTC. */
  readonly dueAt?: string;
  /** Some day on the way lies in a year without a calendar (暂定). */
  readonly provisional: boolean;
  /** Standing since. */
  readonly pausedAt?: string;
  readonly stoppedAt?: string;
  readonly explanation: readonly Segment[];
}

/**
 * Where a clock stands after `events`; undefined when it never started. A day counts when the clock ran all through
 * it: the days on which it starts, pauses and runs on do not (民法典 201), nor what lies between the latter two.
 * Throws RangeError on a history that cannot be, such as a second extension.
 */
export function dueAt(
  events: readonly ClockEvent[],
  rule: TimeLimit,
  calendar: WorkingCalendar,
  region?: string,
): Deadline | undefined {
  const [start] = events;
  if (!start) return undefined;
  if (start.kind !== 'start') throw new RangeError(`a clock begins with its start, not with "${start.kind}"`);
  const limit = rule.days + extension(events, rule);
  const from = dayInChina(start.at);
  const { date, ...rest } = countWorkingDays(calendar, from, limit, pausesOf(events), region);
  const last = events.findLast(({ kind }) => kind !== 'extend');
  return {
    limit,
    startedAt: start.at,
    ...(date !== undefined && { dueOn: date, dueAt: endOfDayInChina(date) }),
    ...(last?.kind === 'pause' && { pausedAt: last.at }),
    ...(last?.kind === 'stop' && { stoppedAt: last.at }),
    ...rest,
  };
}

/** Whether the time ran out: by now, or before the clock stopped. */
export function isOverdue({ dueAt: end, stoppedAt }: Deadline, now: string): boolean {
  return end !== undefined && !isBefore(stoppedAt ?? now, end);
}

/**
 * Working days left after today, or after the day on which the clock stands or stopped: 0 on the last day, then
 * negative. While it stands before its end, those left when it runs on.
 */
export function remainingWorkingDays(
  { limit, counted, dueOn, pausedAt, stoppedAt }: Deadline,
  now: string,
  calendar: WorkingCalendar,
  region?: string,
): number {
  if (dueOn === undefined) return limit - counted;
  const today = dayInChina(stoppedAt ?? pausedAt ?? now);
  if (today <= dueOn) return workingDaysAfter(calendar, today, dueOn, region);
  return -workingDaysAfter(calendar, dueOn, today, region) || 0;
}

function extension(events: readonly ClockEvent[], rule: TimeLimit): number {
  const [first, second] = events.filter((event) => event.kind === 'extend');
  if (!first) return 0;
  const isAllowed = Number.isInteger(first.days) && first.days >= 1 && first.days <= (rule.extension ?? 0);
  if (second || !isAllowed) throw new RangeError('this clock is not extended so often or so far');
  return first.days;
}

const successors: Readonly<Record<string, readonly string[]>> = {
  start: ['pause', 'stop'],
  pause: ['resume', 'stop'],
  resume: ['pause', 'stop'],
  stop: [],
};

function pausesOf(events: readonly ClockEvent[]): Pause[] {
  const pauses: Pause[] = [];
  let before = 'start';
  for (const { kind, at } of events.slice(1)) {
    if (kind === 'extend') continue;
    if (!successors[before]?.includes(kind)) throw new RangeError(`"${kind}" cannot follow "${before}"`);
    const open = kind === 'resume' ? pauses.pop() : undefined;
    if (open) pauses.push({ ...open, to: dayInChina(at) });
    if (kind === 'pause') pauses.push({ from: dayInChina(at) });
    before = kind;
  }
  return pauses;
}
