/** When a dataset is due again (Art. 22: the update state is watched and visible). */
import { addDays, addMonths, daysBetween } from './calendar-date.ts';
import type { Dataset } from './dataset.ts';

type Cycle = Dataset['updateCycle'];

interface Step {
  readonly days?: number;
  readonly months?: number;
  /** From so many days before it is due, an update counts as due. */
  readonly notice: number;
}

const steps: Readonly<Record<Exclude<Cycle, 'irregular' | 'never'>, Step>> = {
  realtime: { days: 1, notice: 0 }, // seen from a calendar, real-time data changes every day
  daily: { days: 1, notice: 0 },
  weekly: { days: 7, notice: 1 },
  monthly: { months: 1, notice: 5 },
  quarterly: { months: 3, notice: 10 },
  'half-yearly': { months: 6, notice: 15 },
  yearly: { months: 12, notice: 30 },
};
const reviewNotice = 30;

/**
 * The day by which the data is updated (or, when irregular, reviewed); undefined when it never is. A month after
 * the last day of a month is the last day of the next: 2026-01-31 monthly is due 2026-02-28.
 */
export function dueDate(cycle: Cycle, modified: string, reviewBy?: string): string | undefined {
  if (cycle === 'never') return undefined;
  if (cycle === 'irregular') return reviewBy;
  const { days, months } = steps[cycle];
  return months === undefined ? addDays(modified, days ?? 0) : addMonths(modified, months);
}

export interface UpdateState {
  /** `never`: the data is complete and will not change. `due`: soon or today. */
  readonly state: 'current' | 'due' | 'overdue' | 'never';
  readonly dueOn?: string;
  /** Days until `dueOn`; negative when overdue; 0 when never due. */
  readonly days: number;
}

/** Where an entry stands on the day `today` (CCYY-MM-DD in Asia/Shanghai). */
export function updateState(
  entry: { readonly dataset: Pick<Dataset, 'updateCycle' | 'modified' | 'reviewBy'> },
  today: string,
): UpdateState {
  const { updateCycle, modified, reviewBy } = entry.dataset;
  const dueOn = dueDate(updateCycle, modified, reviewBy);
  if (dueOn === undefined || updateCycle === 'never') return { state: 'never', days: 0 };
  const notice = updateCycle === 'irregular' ? reviewNotice : steps[updateCycle].notice;
  const days = daysBetween(today, dueOn);
  return { state: days < 0 ? 'overdue' : days <= notice ? 'due' : 'current', dueOn, days };
}
