import { describe, expect, it } from 'vitest';
import { type ClockEvent, dueAt, isOverdue, remainingWorkingDays } from '../../functions/domain/deadline.ts';
import { articlesOf } from '../../functions/domain/law.ts';
import { clocks, limitKind, timeLimits } from '../../functions/domain/time-limits.ts';
import { addWorkingDays } from '../../functions/domain/working-days.ts';
import { between, seeded } from '../support/seeded.ts';
import { calendar, referenceDueOn } from './calendar-given.ts';

const precheck = timeLimits['application.precheck'];
const review = timeLimits['application.review'];
/** 10:00 in China. */
const morning = (date: string): string => `${date}T02:00:00.000Z`;
const started = (date: string, ...more: readonly ClockEvent[]): ClockEvent[] => [
  { kind: 'start', at: morning(date) },
  ...more,
];
const pause = (date: string): ClockEvent => ({ kind: 'pause', at: morning(date) });
const resume = (date: string): ClockEvent => ({ kind: 'resume', at: morning(date) });

/** Throws when the clock never started. */
function due(events: readonly ClockEvent[], rule = precheck, region?: string) {
  const deadline = dueAt(events, rule, calendar, region);
  if (!deadline) throw new Error('the clock did not start');
  return deadline;
}

describe('the eight clocks', () => {
  it.each([
    ['objection.mark', 1, 'statutory', 'objection-received'],
    ['objection.decide', 2, 'statutory', 'objection-received'],
    ['objection.forward', 2, 'statutory', 'objection-received'],
    ['objection.verify', 5, 'statutory', 'objection-forwarded'],
    ['complaint.answer', 5, 'statutory', 'complaint-accepted'],
    ['application.precheck', 5, 'promise', 'application-submitted'],
    ['application.review', 15, 'promise', 'application-accepted'],
    ['application.signing', 30, 'promise', 'application-approved'],
  ] as const)('%s: %i working days, %s, from %s', (clock, days, kind, starts) => {
    expect(timeLimits[clock]).toMatchObject({ days, starts });
    expect(limitKind(timeLimits[clock])).toBe(kind);
    const { law } = timeLimits[clock];
    expect(law === undefined ? [] : articlesOf(law)).toHaveLength(kind === 'statutory' ? 1 : 0);
  });

  it('are all there are, and only the review can be extended', () => {
    expect(clocks).toHaveLength(8);
    expect(clocks.filter((clock) => timeLimits[clock].extension)).toEqual(['application.review']);
  });
});

describe('counting working days', () => {
  it.each([
    ['across National Day 2026, with its make-up Saturday', '2026-09-30', 5, '2026-10-13'],
    ['across National Day and Mid-Autumn 2025', '2025-09-29', 5, '2025-10-13'],
    ['onto a make-up Saturday', '2026-02-13', 1, '2026-02-14'],
    ['from a make-up Sunday', '2026-01-04', 1, '2026-01-05'],
    ['from within a holiday', '2026-10-03', 1, '2026-10-08'],
    ['from a Friday', '2026-06-05', 1, '2026-06-08'],
    ['across the Spring Festival', '2026-02-14', 3, '2026-02-26'],
  ])('%s: after %s, %i days end on %s', (_, from, days, expected) => {
    expect(addWorkingDays(calendar, from, days)).toMatchObject({ date: expected, provisional: false });
  });

  it('shows every day that was counted or passed over', () => {
    const { explanation } = addWorkingDays(calendar, '2026-09-30', 5);
    expect(explanation.map(({ from, to, days, counts, reason }) => [from, to, days, counts, reason])).toEqual(
      [
        ['2026-09-30', '2026-09-30', 1, false, 'event'],
        ['2026-10-01', '2026-10-07', 7, false, 'holiday'],
        ['2026-10-08', '2026-10-09', 2, true, 'workday'],
        ['2026-10-10', '2026-10-10', 1, true, 'make-up-workday'],
        ['2026-10-11', '2026-10-11', 1, false, 'weekend'],
        ['2026-10-12', '2026-10-13', 2, true, 'workday'],
      ],
    );
  });

  it('is provisional as soon as it depends on a year without a calendar', () => {
    expect(addWorkingDays(calendar, '2026-12-24', 5)).toMatchObject({
      date: '2026-12-31',
      provisional: false,
    });
    const reaching = addWorkingDays(calendar, '2026-12-24', 6);
    expect(reaching).toMatchObject({ date: '2027-01-01', provisional: true });
    expect(reaching.explanation.at(-1)).toMatchObject({ from: '2027-01-01', assumed: true });
  });

  it('observes the holidays of the place', () => {
    const there = addWorkingDays(calendar, '2026-09-02', 1, '222401');
    expect(there).toMatchObject({ date: '2026-09-04', provisional: false });
    expect(there.explanation[1]).toMatchObject({ from: '2026-09-03', reason: 'holiday', regional: true });
    expect(addWorkingDays(calendar, '2026-09-02', 1, '220000').date).toBe('2026-09-03');
  });

  it.each([0, -1, 1.5, Number.NaN])('refuses %s as a number of days', (days) => {
    expect(() => addWorkingDays(calendar, '2026-09-02', days)).toThrow('no number of working days');
  });

  it('agrees with a day-by-day reference from every day of 2004–2026', () => {
    const random = seeded(1);
    const wrong: string[] = [];
    for (let day = Date.UTC(2004, 0, 1); day < Date.UTC(2026, 10, 1); day += 86_400_000) {
      const from = new Date(day).toISOString().slice(0, 10);
      const days = between(random, 1, 30);
      const { date } = addWorkingDays(calendar, from, days);
      if (date !== referenceDueOn(`${from}T12:00:00+08:00`, days))
        wrong.push(`${days} after ${from}: ${date}`);
    }
    expect(wrong).toEqual([]);
  });
});

