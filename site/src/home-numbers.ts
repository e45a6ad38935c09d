/** The four numbers of the first page, each with what moved it. Counted as the statistics page explains. */
import { addDays } from '../../functions/domain/calendar-date.ts';
import { catalogue, today, whenShown } from './catalogue.ts';
import { formatNumber, formatShare } from './format.ts';
import { type Locale, use } from './i18n/index.ts';
import { type Listed, listing } from './listing.ts';

export interface HomeNumber {
  readonly name: 'datasets' | 'open' | 'onTime' | 'rows';
  readonly value: string;
  readonly label: string;
  readonly trend: string;
}

/** Days of the changes that the trends tell of. */
const daysOfTrends = 30;

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

let published: readonly Listed[] = [];
const count = (condition: (listed: Listed) => boolean): number => published.filter(condition).length;

/** Longest overdue first. */
export let overdue: readonly Listed[] = [];

whenShown(() => {
  published = listing.filter((listed) => listed.status === 'published');
  overdue = published
    .filter((listed) => listed.update.kind === 'overdue')
    .toSorted((a, b) => compare(a.update.due ?? '', b.update.due ?? ''));
});

export function homeNumbers(locale: Locale): readonly HomeNumber[] {
  const { figures, trends } = use(locale).home;
  const since = addDays(today, -daysOfTrends);
  const recent = catalogue.changes({ since: `${since}T00:00:00+08:00`, limit: 100_000 });
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
