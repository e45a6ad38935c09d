import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { CatalogueEntry } from '../../../functions/domain/version.ts';
import { type Catalogue, openCatalogue } from '../../../functions/service/catalogue/catalogue.ts';
import { catalogueSorts } from '../../../functions/service/catalogue/catalogue-search.ts';
import { writeSnapshot } from '../../../functions/service/catalogue/snapshot-writer.ts';
import { agencies, descriptor } from '../publication/publishing.ts';

const at = '2026-03-01T00:00:00.000Z';
const conditional = {
  class: 'conditional',
  ground: 'continuous',
  reason: '需要持续获取',
  legalBasis: '办法第二十八条',
  conditions: '签订协议',
} as const;

function entry(changes: Parameters<typeof descriptor>[0]): CatalogueEntry {
  const dataset = descriptor({
    description: '用于测试的目录条目，内容与标题无关。'.repeat(4),
    keywords: ['测试'],
    ...changes,
  });
  const csv = {
    name: `${dataset.id}.csv`,
    format: 'CSV',
    mediaType: 'text/csv',
    bytes: 10,
    sha256: 'a'.repeat(64),
  };
  return {
    dataset,
    status: 'published',
    versions: [
      {
        number: 1,
        issued: at,
        rows: 3,
        fields: [],
        distributions: [{ ...csv, role: 'data' }],
        quality: null,
        sample: [],
        contentHash: 'b'.repeat(64),
      },
    ],
    firstPublished: at,
    lastPublished: at,
    flags: [],
  };
}

const entries = [
  entry({
    id: 'sections',
    title: '水质监测断面',
    theme: '211',
    priority: { grounds: ['livelihood'], note: '关系饮水安全' },
  }),
  entry({ id: 'hospitals', title: '长春市医院名录', keywords: ['医疗'], theme: '201' }),
  entry({ id: 'hourly', title: '水质逐时数据', openness: conditional, publisher: 'bureau' }),
];

let directory = '';
let catalogue: Catalogue;

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'catalogue-'));
  const path = join(directory, 'catalogue.sqlite');
  writeSnapshot(
    path,
    agencies,
    entries.map((source) => ({ entry: source, sequence: 2, changes: [{ at, kind: 'added' as const }] })),
  );
  catalogue = openCatalogue(path);
});
afterAll(() => {
  catalogue.close();
  rmSync(directory, { recursive: true, force: true });
});

const ids = (found: { entries: readonly CatalogueEntry[] }) =>
  found.entries.map(({ dataset }) => dataset.id).sort();

describe('searching the catalogue', () => {
  it.each([
    ['水质', ['hourly', 'sections']],
    ['监测断', ['sections']],
    ['医院', ['hospitals']],
    ['长春 医院', ['hospitals']],
    ['名', ['hospitals']],
    ['统计局', ['hospitals', 'sections']],
    ['HOSP', ['hospitals']],
    ['没有', []],
    ['，。', []],
  ])('finds %s in %j', (q, expected) => {
    expect(ids(catalogue.search({ q }))).toEqual(expected);
  });

  it.each([
    [{ theme: '201' }, ['hospitals']],
    [{ agency: 'bureau' }, ['hourly']],
    [{ openness: 'conditional' as const }, ['hourly']],
    [{ priority: true }, ['sections']],
    [{ format: 'CSV' }, ['hospitals', 'sections']],
    [{ keyword: '医疗' }, ['hospitals']],
    [{ q: '水质', agency: 'statistics' }, ['sections']],
  ])('narrows by %j', (search, expected) => {
    expect(ids(catalogue.search(search))).toEqual(expected);
  });

  it.each(catalogueSorts)('sorts by %s with and without words', (sort) => {
    expect(catalogue.search({ sort }).total).toBe(3);
    expect(catalogue.search({ sort, q: '水质' }).total).toBe(2);
  });

  it('pages without losing or repeating an entry', () => {
    const pages = [0, 1, 2].flatMap((offset) => ids(catalogue.search({ limit: 1, offset })));
    expect(pages.sort()).toEqual(['hospitals', 'hourly', 'sections']);
  });

  it("counts facets; a facet's own choice leaves its counts alone", () => {
    const facets = catalogue.facets({ q: '水质', agency: 'bureau' });
    expect(facets.agency).toEqual([
      { value: 'bureau', count: 1 },
      { value: 'statistics', count: 1 },
    ]);
    expect(facets.openness).toEqual([{ value: 'conditional', count: 1 }]);
    expect(facets.format).toEqual([]);
  });
});

describe('the public view', () => {
  it('has the entry of conditional data, and none of its files', () => {
    expect(catalogue.entry('hourly')?.versions[0]).toMatchObject({ rows: 3, distributions: [] });
    expect(catalogue.file('hourly', 1, 'hourly.csv')).toBeUndefined();
    expect(catalogue.file('sections', 1, 'sections.csv')).toMatchObject({ bytes: 10 });
  });

  it('lists changes by agency', () => {
    expect(catalogue.changes({ agency: 'bureau' })).toEqual([
      { at, kind: 'added', entry: 'hourly', agency: 'bureau' },
    ]);
  });

  it('holds nothing of what was changed, in the whole file, however often it was', () => {
    const path = join(directory, 'changed.sqlite');
    const rounds = 20;
    const secret = (round: number) => `canary${'abcdefghijklmnopqrst'[round]}`;
    const change = (ids: number, round: number, text: string): void => {
      const sources = Array.from({ length: ids }, (_, index) => ({
        entry: entry({ id: `set-${index}`, title: text, description: `${text} `.repeat(40 * (index + 1)) }),
        sequence: round,
        changes: [{ at, kind: 'metadata' as const, reason: text }],
      }));
      writeSnapshot(path, agencies, sources);
    };
    change(40, 1, secret(0));
    change(40, 2, '无害的描述');
    for (let round = 1; round < rounds; round += 1) change(3, round + 2, secret(round));
    const bytes = readFileSync(path);
    const found = Array.from({ length: rounds }, (_, round) => bytes.includes(secret(round)));
    expect(found).toEqual([...Array(rounds - 1).fill(false), true]);
  });

  it('finds entries by their words as they are now, and publishers by their names as they are now', () => {
    const path = join(directory, 'renamed.sqlite');
    const publisher = agencies[0]?.id ?? '';
    const named = (name: string) =>
      agencies.map((agency) => (agency.id === publisher ? { ...agency, name } : agency));
    const write = (name: string, ...titles: string[]) => {
      const sources = titles.map((title, index) => ({
        entry: entry({ id: `set-${index}`, title, publisher }),
        sequence: 1,
        changes: [],
      }));
      writeSnapshot(path, named(name), sources);
    };
    const found = (q: string): string[] => {
      const opened = openCatalogue(path);
      const ids = opened.search({ q, sort: 'title' }).entries.map(({ dataset }) => dataset.id);
      opened.close();
      return ids;
    };
    write('渔业局', '河流名录', '湖泊名录', '水库名录');
    write('渔业局', '河流名录', '湿地名录');
    expect([found('渔业局').length, found('湖泊'), found('湿地')]).toEqual([3, [], ['set-1']]);
    write('林草局');
    expect([found('渔业局'), found('林草局').length]).toEqual([[], 3]);
    write('林草局', '河流清单');
    expect([found('河流名录'), found('清单'), found('林草局').length]).toEqual([[], ['set-0'], 3]);
  });
});
