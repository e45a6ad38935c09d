import { describe, expect, it } from 'vitest';
import { addDays, addMonths, daysBetween, isCalendarDate } from '../../functions/domain/calendar-date.ts';
import { updateCycles } from '../../functions/domain/dataset-codes.ts';
import { dueDate, updateState } from '../../functions/domain/update-cycle.ts';

describe('calendar days', () => {
  it.each([
    ['2024-02-29', true],
    ['2026-02-29', false],
    ['2000-02-29', true],
    ['1900-02-29', false],
    ['2026-04-31', false],
    ['2026-12-31', true],
    ['2026-13-01', false],
    ['2026-00-10', false],
    ['2026-01-00', false],
    ['2026-1-1', false],
    ['2026-01-01T00:00:00Z', false],
  ])('%s exists: %s', (date, expected) => {
    expect(isCalendarDate(date)).toBe(expected);
  });

  it.each([
    ['2026-01-31', 1, '2026-02-28'],
    ['2024-01-31', 1, '2024-02-29'],
    ['2026-03-31', -1, '2026-02-28'],
    ['2026-11-30', 3, '2027-02-28'],
    ['2024-02-29', 12, '2025-02-28'],
    ['2026-12-15', 1, '2027-01-15'],
    ['2026-01-15', -1, '2025-12-15'],
  ])('%s and %i months is %s', (date, months, expected) => {
    expect(addMonths(date, months)).toBe(expected);
  });

  it('counts days over months, leap years and summer', () => {
    expect(addDays('2024-02-28', 2)).toBe('2024-03-01');
    expect(addDays('2026-01-01', -1)).toBe('2025-12-31');
    expect(daysBetween('2026-01-01', '2027-01-01')).toBe(365);
    expect(daysBetween('2026-03-10', '2026-03-01')).toBe(-9);
  });

  it('refuses to count from a day that does not exist', () => {
    expect(() => addDays('2026-02-30', 1)).toThrow(/2026-02-30/);
  });
});

describe('dueDate', () => {
  it.each([
    ['realtime', '2026-03-11'],
    ['daily', '2026-03-11'],
    ['weekly', '2026-03-17'],
    ['monthly', '2026-04-10'],
    ['quarterly', '2026-06-10'],
    ['half-yearly', '2026-09-10'],
    ['yearly', '2027-03-10'],
    ['irregular', '2026-12-31'],
    ['never', undefined],
  ] as const)('%s: %s', (cycle, expected) => {
    expect(dueDate(cycle, '2026-03-10', '2026-12-31')).toBe(expected);
  });

  it('is known for every cycle but never', () => {
    for (const cycle of updateCycles)
      if (cycle !== 'never') expect(dueDate(cycle, '2026-01-31', '2026-02-01')).toMatch(/^2\d{3}-/);
  });
});

describe('updateState', () => {
  const state = (today: string, updateCycle: (typeof updateCycles)[number], reviewBy?: string) =>
    updateState({ dataset: { updateCycle, modified: '2026-01-31', ...(reviewBy && { reviewBy }) } }, today);

  it.each([
    ['2026-02-10', 'current', 18],
    ['2026-02-23', 'due', 5],
    ['2026-02-28', 'due', 0],
    ['2026-03-01', 'overdue', -1],
    ['2026-04-01', 'overdue', -32],
  ] as const)('monthly data of 31 January is on %s %s', (today, expected, days) => {
    expect(state(today, 'monthly')).toEqual({ state: expected, dueOn: '2026-02-28', days });
  });

  it('data that never changes is never late', () => {
    expect(state('2036-01-01', 'never')).toEqual({ state: 'never', days: 0 });
  });

  it('irregular data is late after its review', () => {
    expect(state('2026-07-01', 'irregular', '2026-06-30')).toEqual({
      state: 'overdue',
      dueOn: '2026-06-30',
      days: -1,
    });
  });
});
