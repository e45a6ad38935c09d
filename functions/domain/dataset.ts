/**
 * The catalogue entry: the one schema for descriptor files, API bodies, stored items and the site's build.
 * Fields after 《政务信息资源目录编制指南（试行）》 (发改高技〔2017〕1272号) and the Measures. What the fields must
 * satisfy together (the law's rules) stands in `dataset-rules.ts`.
 */
import { type } from 'arktype';
import {
  acquisitionModes,
  applicantKinds,
  baseLibraries,
  conditionalGrounds,
  dataLevels,
  fieldContents,
  fieldTypes,
  opennessClasses,
  priorityGrounds,
  sensitivities,
  sharingTypes,
  updateCycles,
  withheldGrounds,
} from './dataset-codes.ts';
import { catalogueCode, fileName, httpsUrl, isoDate, regionCode, slug } from './dataset-names.ts';
import { once } from './once.ts';

export const field = once(() =>
  type({
    '+': 'reject',
    name: /^[\p{L}_][\p{L}\p{N}_]{0,62}$/u,
    title: '1 <= string <= 100',
    'titleEn?': '1 <= string <= 200',
    type: type.enumerated(...fieldTypes),
    'description?': 'string <= 2000',
    'descriptionEn?': 'string <= 2000',
    sensitivity: type.enumerated(...sensitivities),
    'unit?': '1 <= string <= 40',
    'contains?': type.enumerated(...fieldContents),
    'constraints?': {
      '+': 'reject',
      'required?': 'boolean',
      'unique?': 'boolean',
      'minimum?': 'string | number',
      'maximum?': 'string | number',
      'minLength?': 'number.integer >= 0',
      'maxLength?': 'number.integer >= 0',
      'pattern?': '1 <= string <= 500',
      'enum?': '(string | number | boolean)[] >= 1',
    },
  }),
);
export type Field = ReturnType<typeof field>['infer'];

/** How to read a delimited file; whatever is absent is detected. */
export const dialect = once(() =>
  type({
    '+': 'reject',
    'delimiter?': 'string == 1',
    'quote?': 'string == 1',
    'header?': 'boolean',
  }),
);

/** Data delivered as a file beside the descriptor. */
export const fileSource = once(() =>
  type({
    '+': 'reject',
    path: fileName,
    'format?': "'csv' | 'tsv' | 'xlsx' | 'json' | 'jsonl' | 'geojson' | 'parquet'",
    'encoding?': "'utf-8' | 'gb18030' | 'utf-16le' | 'utf-16be'",
    'dialect?': dialect(),
    'sheet?': '1 <= string <= 31',
  }),
);
/** Deterministic sample data made at publication by `datasets/generators.ts`. */
export const generatedSource = once(() =>
  type({
    '+': 'reject',
    generate: slug,
    rows: '1 <= number.integer <= 100000000',
    seed: 'number.integer',
  }),
);
/** Where the data of a version comes from. */
export const dataSource = once(() => fileSource().or(generatedSource()));

export const dataset = once(() =>
  type({
    '+': 'reject',
    id: slug,
    code: catalogueCode,
    title: '2 <= string <= 200',
    'titleEn?': '2 <= string <= 300',
    description: '50 <= string <= 5000',
    'descriptionEn?': '20 <= string <= 5000',
    publisher: slug,
    responsibleDepartment: slug,
    theme: /^2(?:0[1-9]|1[0-7])$/,
    'baseLibrary?': type.enumerated(...baseLibraries),
    keywords: type('1 <= string <= 40').array().atLeastLength(1).atMostLength(20),
    'keywordsEn?': type('1 <= string <= 60').array().atMostLength(20),
    'fields?': field().array().atMostLength(2000),
    'primaryKey?': type('string').array().atLeastLength(1),
    'formats?': type('1 <= string <= 20').array(),
    sharing: {
      '+': 'reject',
      type: type.enumerated(...sharingTypes),
      'reason?': '4 <= string <= 1000',
      'legalBasis?': '4 <= string <= 500',
      'conditions?': '1 <= string <= 1000',
      'method?': '1 <= string <= 200',
    },
    openness: {
      '+': 'reject',
      class: type.enumerated(...opennessClasses),
      'ground?': type.enumerated(...conditionalGrounds, ...withheldGrounds),
      'reason?': '4 <= string <= 1000',
      'legalBasis?': '4 <= string <= 500',
      'conditions?': '4 <= string <= 2000',
      /** Who may apply; `any` when absent. What the conditions say of it in words, the pre-check enforces. */
      'applicants?': type.enumerated(...applicantKinds),
    },
    acquisition: type.enumerated(...acquisitionModes),
    /** Ids of the datasets received by sharing (Art. 24–26) that this one is made from, however much was made of them. */
    'derivedFrom?': type(slug).array().atLeastLength(1).atMostLength(50),
    'priority?': {
      '+': 'reject',
      grounds: type
        .enumerated(...priorityGrounds)
        .array()
        .atLeastLength(1)
        .atMostLength(3),
      note: '4 <= string <= 500',
    },
    dataLevel: type.enumerated(...dataLevels),
    updateCycle: type.enumerated(...updateCycles),
    'reviewBy?': isoDate,
    issued: isoDate,
    modified: isoDate,
    'related?': type(catalogueCode).array().atMostLength(100),
    spatial: { '+': 'reject', code: regionCode, name: '1 <= string <= 60', 'nameEn?': '1 <= string <= 100' },
    'temporal?': { '+': 'reject', start: isoDate, 'end?': isoDate },
    'licence?': type("'CC-BY-4.0' | 'CC0-1.0' | 'ODC-By-1.0' | 'MIT'").or(httpsUrl),
    contact: { '+': 'reject', 'phone?': /^[\d()+ -]{5,30}$/, 'email?': 'string.email' },
    'registration?': { '+': 'reject', 'code?': '1 <= string <= 100', 'queryCode?': '1 <= string <= 100' },
    'sources?': type({
      '+': 'reject',
      title: '1 <= string <= 300',
      'url?': httpsUrl,
      'licence?': '1 <= string <= 200',
      'note?': 'string <= 500',
    })
      .array()
      .atMostLength(50),
    /**
     * The data is told in groups of at least so many rows, never row by row: questions are answered when they
     * aggregate, and smaller groups are left out. For conditional data only.
     */
    'minGroup?': '2 <= number.integer <= 1000',
    /** The table may have no rows: a register in which, for now, nothing is entered. It declares its fields. */
    'mayBeEmpty?': 'boolean',
    /** True for generated sample data; the title and the description must then say 示例数据. */
    'synthetic?': 'boolean',
    'note?': 'string <= 1000',
    'data?': dataSource(),
    'attachments?': type({ '+': 'reject', path: fileName, 'title?': '1 <= string <= 200' })
      .array()
      .atMostLength(50),
  }),
);
/** The metadata of one dataset, as written by its publisher. Types inside the platform are trusted. */
export type Dataset = ReturnType<typeof dataset>['infer'];
export type OpennessClass = Dataset['openness']['class'];
