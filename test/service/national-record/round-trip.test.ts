/** A catalogue that was written is read as the same descriptors, as far as the record carries them. */
import { rmSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import type { Dataset } from '../../../functions/domain/dataset.ts';
import { carriedPaths } from '../../../functions/service/national-record/columns.ts';
import { escapedParts, partsOf } from '../../../functions/service/national-record/text-list.ts';
import { agencies, openDirectory, read, shipped, written } from './importing.ts';

const directory = openDirectory();
afterAll(() => rmSync(directory, { recursive: true }));

type Tree = Record<string, unknown>;

/** What the record carries of a descriptor. */
function carried(dataset: Dataset): Tree {
  const tree: Tree = {};
  for (const path of carriedPaths) {
    const [group = path, name] = path.split('.');
    const value = (dataset as Tree)[group];
    if (name === undefined) {
      if (value !== undefined) tree[group] = value;
    } else if (Object(value)[name] !== undefined)
      tree[group] = { ...(tree[group] as object), [name]: Object(value)[name] };
  }
  return tree;
}

const strange = `"引号" 'x' <b>&amp;</b> \\ 😀 𠮷野家 مرحبا \u{202E}txt\u{202C} ]]> }} ；;|_x0041_=1+1`;
const [first] = shipped;
/** Every value that a descriptor can have, as hostile as it can be. */
const hostile = {
  ...(first as Dataset),
  id: 'strange',
  code: '1010010012/7',
  title: strange,
  description: `${strange}\n第二行\t制表`.padEnd(60, '。'),
  publisher: agencies[1]?.id ?? '',
  keywords: ['<b> 😀 ]]> ；;|', '\\', 'a\\；b', '-'],
  sharing: { type: 'authorised', reason: strange, legalBasis: strange, conditions: strange, method: '接口' },
  openness: {
    class: 'conditional',
    ground: 'continuous',
    reason: strange,
    legalBasis: strange,
    conditions: strange,
    applicants: 'organisation',
  },
  priority: { grounds: ['livelihood', 'urgent'], note: strange },
  updateCycle: 'irregular',
  reviewBy: '2027-01-01',
  related: ['307008006/2', '307008006/3'],
  temporal: { start: '2024-02-29', end: '2026-10-31' },
  registration: { code: '00012', queryCode: strange },
  sources: [
    { title: strange, url: 'https://x.example/?a=1|b', note: strange },
    { title: 'b', licence: '事实' },
  ],
  minGroup: 5,
  mayBeEmpty: false,
  note: strange,
  data: { path: '文件 1.csv' },
  primaryKey: ['a'],
  fields: [
    {
      name: 'a',
      title: strange,
      type: 'string',
      sensitivity: 'personal',
      contains: 'order-number',
      constraints: {
        required: true,
        unique: false,
        minLength: 0,
        maxLength: 9,
        pattern: '^[A-Z|;；\\\\]+$',
        enum: ['1', '；', '\\n'],
      },
    },
    {
      name: '年',
      title: '年',
      type: 'year',
      sensitivity: 'public',
      constraints: { minimum: 1990, maximum: 2030 },
    },
    { name: 'p', title: '点', type: 'geopoint', sensitivity: 'internal', unit: '°' },
    {
      name: 'n',
      title: 'n',
      type: 'number',
      sensitivity: 'public',
      constraints: { minimum: -1.5, enum: [0.1, 2] },
    },
    { name: 'd', title: 'd', type: 'date', sensitivity: 'public', constraints: { minimum: '2024-11-01' } },
    { name: 'b', title: 'b', type: 'boolean', sensitivity: 'public', constraints: { enum: [true] } },
    {
      name: 't',
      title: 't',
      type: 'datetime',
      sensitivity: 'sensitive',
      description: strange,
      descriptionEn: strange,
    },
  ],
} as const satisfies Dataset;

describe('a catalogue that is written and read again', () => {
  it.each(['xlsx', 'xml', 'json'] as const)('is the same descriptors: %s', async (form) => {
    const given: readonly Dataset[] = [...shipped, hostile];
    const { descriptors, faults, records } = await read(await written(directory, given, form));
    expect(faults).toEqual([]);
    expect(records).toBe(given.length);
    expect(descriptors.map(({ document }) => document)).toEqual(given.map(carried));
    const generated = shipped.filter(
      ({ data, openness }) => openness.class === 'unconditional' && !(data && 'path' in data),
    );
    expect(descriptors.filter(({ isWithoutData }) => isWithoutData).map(({ id }) => id)).toEqual(
      generated.map(({ id }) => id),
    );
  });

  it('is nothing where there was nothing', async () => {
    for (const form of ['xlsx', 'xml', 'json'] as const)
      expect(await read(await written(directory, [], form))).toEqual({
        descriptors: [],
        faults: [],
        records: 0,
      });
  });
});

it.each([[['']], [['a', '']], [['；', ';', '\\', '\\；', 'a\nb', '\\\\']], [['a\\b', 'c\\']]])(
  'a list in a cell is read as it was: %j',
  (values) => expect(partsOf(escapedParts(values, '；'), '；')).toEqual(values),
);