describe('when a clock is due', () => {
  it('is until 24:00 in China of the last day', () => {
    const deadline = due(started('2026-09-30'));
    expect(deadline).toMatchObject({ dueOn: '2026-10-13', dueAt: '2026-10-13T16:00:00.000Z', limit: 5 });
    expect(isOverdue(deadline, '2026-10-13T15:59:59.999Z')).toBe(false);
    expect(isOverdue(deadline, '2026-10-13T16:00:00.000Z')).toBe(true);
  });

  it.each([
    ['the last minute before midnight in China', '2026-06-08T15:59:59.999Z', '2026-06-15'],
    ['midnight in China, though UTC is still the day before', '2026-06-08T16:00:00.000Z', '2026-06-16'],
  ])('takes the day of the event from %s', (_, at, expected) => {
    expect(due([{ kind: 'start', at }]).dueOn).toBe(expected);
  });

  it('has not begun before its first event', () => {
    expect(dueAt([], precheck, calendar)).toBeUndefined();
  });

  it('counts what is left after today: 0 on the last day, then below', () => {
    const deadline = due(started('2026-09-30'));
    const left = (now: string) => remainingWorkingDays(deadline, now, calendar);
    expect(left(morning('2026-09-30'))).toBe(5);
    expect(left(morning('2026-10-04'))).toBe(5);
    expect(left(morning('2026-10-10'))).toBe(2);
    expect(left('2026-10-13T15:59:00.000Z')).toBe(0);
    expect(left('2026-10-13T16:00:00.000Z')).toBe(-1);
    expect(left(morning('2026-10-17'))).toBe(-3);
    expect(Object.is(left(morning('2026-10-13')), 0)).toBe(true);
  });

  it('is met or missed by the moment at which it stopped, whatever the time now', () => {
    const at = '2026-10-13T15:59:59.000Z';
    const met = due([...started('2026-09-30'), { kind: 'stop', at }]);
    expect(met.stoppedAt).toBe(at);
    expect(isOverdue(met, morning('2026-12-01'))).toBe(false);
    expect(remainingWorkingDays(met, morning('2026-12-01'), calendar)).toBe(0);
    const missed = due([...started('2026-09-30'), { kind: 'stop', at: '2026-10-13T16:00:00.000Z' }]);
    expect(isOverdue(missed, morning('2026-10-01'))).toBe(true);
  });
});

