/**
 * The yearly evaluation of the agencies (Art. 30, 47–49): what each figure is counted from, and how scores are made of them.
 * Every figure is the sum, or the mean, of facts, and every fact names the event behind it.
 */
import { type } from 'arktype';
import { once } from './once.ts';

export const dimensions = ['openness', 'quality', 'timeliness', 'answers', 'use', 'outcomes'] as const;
export type Dimension = (typeof dimensions)[number];

/** `sum`: of the values of its facts, which are 1 where facts are counted; `mean`: of their values, between 0 and 1. */
interface Figure {
  readonly dimension: Dimension;
  readonly how: 'sum' | 'mean';
}

export const figures = {
  unconditional: { dimension: 'openness', how: 'sum' },
  conditional: { dimension: 'openness', how: 'sum' },
  withheld: { dimension: 'openness', how: 'sum' },
  completeness: { dimension: 'quality', how: 'mean' },
  validity: { dimension: 'quality', how: 'mean' },
  uniqueness: { dimension: 'quality', how: 'mean' },
  'updated-in-time': { dimension: 'timeliness', how: 'sum' },
  'updated-late': { dimension: 'timeliness', how: 'sum' },
  'clocks-met': { dimension: 'answers', how: 'sum' },
  'clocks-missed': { dimension: 'answers', how: 'sum' },
  downloads: { dimension: 'use', how: 'sum' },
  queries: { dimension: 'use', how: 'sum' },
  'keyed-requests': { dimension: 'use', how: 'sum' },
  'grants-signed': { dimension: 'outcomes', how: 'sum' },
  'use-reports': { dimension: 'outcomes', how: 'sum' },
  'reuses-shown': { dimension: 'outcomes', how: 'sum' },
  'requests-opened': { dimension: 'outcomes', how: 'sum' },
  'corrections-made': { dimension: 'outcomes', how: 'sum' },
  /** Objections (Art. 46) because of which data was corrected or withdrawn. */
  'objections-upheld': { dimension: 'outcomes', how: 'sum' },
} as const satisfies Readonly<Record<string, Figure>>;
export type FigureName = keyof typeof figures;
export const figureNames = Object.keys(figures) as readonly FigureName[];

/** One thing that a figure is made from. */
export interface Fact {
  readonly figure: FigureName;
  readonly agency: string;
  /** 1 where it is counted. */
  readonly value: number;
  /** What it is about: a dataset, or a clock. */
  readonly about: string;
  /** The event behind it; of a counter its name, for counters have no events. */
  readonly stream: string;
  /** 0 of a counter. */
  readonly sequence: number;
  /** In the hash chain of the stream; empty of a counter. */
  readonly hash: string;
  /** ISO 8601 instant, UTC; of a counter the end of what is evaluated. */
  readonly at: string;
}

const share = '0 <= number <= 1';
export const weights = once(() =>
  type({
    '+': 'reject',
    /** Points of each dimension; those of which nothing can be said are left out of the total. */
    weights: type({
      '+': 'reject',
      openness: 'number >= 0',
      quality: 'number >= 0',
      timeliness: 'number >= 0',
      answers: 'number >= 0',
      use: 'number >= 0',
      outcomes: 'number >= 0',
    }).narrow(
      (each, ctx) =>
        Object.values(each).some((weight) => weight > 0) || ctx.mustBe('above 0 for some dimension'),
    ),
    /** What a conditional dataset counts for openness, where an unconditional one counts 1. */
    conditionalShare: share,
    /** Uses a dataset and year that make full marks; tenfold use makes equal steps. */
    usesPerDataset: 'number > 0',
    /** Outcomes a dataset and year that make full marks. */
    outcomesPerDataset: 'number > 0',
  }),
);
export type Weights = ReturnType<typeof weights>['infer'];

export type FigureValues = Readonly<
  Record<FigureName, { readonly value: number | null; readonly facts: number }>
>;

export interface Assessment {
  readonly agency: string;
  /** Value, and how many facts are behind it; null where a mean has none. */
  readonly figures: FigureValues;
  /** 0 to 100; null where nothing can be said, such as answers where nobody asked. */
  readonly scores: Readonly<Record<Dimension, number | null>>;
  /** 0 to 100; null where nothing at all can be said. */
  readonly total: number | null;
}

/** Of every agency that is named, in that order. The same facts and weights give the same assessment. */
export function assess(
  agencies: readonly string[],
  facts: readonly Fact[],
  by: Weights,
): readonly Assessment[] {
  const byAgency = Map.groupBy(facts, ({ agency }) => agency);
  return agencies.map((agency) => {
    const values = valuesOf(byAgency.get(agency) ?? []);
    const scores = scoresOf(values, by);
    return { agency, figures: values, scores, total: totalOf(scores, by) };
  });
}

function valuesOf(facts: readonly Fact[]): FigureValues {
  const values = figureNames.map((name) => {
    const own = facts.filter(({ figure }) => figure === name);
    const sum = own.reduce((total, { value }) => total + value, 0);
    const isMean = figures[name].how === 'mean';
    const value = !isMean ? sum : own.length === 0 ? null : round(sum / own.length, 4);
    return [name, { value, facts: own.length }] as const;
  });
  return Object.fromEntries(values) as FigureValues;
}

function scoresOf(of: FigureValues, by: Weights): Assessment['scores'] {
  const n = (name: FigureName): number => of[name].value ?? 0;
  const open = n('unconditional') + n('conditional');
  const all = open + n('withheld');
  const quality = [of.completeness.value, of.validity.value, of.uniqueness.value].flatMap((one) => one ?? []);
  const used = n('downloads') + n('queries') + n('keyed-requests');
  const outcomes = (
    [
      'grants-signed',
      'use-reports',
      'reuses-shown',
      'requests-opened',
      'corrections-made',
      'objections-upheld',
    ] as const
  )
    .map(n)
    .reduce((sum, one) => sum + one, 0);
  return {
    openness: ratio(n('unconditional') + by.conditionalShare * n('conditional'), all),
    quality: ratio(
      quality.reduce((sum, one) => sum + one, 0),
      quality.length,
    ),
    timeliness: ratio(n('updated-in-time'), n('updated-in-time') + n('updated-late')),
    answers: ratio(n('clocks-met'), n('clocks-met') + n('clocks-missed')),
    use:
      open === 0
        ? null
        : ratio(Math.min(1, Math.log10(1 + used / open) / Math.log10(1 + by.usesPerDataset)), 1),
    outcomes: open === 0 ? null : ratio(Math.min(1, outcomes / open / by.outcomesPerDataset), 1),
  };
}

const round = (value: number, digits: number): number => Math.round(value * 10 ** digits) / 10 ** digits;
const ratio = (part: number, whole: number): number | null =>
  whole === 0 ? null : round((100 * part) / whole, 1);

function totalOf(scores: Assessment['scores'], { weights: points }: Weights): number | null {
  const told = dimensions.filter((dimension) => scores[dimension] !== null);
  const whole = told.reduce((sum, dimension) => sum + points[dimension], 0);
  if (whole === 0) return null;
  const sum = told.reduce((total, dimension) => total + points[dimension] * (scores[dimension] ?? 0), 0);
  return round(sum / whole, 1);
}
