/** The points of many entries together, in one pass: by class, by agency, and what to mend for how many points. */
import type { OpennessClass } from './dataset.ts';
import {
  type Assessment,
  type Dimension,
  dimensions,
  type Indicator,
  indicator,
  indicatorNames,
  mostPoints,
  pointsOf,
} from './metadata-quality.ts';

export interface Assessed {
  readonly id: string;
  readonly publisher: string;
  readonly openness: OpennessClass;
  readonly assessment: Assessment;
}

/** The mean of a group of entries is `points` by `entries`. */
export interface Mean {
  entries: number;
  points: number;
}

export interface Fix {
  readonly indicator: Indicator;
  met: number;
  /** Entries that can be mended, and those whose class rules it out (Art. 28). */
  missing: number;
  ruledOut: number;
  unasked: number;
  /** The first of those that can be mended, by id. */
  readonly first: string[];
}

export interface QualitySummary {
  readonly all: Mean;
  readonly classes: Readonly<Record<OpennessClass, Mean>>;
  /** Of all entries; `open`: of those that are open. */
  readonly dimensions: Readonly<Record<Dimension, Mean & { readonly open: Mean }>>;
  readonly agencies: ReadonlyMap<string, Mean & { readonly open: Mean }>;
  readonly fixes: Readonly<Record<Indicator, Fix>>;
  /** The entries with the fewest points, fewest first. */
  readonly worst: readonly (Assessed & { readonly points: number })[];
}

/** How many entries are named: the page must not grow with the catalogue. */
export const mostNamed = 100;

const noMean = (): Mean => ({ entries: 0, points: 0 });

function add(mean: Mean, points: number): void {
  mean.entries += 1;
  mean.points += points;
}

/** Expects entries in the order of their ids; linear in their number. */
export function summarise(assessed: Iterable<Assessed>): QualitySummary {
  const classes = { unconditional: noMean(), conditional: noMean(), withheld: noMean() };
  const agencies = new Map<string, Mean & { readonly open: Mean }>();
  const all = noMean();
  const byDimension = Object.fromEntries(
    dimensions.map((dimension) => [dimension, { ...noMean(), open: noMean() }]),
  ) as Record<Dimension, Mean & { readonly open: Mean }>;
  const fixes = Object.fromEntries(indicatorNames.map((name) => [name, noFix(name)])) as Record<
    Indicator,
    Fix
  >;
  const byPoints: Assessed[][] = Array.from({ length: mostPoints + 1 }, () => []);
  for (const each of assessed) {
    const points = pointsOf(each.assessment);
    const agency = agencies.get(each.publisher) ?? { ...noMean(), open: noMean() };
    agencies.set(each.publisher, agency);
    for (const mean of [all, agency, classes[each.openness]]) add(mean, points);
    const isOpen = each.openness === 'unconditional';
    if (isOpen) add(agency.open, points);
    for (const dimension of dimensions) {
      const own = pointsOf(each.assessment, dimension);
      add(byDimension[dimension], own);
      if (isOpen) add(byDimension[dimension].open, own);
    }
    for (const name of indicatorNames) count(fixes[name], each);
    const same = byPoints[points];
    if (same && same.length < mostNamed) same.push(each);
  }
  const worst = byPoints
    .slice(0, mostPoints)
    .flatMap((same, points) => same.map((each) => ({ ...each, points })))
    .slice(0, mostNamed);
  return { all, classes, dimensions: byDimension, agencies, fixes, worst };
}

const noFix = (name: Indicator): Fix => ({
  indicator: name,
  met: 0,
  missing: 0,
  ruledOut: 0,
  unasked: 0,
  first: [],
});

function count(fix: Fix, { id, openness, assessment }: Assessed): void {
  const verdict = assessment[fix.indicator];
  if (verdict !== 'missing') fix[verdict] += 1;
  else if (isRuledOut(fix.indicator, openness)) fix.ruledOut += 1;
  else {
    fix.missing += 1;
    if (fix.first.length < mostNamed) fix.first.push(id);
  }
}

/** Whether the law keeps an entry of this class from ever meeting it. */
export const isRuledOut = (name: Indicator, openness: OpennessClass): boolean =>
  openness !== 'unconditional' && indicator(name).needsOpen === true;

/** By how many points the mean of all entries rises when everything that can be mended is; the largest first. */
export function fixesOf({ all, fixes }: QualitySummary): readonly (Fix & { readonly gain: number })[] {
  return Object.values(fixes)
    .filter(({ missing }) => missing > 0)
    .map((fix) => ({ ...fix, gain: (fix.missing * indicator(fix.indicator).points) / all.entries }))
    .toSorted((one, other) => other.gain - one.gain);
}

/** To a tenth of a point; null for a group without entries. */
export const meanOf = ({ entries, points }: Mean): number | null =>
  entries === 0 ? null : Math.round((points / entries) * 10) / 10;
