/**
 * What the statistics page counts, in one pass over the public catalogue. Every figure follows from the
 * entries and from the state of each on the day of the build; withdrawn entries are counted apart.
 */
import type { OpennessClass } from '../../../functions/domain/dataset.ts';
import { opennessClasses } from '../../../functions/domain/dataset-codes.ts';
import {
  type CatalogueEntry,
  type Distribution,
  latestOf,
  type Version,
} from '../../../functions/domain/version.ts';
import { dayOf } from '../format.ts';
import { updateStateOf } from '../update-state.ts';
import type { QualityBand, QualityMeasure, RowClass } from './statistics-classes.ts';
import { bandOf, qualityMeasures, rowClasses, rowClassOf } from './statistics-classes.ts';

export type ClassCounts = Record<OpennessClass, number>;

export interface CatalogueStatistics {
  readonly totals: Readonly<Record<TotalName, number>>;
  readonly openness: ClassCounts;
  readonly themes: ReadonlyMap<string, ClassCounts>;
  readonly agencies: ReadonlyMap<string, ClassCounts>;
  /** Of the latest versions: datasets that offer the format, its files and their bytes. */
  readonly formats: ReadonlyMap<string, FormatCount>;
  readonly updateStates: ReadonlyMap<string, number>;
  readonly rowClasses: Readonly<Record<RowClass, number>>;
  readonly quality: Readonly<Record<QualityMeasure, QualityCount>>;
  /** Versions by month of issue in Asia/Shanghai, `2026-11`. */
  readonly months: ReadonlyMap<string, number>;
}

export type TotalName =
  | 'datasets'
  | 'priority'
  | 'withdrawn'
  | 'agencies'
  | 'versions'
  | 'rows'
  | 'files'
  | 'bytes';

export interface FormatCount {
  datasets: number;
  files: number;
  bytes: number;
}

export interface QualityCount {
  readonly bands: Record<QualityBand, number>;
  /** Datasets with a score, and the sum of their scores: the mean is the second by the first. */
  measured: number;
  sum: number;
}

/** What one entry adds to the statistics: small, so that those of every entry can be kept. */
export interface EntryFigures {
  readonly status: CatalogueEntry['status'];
  readonly openness: OpennessClass;
  readonly theme: string;
  readonly publisher: string;
  readonly priority: boolean;
  /** The month of each version. */
  readonly months: readonly string[];
  /** Of the latest version; absent for an entry without data. */
  readonly latest?: {
    readonly state: string;
    readonly rows: number | null;
    readonly files: readonly Pick<Distribution, 'format' | 'bytes'>[];
    readonly quality?: Readonly<Record<QualityMeasure, number>>;
  };
}

/** `today` (CCYY-MM-DD in China) is the day for which the update state is told. */
export function figuresOf(entry: CatalogueEntry, today: string): EntryFigures {
  const { dataset, status } = entry;
  const latest = latestOf(entry);
  return {
    status,
    openness: dataset.openness.class,
    theme: dataset.theme,
    publisher: dataset.publisher,
    priority: dataset.priority !== undefined,
    months: entry.versions.map(({ issued }) => monthOf(issued)),
    ...(latest && { latest: latestFigures(latest, updateStateOf(entry, today).kind) }),
  };
}

function latestFigures({ rows, distributions, quality }: Version, state: string) {
  const files = distributions
    .filter(({ role }) => role !== 'report')
    .map(({ format, bytes }) => ({ format, bytes }));
  if (!quality) return { state, rows, files };
  const { completeness, validity, uniqueness } = quality;
  return { state, rows, files, quality: { completeness, validity, uniqueness } };
}

/** The statistics of the entries with these figures, which stand in the order of ids. */
export function sumFigures(figures: Iterable<EntryFigures>): CatalogueStatistics {
  const counted = emptyStatistics();
  for (const each of figures) {
    if (each.status === 'withdrawn') counted.totals.withdrawn += 1;
    else countEntry(counted, each);
  }
  counted.totals.agencies = counted.agencies.size;
  return counted;
}

function emptyStatistics() {
  const bands = (): Record<QualityBand, number> => ({ full: 0, high: 0, middle: 0, low: 0 });
  const quality = (): QualityCount => ({ bands: bands(), measured: 0, sum: 0 });
  return {
    totals: {
      datasets: 0,
      priority: 0,
      withdrawn: 0,
      agencies: 0,
      versions: 0,
      rows: 0,
      files: 0,
      bytes: 0,
    } as Record<TotalName, number>,
    openness: noClasses(),
    themes: new Map<string, ClassCounts>(),
    agencies: new Map<string, ClassCounts>(),
    formats: new Map<string, FormatCount>(),
    updateStates: new Map<string, number>(),
    rowClasses: Object.fromEntries(rowClasses.map(({ key }) => [key, 0])) as Record<RowClass, number>,
    quality: { completeness: quality(), validity: quality(), uniqueness: quality() },
    months: new Map<string, number>(),
  };
}

const noClasses = (): ClassCounts => ({ unconditional: 0, conditional: 0, withheld: 0 });

type Counting = ReturnType<typeof emptyStatistics>;

function countEntry(counted: Counting, entry: EntryFigures): void {
  const { openness, latest } = entry;
  counted.totals.datasets += 1;
  if (entry.priority) counted.totals.priority += 1;
  counted.openness[openness] += 1;
  classesOf(counted.themes, entry.theme)[openness] += 1;
  classesOf(counted.agencies, entry.publisher)[openness] += 1;
  for (const month of entry.months) {
    counted.totals.versions += 1;
    add(counted.months, month);
  }
  if (!latest) return;
  add(counted.updateStates, latest.state);
  countFiles(counted, latest.files);
  if (latest.rows !== null) {
    counted.totals.rows += latest.rows;
    counted.rowClasses[rowClassOf(latest.rows)] += 1;
  }
  if (latest.quality) countQuality(counted, latest.quality);
}

function countFiles(counted: Counting, files: readonly Pick<Distribution, 'format' | 'bytes'>[]): void {
  const seen = new Set<string>();
  for (const file of files) {
    const format = counted.formats.get(file.format) ?? { datasets: 0, files: 0, bytes: 0 };
    counted.formats.set(file.format, format);
    format.files += 1;
    format.bytes += file.bytes;
    if (!seen.has(file.format)) format.datasets += 1;
    seen.add(file.format);
    counted.totals.files += 1;
    counted.totals.bytes += file.bytes;
  }
}

function countQuality(counted: Counting, report: Readonly<Record<QualityMeasure, number>>): void {
  for (const measure of qualityMeasures) {
    const count = counted.quality[measure];
    count.bands[bandOf(report[measure])] += 1;
    count.measured += 1;
    count.sum += report[measure];
  }
}

const add = (counts: Map<string, number>, key: string): void => {
  counts.set(key, (counts.get(key) ?? 0) + 1);
};

function classesOf(groups: Map<string, ClassCounts>, key: string): ClassCounts {
  const counts = groups.get(key) ?? noClasses();
  groups.set(key, counts);
  return counts;
}

/** The month of an instant in China, `2026-11`. */
export const monthOf = (instant: string): string => dayOf(instant).slice(0, 7);

export const sumOf = (counts: ClassCounts): number =>
  opennessClasses.reduce((sum, openness) => sum + counts[openness], 0);
