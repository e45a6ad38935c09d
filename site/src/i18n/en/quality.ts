import type { quality as zh } from '../zh/quality.ts';

export const quality: typeof zh = {
  title: 'Quality of the catalogue',
  lead: 'The platform scores itself by the European metadata quality assessment (405 points): from the DCAT-AP descriptions that it publishes, and by really asking the addresses in them. What is missing, and how many points it is worth, is listed.',
  asked: (moment, n, failed) =>
    `Access and download addresses were asked one by one on ${moment}: ${n} in all; ${failed} datasets have one that does not answer. Versions published since have not been asked and have no points for it yet.`,
  unaskedYet:
    'Access and download addresses have not been asked yet, and give no points so far; a running platform asks once a day.',
  own: 'Datasets that the platform makes itself do not count.',
  empty: 'The catalogue holds no dataset to score yet.',
  download: 'Download this table (CSV)',
  every: 'Download the points of every dataset',
  unit: 'Unit: points',
  of: (points, most) => `${points} / ${most}`,
  none: '—',
  classes: {
    title: 'Score',
    lead: 'Conditional and withheld data has no download address by law, and loses points by the European rules all the same; so the score of open data is told as well.',
    all: 'All',
    head: ['Scope', 'Datasets', 'Mean', 'Rating'],
    rating: 'Rating: excellent from 351 points, good from 221, sufficient from 121.',
  },
  dimensions: { title: 'Five dimensions', head: ['Dimension', 'Most', 'All', 'Open'] },
  agencies: { title: 'Agencies', head: ['Agency', 'Datasets', 'Mean', 'Rating', 'Open', 'Mean'] },
  fixes: {
    title: 'What to mend',
    lead: 'Mending an indicator gives its points to the dataset; “mean” is by how much the catalogue’s mean rises when all are mended.',
    head: ['Indicator', 'Dimension', 'Points', 'Met', 'Missing', 'By class', 'Not asked', 'Mean'],
    ruledOut:
      'By class: conditional and withheld data offers no download and cannot meet it (Art. 28 of the Measures).',
    gain: (points) => `+${points}`,
  },
  worst: {
    title: 'Datasets with the fewest points',
    lead: (n) => `At most ${n}, fewest first.`,
    head: ['Dataset', 'Agency', 'Class', 'Points', 'Missing'],
    none: 'No dataset lacks any points.',
  },
  missing: {
    lead: (points, property) => `${points} points for each dataset, by ${property} in its description.`,
    counts: (met, missing, ruledOut, unasked) =>
      `Met by ${met}, missing from ${missing}, ruled out by class for ${ruledOut}, not asked yet of ${unasked}.`,
    list: 'Datasets that lack it',
    first: (n) => `The first ${n} by id.`,
    none: 'No dataset lacks it that could have it.',
  },
  evidence: {
    title: 'China Open Data Forest Index: evidence',
    lead: 'By the published dimensions of the index (中国开放数林指数): what can be seen on this platform, where, how much of it the catalogue holds, and whether it is met. Scoring is for the assessors; nothing is scored here.',
    head: ['Layer', 'Dimension', 'Evidence', 'Count', 'Met', 'Address'],
    verdict: { met: 'met', missing: 'not met', unasked: 'not asked yet' },
    absent: 'not on this platform',
  },
  method: {
    title: 'How it is scored',
    text: `- Indicators and points are those of the [metadata quality assessment of data.europa.eu](https://data.europa.eu/mqa/methodology).
- Of several distributions (files) the one with the most points counts; but all addresses must answer, which is stricter than the European rule.
- DCAT-AP: any breach of a mandatory or recommended property, or of a range, takes all points of it.
- Where a descriptor does not say what time it is about, the days of first issue and last update stand for it; boxes of places are rounded from general knowledge, rest on no survey, and are no boundaries.`,
  },
  dataset: {
    title: 'Metadata quality',
    score: (points, most, rating) => `${points} of ${most} points: ${rating}.`,
    complete: 'Nothing is missing.',
    missing: 'Missing',
    unasked: 'Addresses not asked yet',
    ruledOut: 'Ruled out by its class (Art. 28 of the Measures)',
    more: 'All scores, and how they are made',
  },
};
