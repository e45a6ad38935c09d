/** The four numbers of the first page, each with what moved it. Counted as the statistics page explains. */
import { addDays } from '../../functions/domain/calendar-date.ts';
import { catalogue, today } from './catalogue.ts';
import { dayOf, formatNumber, formatShare } from './format.ts';
import { type Locale, use } from './i18n/index.ts';
import { type Listed, listing } from './listing.ts';

export interface HomeNumber {
  readonly name: 'datasets' | 'open' | 'onTime' | 'rows';
  readonly value: string;
  readonly label: string;
  readonly trend: string;
}

const published = listing.filter((listed) => listed.status === 'published');
const count = (condition: (listed: Listed) => boolean): number => published.filter(condition).length;

/** Days of the changes that the trends tell of. */
const since = addDays(today, -30);

export const overdue: readonly Listed[] = published
  .filter((listed) => listed.update.kind === 'overdue')
  .sort((a, b) => ((a.update.due ?? '') < (b.update.due ?? '') ? -1 : 1));

export function homeNumbers(locale: Locale): readonly HomeNumber[] {
  const { figures, trends } = use(locale).home;
  const recent = catalogue.changes({ limit: 100_000 }).filter((change) => dayOf(change.at) >= since);
  const changed = (kind: string): string =>
    formatNumber(recent.filter((change) => change.kind === kind).length);
  const of = (openness: string): number => count((listed) => listed.openness === openness);
  // Data that is never due, and data that is not given out, can be neither in time nor late.
  const withDue = count((listed) => listed.update.due !== undefined);
  const onTime = withDue === 0 ? 1 : (withDue - overdue.length) / withDue;
  const rows = published
    .filter((listed) => listed.formats.length > 0)
    .reduce((sum, listed) => sum + (listed.rows ?? 0), 0);
  return [
    {
      name: 'datasets',
      value: formatNumber(published.length),
      label: figures.datasets,
      trend: trends.datasets(changed('added')),
    },
    {
      name: 'open',
      value: formatShare(published.length === 0 ? 0 : of('unconditional') / published.length),
      label: figures.open,
      trend: trends.open(formatNumber(of('conditional')), formatNumber(of('withheld'))),
    },
    {
      name: 'onTime',
      value: formatShare(onTime),
      label: figures.onTime,
      trend: overdue.length > 0 ? trends.onTime(formatNumber(overdue.length)) : trends.onTimeAll,
    },
    {
      name: 'rows',
      value: formatNumber(rows),
      label: figures.rows,
      trend: trends.rows(changed('version')),
    },
  ];
}
