import { describe, expect, it } from 'vitest';
import type { Dataset } from '../../functions/domain/dataset.ts';
import { checkDataset, datasetDefectCodes, datasetRules } from '../../functions/domain/dataset-rules.ts';
import { articlesOf } from '../../functions/domain/law.ts';
import {
  agencies,
  conditionalDataset,
  conditionalOpenness,
  field,
  openDataset,
  withheldDataset,
  withheldOpenness,
} from './examples.ts';

const context = { agencies };

/** `code path` of every defect. */
function defectsOf(document: unknown): string[] {
  const result = checkDataset(document, context);
  return result.outcome === 'valid' ? [] : result.defects.map(({ code, path }) => `${code} ${path}`);
}

const open = (changes: Partial<Dataset>): Dataset => ({ ...openDataset, ...changes });
const { sharing: _sharing, theme: _theme, ...incomplete } = openDataset;

describe('checkDataset', () => {
  it.each([
    ['unconditional', openDataset],
    ['conditional', conditionalDataset],
    ['withheld', withheldDataset],
  ])('takes a faultless %s dataset as it is', (_, document) => {
    expect(checkDataset(document, context)).toEqual({ outcome: 'valid', dataset: document });
  });

  it.each([[null], [undefined], ['text'], [7], [[openDataset]], [true]])(
    'says of %j only that it is no object',
    (document) => {
      expect(defectsOf(document)).toEqual(['not-an-object ']);
    },
  );

  it('tells an empty object everything that is missing', () => {
    const missing = defectsOf({});
    expect(missing).toHaveLength(17);
    expect(missing.every((defect) => defect.startsWith('missing '))).toBe(true);
  });

  it('tells structural problems and breaches of the law at once', () => {
    const document = {
      ...incomplete,
      titel: '水质',
      acquisition: 'shared',
      openness: { class: 'unconditional', ground: 'continuous' },
      fields: [
        { ...field('a'), type: 'strin' },
        { ...field('A'), sensitivity: 'personal' },
      ],
      contact: { phone: '13812345678' },
      issued: '2026-02-30',
    };
    expect(defectsOf(document).sort()).toEqual([
      'acquisition-not-open acquisition',
      'contact-private contact.phone',
      'date-unreal issued',
      'field-not-open fields[1].sensitivity',
      'field-repeated fields[1].name',
      'missing sharing',
      'missing theme',
      'not-allowed fields[0].type',
      'unconditional-restricted openness.ground',
      'unknown-key titel',
    ]);
  });

  it('does not complain twice about one broken value', () => {
    const document = { ...conditionalDataset, openness: { ...conditionalOpenness, reason: 'x' } };
    expect(defectsOf(document)).toEqual(['not-allowed openness.reason']);
  });

  it('keeps quiet about a whole that misses its broken part', () => {
    expect(defectsOf({ ...openDataset, contact: { email: 'nobody' } })).toEqual([
      'not-allowed contact.email',
    ]);
  });

  it('suggests the key or value that was meant', () => {
    const document = { ...openDataset, keyword: ['水质'], updateCycle: 'montly', publisher: 'ecolgy' };
    const result = checkDataset(document, context);
    const messages = result.outcome === 'invalid' ? result.defects.map(({ message }) => message) : [];
    expect(messages.join('\n')).toMatch(/did you mean "keywords"\?/);
    expect(messages.join('\n')).toMatch(/did you mean "monthly"\?/);
    expect(messages.join('\n')).toMatch(/did you mean "ecology"\?/);
  });

  it('says what is allowed wherever the schema does', () => {
    const result = checkDataset({ ...openDataset, description: 'short', issued: '5 March' }, context);
    expect(result.outcome === 'invalid' && result.defects).toEqual([
      {
        code: 'not-allowed',
        path: 'description',
        message: 'must be text of 50–5000 characters (was 5 characters)',
        allowed: 'text of 50–5000 characters',
      },
      {
        code: 'not-allowed',
        path: 'issued',
        message: 'must be a day as CCYY-MM-DD, e.g. 2026-03-31 (was "5 March")',
        allowed: 'a day as CCYY-MM-DD, e.g. 2026-03-31',
      },
    ]);
  });

  it('checks the kind of data source that was meant, completely', () => {
    expect(
      defectsOf(open({ data: { path: '../x', dialect: { delimiter: ';;', quot: "'" } } as never })),
    ).toEqual([
      'not-allowed data.path',
      'not-allowed data.dialect.delimiter',
      'unknown-key data.dialect.quot',
    ]);
    expect(
      defectsOf(open({ data: { path: 'a.csv', generate: 'registers', rows: 1, seed: 1 } as never })),
    ).toEqual(['one-of-two data']);
    expect(defectsOf(open({ data: { rows: 1 } as never }))).toEqual(['one-of-two data']);
  });

  it.each(['../secret.csv', '/etc/passwd', 'a/b.csv', 'a\\b.csv', '.hidden', 'a\u0000b', ''])(
    'refuses %j as a file name',
    (path) => {
      expect(defectsOf(open({ data: { path } }))).toEqual(['not-allowed data.path']);
    },
  );

  it.each(['..', 'a/b', 'A', 'a', '-a', 'a-', 'a.b', `a${'b'.repeat(64)}`])('refuses %j as an id', (id) => {
    expect(defectsOf(open({ id }))).toEqual(['not-allowed id']);
  });

  it('refuses a prototype smuggled in as a key', () => {
    const document = JSON.parse(JSON.stringify(openDataset).replace('{', '{"__proto__":{"synthetic":true},'));
    expect(defectsOf(document)).toEqual(['unknown-key __proto__']);
  });

  it('gives every breach of a rule the citation it rests on', () => {
    for (const { law } of datasetRules) if (law) expect(() => articlesOf(law)).not.toThrow();
  });

  it('lists every code it can answer, in kebab-case', () => {
    expect(datasetDefectCodes).toContain('acquisition-not-open');
    expect(datasetDefectCodes).toContain('unknown-key');
    for (const code of datasetDefectCodes) expect(code).toMatch(/^[a-z]+(?:-[a-z]+)*$/);
  });
});

