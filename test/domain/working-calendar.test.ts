import { describe, expect, it } from 'vitest';
import { dayInfo, isWorkingDay, workingCalendar } from '../../functions/domain/working-calendar.ts';
import { calendar, publishedDays } from './calendar-given.ts';

describe('the working calendar', () => {
  it.each([
    ['a Wednesday', '2026-09-30', true],
    ['a Saturday', '2026-09-12', false],
    ['a holiday on a Thursday', '2026-10-01', false],
    ['a make-up Saturday', '2026-10-10', true],
    ['a make-up Sunday', '2026-01-04', true],
    ['a weekday of a year without a notice', '2027-03-01', 'unknown'],
    ['a Sunday of a year without a notice', '2027-03-07', 'unknown'],
    ['a day before the first notice it holds', '2003-12-31', 'unknown'],
  ])('says of %s (%s): %s', (_, date, expected) => {
    expect(isWorkingDay(calendar, date)).toBe(expected);
  });

  it('takes plain weekdays where no notice is known, and says so', () => {
    expect(dayInfo(calendar, '2027-10-01')).toEqual({ kind: 'workday', working: true, basis: 'assumed' });
    expect(dayInfo(calendar, '2027-10-02')).toEqual({ kind: 'weekend', working: false, basis: 'assumed' });
    expect(dayInfo(calendar, '1969-12-28').kind).toBe('weekend');
  });

  it('knows a year only when every day of it is there', () => {
    const partial = workingCalendar(publishedDays.filter(({ date }) => date !== '2026-12-31'));
    expect(isWorkingDay(partial, '2026-10-10')).toBe('unknown');
    expect(isWorkingDay(partial, '2025-10-11')).toBe(true);
  });

  it('refuses a day given twice and a day that does not exist', () => {
    const day = { date: '2026-02-28', kind: 'workday' } as const;
    expect(() => workingCalendar([day, day])).toThrow('twice');
    expect(() => workingCalendar([{ ...day, date: '2026-02-30' }])).toThrow('not a calendar day');
  });
});

describe('holidays of autonomous areas', () => {
  it.each([
    ['the prefecture itself', '222400', false],
    ['a county of it', '222401', false],
    ['another prefecture', '220200', true],
    ['the province', '220000', true],
  ])('hold for %s (%s)', (_, region, expected) => {
    expect(isWorkingDay(calendar, '2026-09-03', region)).toBe(expected);
    expect(isWorkingDay(calendar, '2026-09-04', region)).toBe(true);
  });

  it('hold in a year without a notice too: the area has said so', () => {
    const known = workingCalendar(
      [],
      [{ region: '222400', days: [{ date: '2027-09-03', kind: 'holiday' }] }],
    );
    expect(isWorkingDay(known, '2027-09-03', '222401')).toBe(false);
    expect(isWorkingDay(known, '2027-09-03')).toBe('unknown');
  });

  it('of the narrower area go before those of the wider one', () => {
    const day = (kind: 'holiday' | 'workday') => [{ date: '2026-09-03', kind }];
    const both = workingCalendar(publishedDays, [
      { region: '222400', days: day('holiday') },
      { region: '222401', days: day('workday') },
    ]);
    expect(isWorkingDay(both, '2026-09-03', '222401')).toBe(true);
    expect(isWorkingDay(both, '2026-09-03', '222402')).toBe(false);
  });
});