describe('while the applicant corrects', () => {
  it('the clock stands, and says how many days will be left', () => {
    const standing = due(started('2026-06-01', pause('2026-06-03')));
    expect(standing).toMatchObject({ pausedAt: morning('2026-06-03'), counted: 1, provisional: false });
    expect(standing.dueOn).toBeUndefined();
    expect(isOverdue(standing, morning('2027-06-03'))).toBe(false);
    expect(remainingWorkingDays(standing, morning('2026-06-20'), calendar)).toBe(4);
  });

  it('no day counts that is partly the applicant’s; the clock goes on after resubmission', () => {
    const deadline = due(started('2026-06-01', pause('2026-06-03'), resume('2026-06-10')));
    expect(deadline.dueOn).toBe('2026-06-16');
    expect(deadline.pausedAt).toBeUndefined();
    expect(deadline.explanation.filter(({ reason }) => reason === 'paused')).toMatchObject([
      { from: '2026-06-03', to: '2026-06-10', days: 8, counts: false },
    ]);
    expect(remainingWorkingDays(deadline, morning('2026-06-10'), calendar)).toBe(4);
  });

  it('a return on the last day leaves the agency that day', () => {
    const deadline = due(started('2026-06-01', pause('2026-06-08'), resume('2026-06-09')));
    expect(deadline.dueOn).toBe('2026-06-10');
  });

  it('a return on the day of the submission, or taken back the same day, is no riddle', () => {
    expect(due(started('2026-06-01', pause('2026-06-01'))).counted).toBe(0);
    expect(due(started('2026-06-01', pause('2026-06-02'), resume('2026-06-02'))).dueOn).toBe('2026-06-09');
  });

  it('what was late already stays late', () => {
    const late = due(started('2026-06-01', pause('2026-06-10'), resume('2026-06-12')));
    expect(late.dueOn).toBe('2026-06-08');
    expect(isOverdue(due(started('2026-06-01', pause('2026-06-10'))), morning('2026-06-10'))).toBe(true);
  });

  it('days of a year without a calendar make nothing provisional', () => {
    const deadline = due(started('2026-12-28', pause('2026-12-30'), resume('2027-01-20')));
    expect(deadline.provisional).toBe(true);
    const standing = due(started('2026-12-28', pause('2026-12-30')));
    expect(standing.provisional).toBe(false);
  });

  it('agrees with the reference, however often it stands and is extended', () => {
    const random = seeded(2);
    const instant = (from: string, hours: number) =>
      new Date(Date.parse(from) + hours * 3_600_000).toISOString();
    for (let round = 0; round < 1500; round += 1) {
      const start = new Date(between(random, Date.UTC(2004, 0, 1), Date.UTC(2026, 3, 1))).toISOString();
      const events: ClockEvent[] = [{ kind: 'start', at: start }];
      const standing: { from: string; to: string }[] = [];
      let at = start;
      for (let pauses = between(random, 0, 3); pauses > 0; pauses -= 1) {
        const from = instant(at, between(random, 0, 120));
        const to = instant(from, between(random, 0, 400));
        standing.push({ from, to });
        events.push({ kind: 'pause', at: from }, { kind: 'resume', at: to });
        at = to;
      }
      const days = between(random, 0, 15);
      if (days > 0) events.push({ kind: 'extend', at, days });
      const deadline = due(events, review);
      expect(deadline.dueOn, JSON.stringify(events)).toBe(referenceDueOn(start, 15 + days, standing));
      const counting = deadline.explanation.filter(({ counts }) => counts);
      expect(counting.reduce((total, segment) => total + segment.days, 0)).toBe(15 + days);
    }
  });
});

describe('extending', () => {
  const extend = (days: number): ClockEvent => ({ kind: 'extend', at: morning('2026-06-05'), days });

  it('adds working days to the limit, from the same start', () => {
    const deadline = due(started('2026-06-01', extend(10)), review);
    expect(deadline).toMatchObject({ limit: 25, dueOn: referenceDueOn(morning('2026-06-01'), 25) });
  });

  it('cannot have happened twice, further than allowed, or where nothing is', () => {
    const impossible = 'not extended so often or so far';
    expect(() => due(started('2026-06-01', extend(1), extend(1)), review)).toThrow(impossible);
    expect(() => due(started('2026-06-01', extend(16)), review)).toThrow(impossible);
    expect(() => due(started('2026-06-01', extend(1)), precheck)).toThrow(impossible);
  });
});

describe('a history that cannot be', () => {
  it.each([
    ['pausing twice', [pause('2026-06-02'), pause('2026-06-03')]],
    ['resuming what runs', [resume('2026-06-02')]],
    ['starting again', [{ kind: 'start', at: morning('2026-06-02') }]],
    ['pausing what stopped', [{ kind: 'stop', at: morning('2026-06-02') }, pause('2026-06-03')]],
  ] as readonly [string, readonly ClockEvent[]][])('throws: %s', (_, more) => {
    expect(() => due(started('2026-06-01', ...more))).toThrow('cannot follow');
  });

  it('throws: not beginning with the start', () => {
    expect(() => due([pause('2026-06-02')])).toThrow('begins with its start');
  });
});
