import type { statistics as zh } from '../zh/statistics.ts';

export const statistics: typeof zh = {
  title: 'Statistics',
  lead: 'What the catalogue holds, how open it is, whether it is current, how good it is. The figures are computed anew from the public catalogue after each publication; every chart comes with its table and a download.',
  monitoring: 'How well the offices do: clocks, updates and use',
  asOf: (day) => `As of ${day}`,
  totalsTitle: 'At a glance',
  totals: {
    datasets: 'Datasets',
    agencies: 'Agencies',
    rows: 'Rows of data',
    bytes: 'Files to download',
    versions: 'Versions published',
    priority: 'Priority datasets',
  },
  withdrawn: (n) =>
    `${n} withdrawn ${n === 1 ? 'dataset keeps only its notice and is' : 'datasets keep only their notices and are'} not counted above.`,
  empty: 'The catalogue holds no datasets yet. Figures appear after the first publication.',
  noRows: 'There is nothing to count yet.',
  chartsTitle: 'Charts',
  table: 'Table',
  csv: 'Download this chart’s data (CSV)',
  all: 'Download all statistics (JSON)',
  key: 'Key',
  mean: (share) => `mean ${share}`,
  meanColumn: 'Mean',
  total: 'Total',
  unit: { datasets: 'datasets', bytes: 'bytes', versions: 'versions' },
  unitLabel: { datasets: 'Unit: datasets', bytes: 'Unit: bytes', versions: 'Unit: versions' },
  column: {
    openness: 'Openness class',
    'update-state': 'Update state',
    themes: 'Theme',
    agencies: 'Agency',
    formats: 'Format',
    bytes: 'Format',
    rows: 'Rows',
    quality: 'Measure',
    months: 'Month',
  },
  charts: {
    openness: {
      title: 'By openness class',
      counts:
        'Each catalogue entry that is not withdrawn counts once, in its present class (Art. 28 of the Measures).',
    },
    'update-state': {
      title: 'By update state',
      counts:
        'Entries with data. The latest update plus the declared update cycle gives the date an update is due, which is compared with the day stated above; irregular data is due on its review date.',
    },
    themes: {
      title: 'By theme',
      counts:
        'Themes of the national catalogue (201–217); an entry has one theme. Bars are divided by openness class.',
    },
    agencies: {
      title: 'By agency',
      counts:
        'The agency that provides the data. Bars are divided by openness class. Agencies without entries are left out.',
    },
    formats: {
      title: 'By format',
      counts:
        'Datasets whose latest version offers the format. Most offer several, so that the sum exceeds the number of datasets; reports such as checksums do not count.',
    },
    bytes: {
      title: 'Size of files by format',
      counts: 'Sum of the bytes of all files of the format in the latest versions (1 MB = 1,000,000 bytes).',
    },
    rows: {
      title: 'By number of rows',
      counts: 'Rows of the latest version, without the header. Data that is not a table does not count.',
    },
    quality: {
      title: 'Data quality',
      counts:
        'Every cell of the latest version is checked at publication. Completeness: the share of cells that are filled. Validity: the share of cells that satisfy the declared type and constraints. Uniqueness: the share of rows that do not repeat another. The mean is the arithmetic mean of the datasets’ scores, each with the same weight.',
    },
    months: {
      title: 'Versions published in the last twelve months',
      counts:
        'By the month of publication (UTC+8), including versions withdrawn later. The download has every month.',
    },
  },
  summary: {
    openness: (open, all) => `${open} of ${all} datasets are open without conditions.`,
    largest: (label, value) => `Largest: ${label}, ${value}.`,
  },
  month: (month) => String(month),
  rowClass: {
    'up-to-99': 'fewer than 100',
    'from-100': '100–999',
    'from-1000': '1,000–9,999',
    'from-10000': '10,000–99,999',
    'from-100000': '100,000–999,999',
    'from-1000000': '1,000,000 and more',
  },
  measure: { completeness: 'Completeness', validity: 'Validity', uniqueness: 'Uniqueness' },
  band: { full: '100%', high: '95% and more', middle: '80%–95%', low: 'below 80%' },
  evaluation: {
    title: 'Self-evaluation',
    text: 'Metadata quality of every dataset, agency and the whole catalogue (the European 405 points), what is missing, and the evidence for the China Open Data Forest Index.',
    more: 'Quality of the catalogue',
  },
  method: {
    title: 'Where the figures come from',
    lead: 'Every figure is computed from the snapshot of the public catalogue; the snapshot can be downloaded, and anyone can compute them again.',
    figure: 'Figure',
    how: 'How it is counted',
    rows: [
      [
        'Datasets',
        'Entries of the catalogue that are not withdrawn, including conditional ones and those that are not open (of which there is only the entry, no data).',
      ],
      ['Agencies', 'Agencies with at least one entry that is not withdrawn.'],
      [
        'Rows of data',
        'Sum of the rows of each dataset’s latest version that is not withdrawn, without headers. Conditional data counts here; its files do not count in sizes.',
      ],
      [
        'Files to download',
        'Sum of the bytes of the files of the latest versions that can be downloaded directly; reports such as checksums do not count.',
      ],
      [
        'Versions published',
        'All versions of datasets that are not withdrawn. Publishing unchanged content makes no new version.',
      ],
      [
        'Priority datasets',
        'Entries with at least one ground for being opened first (Art. 29 of the Measures).',
      ],
    ],
  },
};
