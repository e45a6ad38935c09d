import { describe, expect, it } from 'vitest';
import type { Dataset } from '../../functions/domain/dataset.ts';
import { isOpenVersion, isPublic, publicView } from '../../functions/domain/is-public.ts';
import type { CatalogueEntry } from '../../functions/domain/version.ts';
import { conditionalDataset, entry, field, openDataset, version, withheldDataset } from './examples.ts';

const canary = 'CANARY-secret';
const withdrawn = { at: '2026-03-05T00:00:00Z', reason: '侵犯个人隐私', legalBasis: '《办法》第四十五条' };

/** A version in which every place that holds data holds the canary. */
const canaryVersion = (number: number, changes = {}) =>
  version(number, {
    fields: [field('station'), field('resident', { sensitivity: 'personal' })],
    sample: [{ station: 'A', resident: canary }],
    quality: {
      rows: 1,
      completeness: 1,
      validity: 1,
      uniqueness: 1,
      fields: [{ name: 'resident', filled: 1, distinct: 1, minimum: canary, maximum: canary }],
      warnings: [],
    },
    distributions: [
      { name: `${canary}.csv`, format: 'CSV', mediaType: 'text/csv', bytes: 1, sha256: canary, role: 'data' },
    ],
    ...changes,
  });

describe('publicView', () => {
  it('shows an unconditional entry whole', () => {
    expect(publicView(entry())).toEqual(entry());
  });

  it('shows of a conditional entry fields, sample and row count, and no file', () => {
    const large = entry({ dataset: conditionalDataset, versions: [version(2, { rows: 20 }), version(1)] });
    const view = publicView(large);
    expect(view.versions).toMatchObject([
      { number: 2, rows: 20, distributions: [], sample: [{ station: '白旗' }, { station: '松花江大桥' }] },
      { number: 1, distributions: [] },
    ]);
    expect(view.versions[0]?.fields).toHaveLength(2);
    expect(view.dataset).not.toHaveProperty('data');
  });

  it('shows every tenth row of conditional data at most: never the whole of a small table', () => {
    const small = entry({ dataset: conditionalDataset, versions: [version(1, { rows: 19 })] });
    expect(publicView(small).versions[0]?.sample).toHaveLength(1);
    const tiny = entry({ dataset: conditionalDataset, versions: [version(1, { rows: 9 })] });
    expect(publicView(tiny).versions[0]?.sample).toEqual([]);
  });

  it('shows no cell of an internal column of conditional data', () => {
    const fields = version(1).fields.map((each) => ({ ...each, sensitivity: 'internal' as const }));
    const view = publicView(
      entry({ dataset: conditionalDataset, versions: [version(1, { rows: 20, fields })] }),
    );
    expect(view.versions[0]?.sample).toEqual([
      { station: null, resident: null },
      { station: null, resident: null },
    ]);
    expect(JSON.stringify(view.versions[0]?.quality)).not.toContain('白旗');
  });

  it('shows no row and no extreme where only groups may be seen (Art. 45)', () => {
    const dataset = { ...conditionalDataset, minGroup: 5 };
    const [shown] = publicView(entry({ dataset, versions: [version(1, { rows: 1000 })] })).versions;
    expect(shown?.sample).toEqual([]);
    expect(JSON.stringify(shown)).not.toContain('白旗');
  });

  it('shows of a withheld entry its metadata, and no version', () => {
    const view = publicView(entry({ dataset: withheldDataset, versions: [canaryVersion(1)] }));
    expect(view.versions).toEqual([]);
    expect(view.dataset.openness).toEqual(withheldDataset.openness);
    expect(JSON.stringify(view)).not.toContain(canary);
  });

  it('shows of a withdrawn version that it was there, and why it is gone', () => {
    const view = publicView(entry({ versions: [version(2), canaryVersion(1, { withdrawn })] }));
    expect(view.versions[1]).toEqual({
      number: 1,
      issued: '2026-03-01T00:00:00Z',
      contentHash: 'hash1',
      rows: null,
      fields: [],
      distributions: [],
      quality: null,
      sample: [],
      withdrawn,
    });
  });

  it('leaves of a withdrawn dataset a tombstone', () => {
    const dataset: Dataset = {
      ...openDataset,
      description: canary.repeat(10),
      keywords: [canary],
      contact: { email: `${canary}@example.org` },
      note: canary,
      sources: [{ title: canary }],
      fields: [field('a', { description: canary })],
      openness: { ...openDataset.openness, reason: canary },
    };
    const flags = [{ code: 'same-content' as const, message: canary }];
    const view = publicView(
      entry({ dataset, status: 'withdrawn', withdrawn, flags, versions: [canaryVersion(1)] }),
    );
    expect(view).toMatchObject({
      status: 'withdrawn',
      withdrawn,
      dataset: { id: openDataset.id, title: openDataset.title, publisher: 'ecology' },
      versions: [{ number: 1, withdrawn }],
    });
    expect(JSON.stringify(view)).not.toContain(canary);
  });

  it('never shows cells or files of a version with personal fields, whatever the class says', () => {
    for (const dataset of [openDataset, conditionalDataset])
      expect(JSON.stringify(publicView(entry({ dataset, versions: [canaryVersion(1)] })))).not.toContain(
        canary,
      );
  });

  it('hides cells of fields that became personal after the version', () => {
    const dataset: Dataset = {
      ...conditionalDataset,
      fields: [field('resident', { sensitivity: 'sensitive' })],
    };
    expect(JSON.stringify(publicView(entry({ dataset })))).not.toMatch(/张三丰|赵六合/);
  });

  it('may be asked again without changing anything', () => {
    const entries: CatalogueEntry[] = [
      entry(),
      entry({ dataset: conditionalDataset, versions: [canaryVersion(2), canaryVersion(1, { withdrawn })] }),
      entry({ dataset: withheldDataset }),
      entry({ status: 'withdrawn', withdrawn }),
    ];
    for (const candidate of entries) expect(publicView(publicView(candidate))).toEqual(publicView(candidate));
  });
});

