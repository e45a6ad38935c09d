/** Days that exist and follow one another. */
import { isCalendarDate } from './calendar-date.ts';
import { type Complaint, complainIf, type Rule, type SoundDataset } from './rule.ts';

const datesOf = ({
  issued,
  modified,
  reviewBy,
  temporal,
}: SoundDataset): Record<string, string | undefined> => ({
  issued,
  modified,
  reviewBy,
  'temporal.start': temporal?.start,
  'temporal.end': temporal?.end,
});

/** Pairs of which the first may not be the later; ISO days compare as text. */
const orders = [
  ['issued', 'modified'],
  ['modified', 'reviewBy'],
  ['temporal.start', 'temporal.end'],
] as const;

function checkOrder(dataset: SoundDataset): Complaint[] {
  const dates = datesOf(dataset);
  return orders.flatMap(([first, second]) => {
    const { [first]: from = '', [second]: to = '' } = dates;
    const areReal = isCalendarDate(from) && isCalendarDate(to);
    return complainIf(areReal && from > to, second, `${to} is before ${first}, ${from}`);
  });
}

export const dateRules: readonly Rule[] = [
  {
    code: 'date-unreal',
    check: (dataset) =>
      Object.entries(datesOf(dataset)).flatMap(([path, date]) =>
        complainIf(date !== undefined && !isCalendarDate(date), path, `${date} is not a day of the calendar`),
      ),
  },
  { code: 'date-order', check: checkOrder },
  {
    code: 'review-missing',
    law: 'Art. 22',
    check: ({ updateCycle, reviewBy }) =>
      complainIf(
        updateCycle === 'irregular' && reviewBy === undefined,
        'reviewBy',
        'data updated irregularly names the day by which it is reviewed',
      ),
  },
];
