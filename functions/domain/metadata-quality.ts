/**
 * How well an entry is described, in the 405 points of the European metadata quality assessment. Source:
 * data.europa.eu, "Metadata Quality Assessment Methodology" (dimensions after the FAIR principles, points, ratings).
 */

export const dimensions = [
  'findability',
  'accessibility',
  'interoperability',
  'reusability',
  'contextuality',
] as const;
export type Dimension = (typeof dimensions)[number];

interface IndicatorRow {
  readonly dimension: Dimension;
  readonly points: number;
  /** What is looked at in the DCAT description. */
  readonly property: string;
  /** Whether it looks at files, which the law lets no entry have that is not open (Art. 28). */
  readonly needsOpen?: true;
}

/** In the order of the methodology. */
export const indicators = {
  keywords: { dimension: 'findability', points: 30, property: 'dcat:keyword' },
  themes: { dimension: 'findability', points: 30, property: 'dcat:theme' },
  spatial: { dimension: 'findability', points: 20, property: 'dct:spatial' },
  temporal: { dimension: 'findability', points: 20, property: 'dct:temporal' },
  'access-answers': { dimension: 'accessibility', points: 50, property: 'dcat:accessURL' },
  'download-address': {
    dimension: 'accessibility',
    points: 20,
    property: 'dcat:downloadURL',
    needsOpen: true,
  },
  'download-answers': {
    dimension: 'accessibility',
    points: 30,
    property: 'dcat:downloadURL',
    needsOpen: true,
  },
  format: { dimension: 'interoperability', points: 20, property: 'dct:format' },
  'media-type': { dimension: 'interoperability', points: 10, property: 'dcat:mediaType' },
  vocabulary: { dimension: 'interoperability', points: 10, property: 'dct:format, dcat:mediaType' },
  'non-proprietary': {
    dimension: 'interoperability',
    points: 20,
    property: 'dct:format',
    needsOpen: true,
  },
  'machine-readable': {
    dimension: 'interoperability',
    points: 20,
    property: 'dct:format',
    needsOpen: true,
  },
  'dcat-ap': { dimension: 'interoperability', points: 30, property: 'DCAT-AP' },
  licence: { dimension: 'reusability', points: 20, property: 'dct:license' },
  'known-licence': { dimension: 'reusability', points: 10, property: 'dct:license', needsOpen: true },
  'access-rights': { dimension: 'reusability', points: 10, property: 'dct:accessRights' },
  'known-access-rights': { dimension: 'reusability', points: 5, property: 'dct:accessRights' },
  contact: { dimension: 'reusability', points: 20, property: 'dcat:contactPoint' },
  publisher: { dimension: 'reusability', points: 10, property: 'dct:publisher' },
  rights: { dimension: 'contextuality', points: 5, property: 'dct:rights' },
  'byte-size': { dimension: 'contextuality', points: 5, property: 'dcat:byteSize', needsOpen: true },
  issued: { dimension: 'contextuality', points: 5, property: 'dct:issued' },
  modified: { dimension: 'contextuality', points: 5, property: 'dct:modified' },
} as const satisfies Readonly<Record<string, IndicatorRow>>;

export type Indicator = keyof typeof indicators;
export const indicatorNames = Object.keys(indicators) as Indicator[];
export const indicator = (name: Indicator): IndicatorRow => indicators[name];

export const pointsIn = (dimension: Dimension): number =>
  indicatorNames.reduce(
    (sum, name) => sum + (indicators[name].dimension === dimension ? indicators[name].points : 0),
    0,
  );
/** 405. */
export const mostPoints = dimensions.reduce((sum, dimension) => sum + pointsIn(dimension), 0);

/** `unasked`: its address has not been asked since it was published; without points until it has. */
export type Verdict = 'met' | 'missing' | 'unasked';
export type Assessment = Readonly<Record<Indicator, Verdict>>;

export function pointsOf(assessment: Assessment, dimension?: Dimension): number {
  let points = 0;
  for (const name of indicatorNames) {
    const row = indicators[name];
    if (assessment[name] === 'met' && (dimension === undefined || row.dimension === dimension))
      points += row.points;
  }
  return points;
}

/** From so many points on, best first. */
export const ratings = { excellent: 351, good: 221, sufficient: 121, bad: 0 } as const;
export type Rating = keyof typeof ratings;

export function ratingOf(points: number): Rating {
  const found = (Object.keys(ratings) as Rating[]).find((rating) => points >= ratings[rating]);
  return found ?? 'bad';
}
