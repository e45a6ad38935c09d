import type { datasetQuality as zh } from '../zh/dataset-quality.ts';

export const datasetQuality: typeof zh = {
  title: 'Data quality',
  scores: {
    completeness: 'Completeness',
    validity: 'Validity',
    uniqueness: 'Uniqueness',
    timeliness: 'Timeliness',
  },
  meaning: {
    completeness: 'share of cells that are filled',
    validity: 'share of cells that satisfy type and constraints',
    uniqueness: 'share of rows that do not repeat',
    timeliness: 'whether it was updated by the day it was due',
  },
  table: 'Quality by field',
  columns: {
    field: 'Field',
    filled: 'Filled',
    completeness: 'Completeness',
    distinct: 'Distinct',
    minimum: 'Minimum',
    maximum: 'Maximum',
  },
  warnings: 'Remarks of the check',
  quoted: (name: string) => `“${name}”`,
  warningCount: (n) => `${n} places`,
  remarks: {
    'nested-values': (about) => `${about || 'A column'} holds nested values, published as JSON text.`,
    'formula-like-cells': (about) =>
      `${about || 'A column'} has cells that begin like a formula; they are published unaltered, and spreadsheets may run them.`,
    'mixed-types': (about) =>
      `A few cells of ${about || 'a column'} are of another type than the rest; the column is published as text.`,
    'privacy-declarations': (about) =>
      `The publisher declares what ${about || 'some fields'} hold; personal data of that kind is not looked for there.`,
    'attachment-not-scanned': (about) =>
      `${about || 'An attachment'} could not be scanned for personal data; a person looks through it.`,
    'original-not-published': () =>
      'The original file holds more that could not be scanned: the table is published, the file is not.',
    'other-sheets': (about) => `Other sheets of the original are not published${about && `: ${about}`}.`,
    'error-cells': () => 'Some cells hold an error such as #N/A, published as text.',
    'blank-rows': () => 'Blank rows were left out.',
    'merged-cells': () => 'Some cells are merged: only the first of each holds the value.',
  },
  source: (format) => `Delivered as ${format}`,
  encoding: (encoding) => `encoding ${encoding}`,
};
