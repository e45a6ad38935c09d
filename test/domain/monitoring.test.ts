import { describe, expect, it } from 'vitest';
import {
  byDueDate,
  type ClockRun,
  clockFigures,
  clockRun,
  settledAt,
} from '../../functions/domain/clock-run.ts';
import { datasetFigures, figuresOf } from '../../functions/domain/monitoring.ts';
import type { CatalogueEntry } from '../../functions/domain/version.ts';
import { versionOf } from '../support/catalogue-fixture.ts';
import { calendar } from './calendar-given.ts';
import { conditionalDataset } from './examples.ts';

const at = (day: string, time = '02:00:00') => `${day}T${time}.000Z`;
const complaint = (now: string, stop?: string): ClockRun => {
  const events = [
    { kind: 'start', at: at('2026-03-10') },
    ...(stop === undefined ? [] : [{ kind: 'stop', at: stop } as const]),
  ] as const;
  const run = clockRun('complaint.answer', 'ecology', events, { calendar, regionOf: () => undefined, now });
  if (!run) throw new Error('the clock has started');
  return run;
};
/** Five working days after Tuesday, 10 March: Tuesday the 17th, until 24:00 in China. */
const [lastMoment, tooLate] = ['2026-03-17T15:59:59.999Z', '2026-03-17T16:00:00.000Z'];

describe('a clock against an office', () => {
  it.each([
    ['runs in its last moment', complaint(lastMoment), 'running', false, undefined],
    ['is missed, and still overdue, a moment later', complaint(tooLate), 'missed', true, tooLate],
    ['is met when it stopped in its last moment', complaint(tooLate, lastMoment), 'met', false, lastMoment],
    [
      'is missed for good when it stopped later',
      complaint(at('2026-04-01'), tooLate),
      'missed',
      false,
      tooLate,
    ],
  ] as const)('%s', (_what, run, state, overdue, settled) => {
    expect(run).toMatchObject({ state, overdue, dueOn: '2026-03-17' });
    expect(settledAt(run)).toBe(settled);
  });

  it('is counted once: what started was met, missed or runs', () => {
    const runs = [complaint(lastMoment), complaint(tooLate), complaint(tooLate, lastMoment)];
    const figures = clockFigures(runs);
    expect(figures.map(({ clock }) => clock)).not.toContain('application.signing');
    expect(figures.find(({ clock }) => clock === 'complaint.answer')).toEqual({
      clock: 'complaint.answer',
      kind: 'statutory',
      law: 'Art. 50',
      ...{ started: 3, met: 1, missed: 1, running: 1, overdue: 1 },
    });
    expect(runs.toSorted(byDueDate)).toEqual(runs);
  });
});

const entry = (change: object, more: Partial<CatalogueEntry> = {}): CatalogueEntry => ({
  dataset: { ...conditionalDataset, ...change },
  status: 'published',
  versions: [versionOf('rivers', 1, '2026-01-10T02:00:00Z', { rows: 12 })],
  firstPublished: '2026-01-10T02:00:00Z',
  lastPublished: '2026-01-10T02:00:00Z',
  flags: [],
  ...more,
});

describe('the figures of datasets', () => {
  it('tell how late an update is, also of what is irregular past its review', () => {
    const today = '2026-03-10';
    const late = [
      { updateCycle: 'monthly', modified: '2026-01-31' },
      { updateCycle: 'irregular', modified: '2025-01-01', reviewBy: '2026-03-01' },
      { updateCycle: 'irregular', modified: '2025-01-01', reviewBy: '2026-03-10' },
      { updateCycle: 'never', modified: '2020-01-01' },
    ].map((change) => datasetFigures(entry(change), today));
    expect(late.map((each) => [each?.update, each?.overdueDays])).toEqual([
      ['overdue', 10],
      ['overdue', 9],
      ['due', 0],
      ['never', 0],
    ]);
    const withdrawn = { at: '2026-02-01T00:00:00Z', reason: '测试' };
    expect(datasetFigures(entry({}, { status: 'withdrawn', withdrawn }), today)).toBeUndefined();
    const datasets = late.flatMap((each) => each ?? []);
    expect(figuresOf({ datasets, matters: [], runs: [], use: [] })).toMatchObject({
      datasets: { total: 4 },
      rows: 48,
      updates: { current: 0, due: 1, overdue: 2, never: 1, mostOverdueDays: 10 },
      matters: { complaint: { received: 0, open: 0 } },
    });
  });
});
