import { describe, expect, it } from 'vitest';
import type { CatalogueEntry } from '../../functions/domain/version.ts';
import { chartsOf } from '../../site/src/data/charts.ts';
import { figuresOf, monthOf, sumFigures } from '../../site/src/data/statistics.ts';
import { bandOf, rowClassOf } from '../../site/src/data/statistics-classes.ts';
import { entryOf, fileOf, versionOf } from './catalogue-fixtures.ts';

const catalogue = [
  entryOf({ id: 'water', priority: { grounds: ['livelihood'], note: '饮用水安全' } }, [
    versionOf({ number: 2 }),
    versionOf({ number: 1, issued: '2026-10-02T01:00:00Z' }),
  ]),
  entryOf(
    {
      id: 'traffic',
      theme: '206',
      publisher: 'transport',
      openness: { class: 'conditional' },
      modified: '2026-10-20',
    },
    [versionOf({ rows: 1_000_000, distributions: [], issued: '2026-10-20T01:00:00Z' })],
  ),
  entryOf({ id: 'secrets', openness: { class: 'withheld' } }),
  entryOf({ id: 'gone' }, [versionOf()], { status: 'withdrawn' }),
];
const today = '2026-11-23';
const collectStatistics = (entries: readonly CatalogueEntry[], day: string) =>
  sumFigures(entries.map((entry) => figuresOf(entry, day)));
const statistics = collectStatistics(catalogue, today);

describe('the statistics of the catalogue', () => {
  it('count withdrawn datasets apart and everything else once', () => {
    expect(statistics.totals).toEqual({
      datasets: 3,
      priority: 1,
      withdrawn: 1,
      agencies: 2,
      versions: 3,
      rows: 1_000_120,
      files: 2,
      bytes: 1300,
    });
  });

  it('count each class, also within themes and agencies', () => {
    expect(statistics.openness).toEqual({ unconditional: 1, conditional: 1, withheld: 1 });
    expect(statistics.themes.get('211')).toEqual({ unconditional: 1, conditional: 0, withheld: 1 });
    expect(statistics.agencies.get('transport')).toEqual({ unconditional: 0, conditional: 1, withheld: 0 });
  });

  it('count a format once a dataset, all its files, and no report', () => {
    const files = [fileOf('CSV', 10), fileOf('CSV', 5, 'original'), fileOf('TXT', 1, 'report')];
    const { formats } = collectStatistics([entryOf({}, [versionOf({ distributions: files })])], today);
    expect(Object.fromEntries(formats)).toEqual({ CSV: { datasets: 1, files: 2, bytes: 15 } });
  });

  it('ask the update state only of datasets that have data', () => {
    expect(Object.fromEntries(statistics.updateStates)).toEqual({ current: 1, overdue: 1 });
  });

  it('leave a withdrawn version out of rows and files, and keep it among the versions', () => {
    const withdrawn = { at: '2026-11-03T00:00:00Z', reason: '有误' };
    const entry = entryOf({}, [versionOf({ number: 2, withdrawn, rows: 999 }), versionOf({ rows: 7 })]);
    const { totals } = collectStatistics([entry], today);
    expect(totals).toMatchObject({ rows: 7, versions: 2 });
  });

  it('are all zero for an empty catalogue', () => {
    const { totals } = collectStatistics([], today);
    expect(new Set(Object.values(totals))).toEqual(new Set([0]));
  });

  it('put a score or a size that lies on a bound into the class that begins there', () => {
    expect([1, 0.9999, 0.95, 0.9499, 0.8, 0.7999, 0].map(bandOf)).toEqual([
      'full',
      'high',
      'high',
      'middle',
      'middle',
      'low',
      'low',
    ]);
    expect([0, 99, 100, 999_999, 1_000_000].map(rowClassOf)).toEqual([
      'up-to-99',
      'up-to-99',
      'from-100',
      'from-100000',
      'from-1000000',
    ]);
  });

  it('take the month from the province’s clock', () => {
    expect(monthOf('2026-10-31T16:00:00Z')).toBe('2026-11');
    expect(monthOf('2026-10-31T15:59:59Z')).toBe('2026-10');
  });
});

describe('the charts', () => {
  const charts = chartsOf(statistics, ['current', 'ended', 'overdue']);

  it('show every update state, also an empty one', () => {
    expect(charts['update-state'].rows).toEqual([
      { key: 'current', values: [1] },
      { key: 'ended', values: [0] },
      { key: 'overdue', values: [1] },
    ]);
  });

  it('put the largest theme first and each of its classes in the order of the law', () => {
    expect(charts.themes.parts).toEqual(['unconditional', 'conditional', 'withheld']);
    expect(charts.themes.rows.map(({ key }) => key)).toEqual(['211', '206']);
  });

  it('show a year of months without a gap, ending with the latest version', () => {
    const { rows } = charts.months;
    expect(rows).toHaveLength(12);
    expect(rows.slice(-3)).toEqual([
      { key: '2026-09', values: [0] },
      { key: '2026-10', values: [2] },
      { key: '2026-11', values: [1] },
    ]);
  });

  it('tell the mean of a quality score with its bands', () => {
    const validity = charts.quality.rows.find(({ key }) => key === 'validity');
    expect(validity?.values).toEqual([0, 2, 0, 0]);
    expect(validity?.mean).toBeCloseTo(0.97, 10);
  });

  it('have no rows where nothing is known', () => {
    const empty = chartsOf(collectStatistics([], today), ['current']);
    expect([empty.themes.rows, empty.months.rows, empty.formats.rows]).toEqual([[], [], []]);
    expect(empty.quality.rows.every(({ mean }) => mean === undefined)).toBe(true);
  });
});