describe('isPublic', () => {
  it.each<[string, Dataset, boolean]>([
    ['unconditional data', openDataset, true],
    ['conditional data', conditionalDataset, true],
    ['withheld data', withheldDataset, true],
    ['withheld core data', { ...withheldDataset, dataLevel: 'core' }, true],
    ['open core data', { ...conditionalDataset, dataLevel: 'core' }, false],
    ['unconditional important data', { ...openDataset, dataLevel: 'important' }, false],
    ['open data made from shared data', { ...openDataset, derivedFrom: ['visits'] }, false],
    ['open data got by sharing', { ...openDataset, acquisition: 'shared' }, false],
  ])('of %s', (_, dataset, expected) => {
    const candidate = entry({ dataset, versions: [canaryVersion(1)] });
    expect(isPublic(candidate)).toBe(expected);
    if (!expected) expect(publicView(candidate).versions).toEqual([]);
  });
});

describe('isOpenVersion', () => {
  it.each<[string, CatalogueEntry, boolean]>([
    ['an unconditional version', entry(), true],
    ['a conditional one', entry({ dataset: conditionalDataset }), false],
    ['a withheld one', entry({ dataset: withheldDataset }), false],
    ['one of a withdrawn dataset', entry({ status: 'withdrawn', withdrawn }), false],
    ['a withdrawn one', entry({ versions: [version(2, { withdrawn })] }), false],
    ['one with a personal field', entry({ versions: [canaryVersion(2)] }), false],
    ['one got by sharing', entry({ dataset: { ...openDataset, acquisition: 'shared' } }), false],
  ])('of %s', (_, candidate, expected) => {
    const [latest] = candidate.versions;
    expect(latest && isOpenVersion(candidate, latest)).toBe(expected);
  });
});
