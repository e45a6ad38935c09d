/** The classes into which the statistics sort scores and sizes. */
export const qualityMeasures = ['completeness', 'validity', 'uniqueness'] as const;
export type QualityMeasure = (typeof qualityMeasures)[number];

/** Bands of a quality score between 0 and 1, best first; a score belongs to the first whose bound it reaches. */
export const qualityBands = [
  { key: 'full', from: 1 },
  { key: 'high', from: 0.95 },
  { key: 'middle', from: 0.8 },
  { key: 'low', from: 0 },
] as const;
export type QualityBand = (typeof qualityBands)[number]['key'];

/** Classes of size, in rows; a dataset belongs to the last whose bound it reaches. */
export const rowClasses = [
  { key: 'up-to-99', from: 0 },
  { key: 'from-100', from: 100 },
  { key: 'from-1000', from: 1_000 },
  { key: 'from-10000', from: 10_000 },
  { key: 'from-100000', from: 100_000 },
  { key: 'from-1000000', from: 1_000_000 },
] as const;
export type RowClass = (typeof rowClasses)[number]['key'];

export const bandOf = (score: number): QualityBand =>
  qualityBands.find(({ from }) => score >= from)?.key ?? 'low';

export const rowClassOf = (rows: number): RowClass =>
  rowClasses.findLast(({ from }) => rows >= from)?.key ?? 'up-to-99';
