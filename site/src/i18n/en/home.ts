import type { home as zh } from '../zh/home.ts';

export const home: typeof zh = {
  title: 'The public data catalogue of Jilin province',
  lead: 'Data that the public bodies of the province open under the law. Download without registration; apply for conditional data under published conditions.',
  numbers: 'The catalogue in numbers',
  numbersNote: 'How these are counted',
  figures: {
    datasets: 'datasets',
    open: 'open without conditions',
    onTime: 'up to date',
    rows: 'rows to download',
  },
  trends: {
    datasets: (added) => `${added} new in 30 days`,
    open: (conditional, withheld) => `${conditional} on conditions, ${withheld} not open`,
    onTime: (overdue) => `${overdue} overdue`,
    onTimeAll: 'none overdue',
    rows: (versions) => `${versions} new versions in 30 days`,
  },
  priority: 'Priority data',
  newest: 'Latest updates',
  overdue: 'Overdue',
  overdueLead:
    'These datasets are past the day they were due. Their publisher answers for them; ask its contact.',
  overdueColumns: {
    title: 'Dataset',
    publisher: 'Publisher',
    cycle: 'Cycle',
    updated: 'Last update',
    due: 'Was due',
  },
  themes: 'Browse by theme',
  agencies: 'Browse by publisher',
};
