/** The statistics as charts: ordered rows of one or more parts, by key. Labels are the pages' own. */
import { opennessClasses } from '../../../functions/domain/dataset-codes.ts';
import type { CatalogueStatistics, ClassCounts } from './statistics.ts';
import { sumOf } from './statistics.ts';
import { qualityBands, qualityMeasures, rowClasses } from './statistics-classes.ts';

export const chartIds = [
  'openness',
  'update-state',
  'themes',
  'agencies',
  'formats',
  'bytes',
  'rows',
  'quality',
  'months',
] as const;
export type ChartId = (typeof chartIds)[number];

export interface ChartRow {
  readonly key: string;
  /** One value for each of the chart's parts, in their order. */
  readonly values: readonly number[];
  /** A mean to be told beside the row, between 0 and 1. */
  readonly mean?: number;
}

export interface Chart {
  readonly id: ChartId;
  readonly unit: 'datasets' | 'bytes' | 'versions';
  /** Keys of the parts that each row is made of; one for a plain bar. */
  readonly parts: readonly string[];
  readonly rows: readonly ChartRow[];
  /** `amount`: all rows on one scale from zero; `share`: each row fills the width. */
  readonly scale: 'amount' | 'share';
}

/** How many months the chart of versions shows at least. */
const monthsShown = 12;

/** All charts of the page, in its order. `updateStates` gives the states in their order. */
export function chartsOf(
  statistics: CatalogueStatistics,
  updateStates: readonly string[],
): Readonly<Record<ChartId, Chart>> {
  const { openness, updateStates: states, formats, rowClasses: sizes } = statistics;
  return {
    openness: counted(
      'openness',
      'datasets',
      opennessClasses.map((key) => [key, openness[key]]),
    ),
    'update-state': counted(
      'update-state',
      'datasets',
      updateStates.map((key) => [key, states.get(key) ?? 0]),
    ),
    themes: byClass('themes', statistics.themes),
    agencies: byClass('agencies', statistics.agencies),
    formats: counted(
      'formats',
      'datasets',
      descending([...formats].map(([key, { datasets }]) => [key, datasets])),
    ),
    bytes: counted('bytes', 'bytes', descending([...formats].map(([key, { bytes }]) => [key, bytes]))),
    rows: counted(
      'rows',
      'datasets',
      rowClasses.map(({ key }) => [key, sizes[key]]),
    ),
    quality: qualityChart(statistics),
    months: counted('months', 'versions', throughMonths(statistics.months)),
  };
}

type Pair = readonly [key: string, value: number];

const counted = (id: ChartId, unit: Chart['unit'], pairs: readonly Pair[]): Chart => ({
  id,
  unit,
  parts: [unit],
  rows: pairs.map(([key, value]) => ({ key, values: [value] })),
  scale: 'amount',
});

const descending = (pairs: readonly Pair[]): Pair[] =>
  pairs.toSorted(([a, one], [b, other]) => other - one || (a < b ? -1 : 1));

function byClass(id: ChartId, groups: ReadonlyMap<string, ClassCounts>): Chart {
  const rows = descending([...groups].map(([key, counts]) => [key, sumOf(counts)])).map(([key]) => ({
    key,
    values: opennessClasses.map((openness) => groups.get(key)?.[openness] ?? 0),
  }));
  return { id, unit: 'datasets', parts: opennessClasses, rows, scale: 'amount' };
}

function qualityChart({ quality }: CatalogueStatistics): Chart {
  const rows = qualityMeasures.map((key) => {
    const { bands, measured, sum } = quality[key];
    const values = qualityBands.map((band) => bands[band.key]);
    return measured > 0 ? { key, values, mean: sum / measured } : { key, values };
  });
  return { id: 'quality', unit: 'datasets', parts: qualityBands.map(({ key }) => key), rows, scale: 'share' };
}

/** Every month up to the latest, those without a version as zero; at least a year of them, at most three. */
function throughMonths(months: ReadonlyMap<string, number>): Pair[] {
  const known = [...months.keys()].toSorted();
  const last = known.at(-1);
  const first = known[0];
  if (last === undefined || first === undefined) return [];
  const count = Math.min(36, Math.max(monthsShown, index(last) - index(first) + 1));
  return Array.from({ length: count }, (_, position) => {
    const month = index(last) - count + 1 + position;
    const key = `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`;
    return [key, months.get(key) ?? 0];
  });
}

/** `2026-11` as a count of months. */
const index = (month: string): number => Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1;
