import { describe, expect, it } from 'vitest';
import { type Cells, parseTable, shippedDatasets, tableText } from './shipped.ts';

const dataset = (await shippedDatasets()).find(({ id }) => id === 'working-calendar');
const days = parseTable((dataset && (await tableText(dataset))) ?? '').rows;
const byDate = new Map(days.map((day) => [day.date, day]));

const dateAt = (first: string, offset: number): string =>
  new Date(Date.parse(first) + offset * 86_400_000).toISOString().slice(0, 10);
const datesOf = (year: string, kind: string): string[] =>
  days
    .filter((day) => day.date?.startsWith(year) && day.kind === kind)
    .map(({ date }) => date?.slice(5) ?? '');
/** Month and day of each day from the first to the last, both included. */
const span = (year: string, first: string, last: string): string[] => {
  const length = (Date.parse(`${year}-${last}`) - Date.parse(`${year}-${first}`)) / 86_400_000 + 1;
  return Array.from({ length }, (_, offset) => dateAt(`${year}-${first}`, offset).slice(5));
};

/** The day on which the `count`th working day after `date` ends; the day itself is not counted (民法典 201). */
function after(date: string, count: number): string | undefined {
  const later = days.filter((day: Cells) => (day.date ?? '') > date && day.working === 'true');
  return later[count - 1]?.date;
}

describe('the working calendar', () => {
  it('has every day from 2004 to 2026, once, in order, with its day of the week', () => {
    const length = (Date.parse('2026-12-31') - Date.parse('2004-01-01')) / 86_400_000 + 1;
    expect(days.map(({ date }) => date)).toEqual(
      Array.from({ length }, (_, offset) => dateAt('2004-01-01', offset)),
    );
    const wrong = days.filter(
      ({ date, weekday }) => Number(weekday) !== (new Date(date ?? '').getUTCDay() || 7),
    );
    expect(wrong).toEqual([]);
  });

  it('has the days of 2026 and 2025 as their notices give them', () => {
    expect(datesOf('2026', 'make-up-workday')).toEqual([
      '01-04',
      '02-14',
      '02-28',
      '05-09',
      '09-20',
      '10-10',
    ]);
    expect(datesOf('2025', 'make-up-workday')).toEqual(['01-26', '02-08', '04-27', '09-28', '10-11']);
    expect(datesOf('2026', 'holiday')).toEqual([
      ...span('2026', '01-01', '01-03'),
      ...span('2026', '02-15', '02-23'),
      ...span('2026', '04-04', '04-06'),
      ...span('2026', '05-01', '05-05'),
      ...span('2026', '06-19', '06-21'),
      ...span('2026', '09-25', '09-27'),
      ...span('2026', '10-01', '10-07'),
    ]);
  });

  it.each([
    ['2026-09-30', 5, '2026-10-13'],
    ['2025-09-29', 5, '2025-10-13'],
    ['2026-02-13', 1, '2026-02-14'],
    ['2005-12-30', 1, '2005-12-31'],
  ])('after %s, %i working days end on %s', (date, count, expected) => {
    expect(after(date, count)).toBe(expected);
  });

  it('works on make-up days, which are Saturdays and Sundays, and on no holiday or weekend', () => {
    const isWeekend = (day: Cells): boolean => Number(day.weekday) > 5;
    const expected = (day: Cells): boolean =>
      day.kind === 'make-up-workday' ? isWeekend(day) : day.kind !== 'weekend' || isWeekend(day);
    expect(days.filter((day) => !expected(day))).toEqual([]);
    expect(days.filter((day) => day.kind === 'workday' && isWeekend(day))).toEqual([]);
    expect(days.filter(({ kind, working }) => (working === 'true') !== kind?.endsWith('workday'))).toEqual(
      [],
    );
  });

  it('names the holiday of days off and of make-up days, and of no others', () => {
    const wrong = days.filter(({ kind, holiday, holiday_en }) => {
      const isNamed = kind === 'holiday' || kind === 'make-up-workday';
      return isNamed !== (holiday !== '') || isNamed !== (holiday_en !== '');
    });
    expect(wrong).toEqual([]);
  });

  it('follows the notices where compilations differ', () => {
    const kinds = {
      '2004-05-09': 'make-up-workday',
      '2005-12-31': 'make-up-workday',
      '2007-12-29': 'make-up-workday',
      '2007-12-31': 'holiday',
      '2008-06-07': 'holiday',
      '2009-10-10': 'make-up-workday',
      '2011-06-05': 'holiday',
      '2011-12-31': 'make-up-workday',
      '2012-06-23': 'holiday',
      '2015-09-05': 'holiday',
      '2015-09-06': 'make-up-workday',
      '2016-04-02': 'weekend',
      '2018-12-29': 'make-up-workday',
      '2019-04-28': 'make-up-workday',
      '2020-01-31': 'holiday',
      '2020-02-01': 'holiday',
      '2022-12-31': 'holiday',
    };
    expect(Object.fromEntries(Object.keys(kinds).map((date) => [date, byDate.get(date)?.kind]))).toEqual(
      kinds,
    );
  });

  it('gives each year 245 to 255 working days', () => {
    for (let year = 2004; year <= 2026; year += 1) {
      const working = days.filter((day) => day.date?.startsWith(`${year}`) && day.working === 'true');
      expect(working.length).toBeGreaterThanOrEqual(245);
      expect(working.length).toBeLessThanOrEqual(255);
    }
  });
});