describe('the rules of the law', () => {
  const personal = field('name', { sensitivity: 'personal' });
  const synthetic = { synthetic: true, data: { generate: 'registers', rows: 10, seed: 1 } } as const;

  it.each<[string, Dataset, string[]]>([
    [
      'conditional without a ground',
      { ...conditionalDataset, openness: { ...conditionalOpenness, ground: undefined } },
      ['ground openness.ground'],
    ],
    [
      'conditional on a ground of withheld data',
      { ...conditionalDataset, openness: { ...conditionalOpenness, ground: 'business-secret' } },
      ['ground openness.ground'],
    ],
    [
      'conditional without conditions',
      { ...conditionalDataset, openness: { ...conditionalOpenness, conditions: undefined } },
      ['conditions openness.conditions'],
    ],
    [
      'conditional without reason and basis',
      {
        ...conditionalDataset,
        openness: { ...conditionalOpenness, reason: undefined, legalBasis: undefined },
      },
      ['openness-reason openness.reason', 'openness-legal-basis openness.legalBasis'],
    ],
    [
      'a reason of blanks',
      { ...conditionalDataset, openness: { ...conditionalOpenness, reason: '     ' } },
      ['openness-reason openness.reason'],
    ],
    [
      'withheld on a ground of conditional data',
      { ...withheldDataset, openness: { ...withheldOpenness, ground: 'continuous' } },
      ['ground openness.ground'],
    ],
    ['withheld with data', { ...withheldDataset, data: { path: 'a.csv' } }, ['withheld-data data']],
    [
      'withheld with an attachment',
      { ...withheldDataset, attachments: [{ path: 'a.pdf' }] },
      ['withheld-data attachments'],
    ],
    [
      'unconditional with a restrictive ground',
      open({ openness: { class: 'unconditional', ground: 'time-sensitive' } }),
      ['unconditional-restricted openness.ground'],
    ],
    [
      'unconditional with conditions',
      open({ openness: { class: 'unconditional', conditions: '须申请使用' } }),
      ['unconditional-restricted openness.conditions'],
    ],
    ['unconditional without data', open({ data: undefined }), ['data-missing data']],
    [
      'unconditional with attachments only',
      open({ data: undefined, attachments: [{ path: 'map.pdf' }] }),
      [],
    ],
    [
      'authorised sharing without reason and basis',
      open({ sharing: { type: 'authorised' } }),
      ['sharing-reason sharing.reason', 'sharing-legal-basis sharing.legalBasis'],
    ],
    [
      'withheld sharing with both',
      open({ sharing: { type: 'withheld', reason: '仅限内部使用', legalBasis: '《保密法》' } }),
      [],
    ],
    ['shared data, unconditional', open({ acquisition: 'shared' }), ['acquisition-not-open acquisition']],
    [
      'negotiated data, conditional',
      { ...conditionalDataset, acquisition: 'negotiated' },
      ['acquisition-not-open acquisition'],
    ],
    ['shared data, withheld', { ...withheldDataset, acquisition: 'shared' }, []],
    ['important data, unconditional', open({ dataLevel: 'important' }), ['data-level-not-open dataLevel']],
    ['important data, conditional', { ...conditionalDataset, dataLevel: 'important' }, []],
    [
      'core data, conditional',
      { ...conditionalDataset, dataLevel: 'core' },
      ['data-level-not-open dataLevel'],
    ],
    ['core data, withheld', { ...withheldDataset, dataLevel: 'core' }, []],
    [
      'a priority ground twice',
      open({ priority: { grounds: ['urgent', 'urgent'], note: '社会迫切需要' } }),
      ['priority-repeated priority.grounds[1]'],
    ],
    ['an unknown publisher', open({ publisher: 'nobody' }), ['unknown-publisher publisher']],
    [
      'an unknown department',
      open({ responsibleDepartment: 'nobody' }),
      ['unknown-department responsibleDepartment'],
    ],
    ['no contact', open({ contact: {} }), ['contact-missing contact']],
    [
      'a mobile number as contact',
      open({ contact: { phone: '138 1234 5678' } }),
      ['contact-private contact.phone'],
    ],
    [
      'a mobile number with country code',
      open({ contact: { phone: '+86 13812345678' } }),
      ['contact-private contact.phone'],
    ],
    ['a service number', open({ contact: { phone: '12345' } }), []],
    ['an address only', open({ contact: { email: 'data@jl.gov.cn' } }), []],
    ['a catalogue code of no class', open({ code: '907008001/1' }), ['catalogue-code code']],
    ['a catalogue code without sequence', open({ code: '307008001/0' }), ['catalogue-code code']],
    [
      'a wrong related code',
      open({ related: ['307008001/1', '907008001/1'] }),
      ['catalogue-code related[1]'],
    ],
    [
      'fields named alike',
      open({ fields: [field('Code'), field('code')] }),
      ['field-repeated fields[1].name'],
    ],
    [
      'fields named alike in full width',
      open({ fields: [field('ＡＢ'), field('ab')] }),
      ['field-repeated fields[1].name'],
    ],
    ['a key of no field', open({ primaryKey: ['station', 'nowhere'] }), ['primary-key primaryKey[1]']],
    ['a key given twice', open({ primaryKey: ['station', 'station'] }), ['primary-key primaryKey[1]']],
    [
      'a key without declared fields',
      open({ primaryKey: ['station'], fields: undefined }),
      ['primary-key primaryKey[0]'],
    ],
    [
      'a personal field, unconditional',
      open({ fields: [personal] }),
      ['field-not-open fields[0].sensitivity'],
    ],
    [
      'a sensitive field, unconditional',
      open({ fields: [field('a', { sensitivity: 'sensitive' })] }),
      ['field-not-open fields[0].sensitivity'],
    ],
    ['a personal field, conditional', { ...conditionalDataset, fields: [personal] }, []],
    ['irregular without a review', open({ updateCycle: 'irregular' }), ['review-missing reviewBy']],
    ['irregular with a review', open({ updateCycle: 'irregular', reviewBy: '2026-12-31' }), []],
    ['a day that does not exist', open({ modified: '2026-02-29' }), ['date-unreal modified']],
    ['29 February of a leap year', open({ issued: '2024-02-29' }), []],
    ['modified before issued', open({ issued: '2026-03-06' }), ['date-order modified']],
    [
      'an interval backwards',
      open({ temporal: { start: '2026-02-01', end: '2026-01-01' } }),
      ['date-order temporal.end'],
    ],
    ['an open interval', open({ temporal: { start: '2026-02-01' } }), []],
    [
      'a place elsewhere',
      open({ spatial: { code: '110000', name: '北京市' } }),
      ['spatial-elsewhere spatial.code'],
    ],
    ['the whole country', open({ spatial: { code: '000000', name: '全国' } }), []],
    ['a statistical code of Jilin', open({ spatial: { code: '220171', name: '长春经开区' } }), []],
    ["another's licence without source", open({ licence: 'MIT' }), ['licence-source sources']],
    [
      "another's licence with its source",
      open({ licence: 'MIT', sources: [{ title: 'chinese-days', licence: 'MIT' }] }),
      [],
    ],
    [
      'sample data without a label',
      open(synthetic),
      ['synthetic-label title', 'synthetic-label description'],
    ],
    [
      'generated data not called synthetic',
      open({ data: synthetic.data }),
      ['generated-not-synthetic synthetic'],
    ],
    [
      'sample data without an English label',
      open({
        ...synthetic,
        title: '示例数据：水质',
        description: `示例数据：${openDataset.description}`,
        titleEn: 'Water quality',
      }),
      ['synthetic-label titleEn'],
    ],
    [
      'sample data, labelled',
      open({
        ...synthetic,
        title: '水质（示例数据）',
        description: `示例数据：${openDataset.description}`,
        titleEn: 'Water quality (sample data)',
      }),
      [],
    ],
    ['a title of blanks', open({ title: '   ' }), ['blank-text title']],
  ])('%s', (_, document, expected) => {
    // A descriptor is JSON: what is undefined is absent.
    expect(defectsOf(JSON.parse(JSON.stringify(document)))).toEqual(expected);
  });
});

