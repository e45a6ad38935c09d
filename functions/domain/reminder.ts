/**
 * Of what agencies and holders of grants are told beforehand and when it is late: once of each thing and each date,
 * whatever is looked at how often.
 */
import type { ClockTerms } from './application-clocks.ts';
import { clockOf } from './application-clocks.ts';
import type { Application } from './application-state.ts';
import { addDays } from './calendar-date.ts';
import { dayInChina } from './china-time.ts';
import type { Dataset } from './dataset.ts';
import { type Deadline, dueAt, isOverdue, remainingWorkingDays } from './deadline.ts';
import { type ObjectionTerms, regionOf, runningDeadline } from './objection-clocks.ts';
import type { Objection } from './objection-state.ts';
import { timeLimits } from './time-limits.ts';
import { updateState } from './update-cycle.ts';
import type { Voice } from './voice-state.ts';

export const reminderKinds = [
  /** Data is due by its update cycle, or the review of irregular data (Art. 22). */
  'update-due',
  'update-overdue',
  /** An agency has to check or decide an application. */
  'review-due',
  'review-overdue',
  /** A complaint that was accepted has to be answered (Art. 50). */
  'complaint-due',
  'complaint-overdue',
  /** An objection has to be decided, forwarded or verified (Art. 46); that it is late is told at once, as an event. */
  'objection-due',
  /** A grant, and with it every key, comes to its end. */
  'grant-ending',
] as const;
export type ReminderKind = (typeof reminderKinds)[number];

export interface Reminder {
  readonly kind: ReminderKind;
  /** The day it is about, or the moment at which something ends: whatever comes with another date is told anew. */
  readonly due: string;
}

/** What is to be told of the update of a dataset on a day in China. Of what is due every day anyway, only that it is late. */
export function updateReminder(
  dataset: Pick<Dataset, 'updateCycle' | 'modified' | 'reviewBy'>,
  today: string,
): Reminder | undefined {
  const { state, dueOn } = updateState({ dataset }, today);
  if (dueOn === undefined) return undefined;
  if (state === 'overdue') return { kind: 'update-overdue', due: dueOn };
  const isDaily = dataset.updateCycle === 'daily' || dataset.updateCycle === 'realtime';
  return state === 'due' && !isDaily ? { kind: 'update-due', due: dueOn } : undefined;
}

/** Working days before the end of a clock from which it counts as due soon; 0 is its last day. */
const soon = 1;
/** Days before the end of a grant. */
const grantNotice = 30;

const clockOfStatus = { submitted: 'application.precheck', accepted: 'application.review' } as const;

/** What is to be told of an application at the instant `now`: to its agency of its clock, to its people of the end. */
export function applicationReminder(
  state: Pick<Application, 'status' | 'clocks' | 'term'>,
  terms: ClockTerms,
  now: string,
): Reminder | undefined {
  const { status, term } = state;
  if (status === 'active' && term)
    return dayInChina(term.until) <= addDays(dayInChina(now), grantNotice)
      ? { kind: 'grant-ending', due: term.until }
      : undefined;
  if (status !== 'submitted' && status !== 'accepted') return undefined;
  const deadline = clockOf(state, clockOfStatus[status], terms);
  return ofDeadline('review', deadline, terms, now);
}

/** What is to be told of a complaint at the instant `now`: only of one whose clock runs. */
export function complaintReminder(
  { status, clock }: Pick<Voice, 'status' | 'clock'>,
  terms: Pick<ClockTerms, 'calendar' | 'region'>,
  now: string,
): Reminder | undefined {
  if (status !== 'admitted') return undefined;
  const deadline = dueAt(clock, timeLimits['complaint.answer'], terms.calendar, terms.region);
  return ofDeadline('complaint', deadline, terms, now);
}

/** What is to be told of an objection at the instant `now`, to the office against which a clock runs. */
export function objectionReminder(
  state: Objection,
  terms: ObjectionTerms,
  now: string,
): Reminder | undefined {
  const running = runningDeadline(state, terms);
  if (!running) return undefined;
  const region = regionOf(running.clock, terms);
  const where = { calendar: terms.calendar, ...(region !== undefined && { region }) };
  const reminder = ofDeadline('objection', running.deadline, where, now);
  return reminder?.kind === 'objection-due' ? { kind: reminder.kind, due: reminder.due } : undefined;
}

function ofDeadline<What extends 'review' | 'complaint' | 'objection'>(
  what: What,
  deadline: Deadline | undefined,
  { calendar, region }: Pick<ClockTerms, 'calendar' | 'region'>,
  now: string,
): { readonly kind: `${What}-due` | `${What}-overdue`; readonly due: string } | undefined {
  if (deadline?.dueOn === undefined) return undefined;
  if (isOverdue(deadline, now)) return { kind: `${what}-overdue`, due: deadline.dueOn };
  const isSoon = remainingWorkingDays(deadline, now, calendar, region) <= soon;
  return isSoon ? { kind: `${what}-due`, due: deadline.dueOn } : undefined;
}
