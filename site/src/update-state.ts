/** How current a dataset is on the day the page speaks of, as a state with a name and in words. */
import { updateState } from '../../functions/domain/update-cycle.ts';
import type { CatalogueEntry } from '../../functions/domain/version.ts';
import { dayOf, formatDate } from './format.ts';
import { type Locale, use } from './i18n/index.ts';

/** `closed`: withheld data, of which only the entry is public; `ended`: complete, no longer updated. */
export const updateKinds = ['current', 'due', 'overdue', 'ended', 'closed', 'withdrawn'] as const;
export type UpdateKind = (typeof updateKinds)[number];

export interface UpdateState {
  readonly kind: UpdateKind;
  /** Day of the latest update (for withdrawn entries, of the withdrawal), CCYY-MM-DD. */
  readonly updated: string;
  /** Day by which the next is due; absent where none is. */
  readonly due?: string;
}

/** The state on `today`, a day of Asia/Shanghai. */
export function updateStateOf(entry: CatalogueEntry, today: string): UpdateState {
  const { dataset } = entry;
  const updated = dataset.modified;
  if (entry.status === 'withdrawn')
    return { kind: 'withdrawn', updated: dayOf(entry.withdrawn?.at ?? entry.lastPublished) };
  if (dataset.openness.class === 'withheld') return { kind: 'closed', updated };
  const { state, dueOn } = updateState(entry, today);
  return state === 'never' ? { kind: 'ended', updated } : { kind: state, updated, due: dueOn };
}

/** In full: `2026年3月7日更新，应于2026年4月7日前再次更新`. */
export function updateText(state: UpdateState, locale: Locale): string {
  const { update } = use(locale).common;
  return update.long[state.kind](formatDate(state.updated, locale), formatDate(state.due ?? '', locale));
}

/** In a row of a list: `2026-03-07 更新`, `逾期，应于 2026-02-01`. */
export function shortUpdateText(state: UpdateState, locale: Locale): string {
  const { update } = use(locale).common;
  return update.short[state.kind](state.updated, state.due ?? '');
}