describe('constraints of a field', () => {
  const constrained = (type: string, constraints: object) =>
    defectsOf({ ...openDataset, fields: [{ ...field('a'), type, constraints }] });

  it.each<[string, object, string[]]>([
    ['integer', { minimum: 1, maximum: 10 }, []],
    ['integer', { minimum: 10, maximum: 1 }, ['constraint-bounds fields[0].constraints.minimum']],
    ['integer', { minimum: 1.5 }, ['constraint-bounds fields[0].constraints.minimum']],
    ['number', { maximum: '10' }, ['constraint-bounds fields[0].constraints.maximum']],
    [
      'date',
      { minimum: '2026-01-01', maximum: '2025-01-01' },
      ['constraint-bounds fields[0].constraints.minimum'],
    ],
    ['date', { minimum: '2026-02-30' }, ['constraint-bounds fields[0].constraints.minimum']],
    ['datetime', { minimum: '2026-02-28T08:00:00' }, []],
    ['year', { minimum: 1949 }, []],
    ['string', { minimum: 1 }, ['constraint-bounds fields[0].constraints.minimum']],
    ['string', { minLength: 5, maxLength: 2 }, ['constraint-lengths fields[0].constraints.minLength']],
    ['integer', { minLength: 5 }, ['constraint-lengths fields[0].constraints.minLength']],
    ['integer', { pattern: '^a' }, ['constraint-lengths fields[0].constraints.pattern']],
    ['string', { pattern: '^22\\d{4}$' }, []],
    ['string', { pattern: '(' }, ['constraint-pattern fields[0].constraints.pattern']],
    ['string', { enum: ['a', 'b', 'a'] }, ['constraint-values fields[0].constraints.enum[2]']],
    ['string', { enum: ['a', 1] }, ['constraint-values fields[0].constraints.enum[1]']],
    ['integer', { enum: [1, 2.5] }, ['constraint-values fields[0].constraints.enum[1]']],
    ['boolean', { enum: [true] }, []],
    ['geopoint', { enum: ['125.3,43.9'] }, []],
  ])('%s %j', (type, constraints, expected) => {
    expect(constrained(type, constraints)).toEqual(expected);
  });
});
