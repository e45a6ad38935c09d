import { describe, expect, it } from 'vitest';
import type { Dataset } from '../../functions/domain/dataset.ts';
import {
  conditionalDataset,
  conditionalOpenness,
  defectsOf,
  field,
  open,
  openDataset,
  withheldDataset,
  withheldOpenness,
} from './examples.ts';

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
      'withheld with applicants',
      { ...withheldDataset, openness: { ...withheldOpenness, applicants: 'organisation' } },
      ['withheld-applicants openness.applicants'],
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
      'unconditional with applicants',
      open({ openness: { class: 'unconditional', applicants: 'any' } }),
      ['unconditional-restricted openness.applicants'],
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
    [
      'data made from shared data, unconditional',
      open({ acquisition: 'produced', derivedFrom: ['visits'] }),
      ['acquisition-not-open derivedFrom'],
    ],
    [
      'data made from shared data, conditional',
      { ...conditionalDataset, derivedFrom: ['visits', 'joint'] },
      ['acquisition-not-open derivedFrom'],
    ],
    ['data made from shared data, withheld', { ...withheldDataset, derivedFrom: ['visits'] }, []],
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
    [
      'a name of the query engine',
      open({ fields: [field('File_Row_Number')] }),
      ['field-reserved fields[0].name'],
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
