/** Documents and facts that the domain's tests start from; each test changes what it speaks of. */
import type { Agency } from '../../functions/domain/agency.ts';
import type { Dataset, Field } from '../../functions/domain/dataset.ts';
import { checkDataset } from '../../functions/domain/dataset-rules.ts';
import type { PrivacyFinding } from '../../functions/domain/defect.ts';
import type { PreparedFacts } from '../../functions/domain/publication.ts';
import type { CatalogueEntry, Version } from '../../functions/domain/version.ts';

const agency = (id: string, name: string, creditCode: string): Agency => ({
  id,
  name,
  nameEn: `Department ${id}`,
  kind: 'department',
  creditCode,
  region: '220000',
  responsibleDepartment: id,
  contact: { phone: '0431-88904567' },
});

export const agencies: ReadonlyMap<string, Agency> = new Map(
  [
    agency('ecology', '省生态环境厅', '11220100013828800N'),
    agency('statistics', '省统计局', '11332500MB1601924J'),
  ].map((entry) => [entry.id, entry]),
);

export const field = (name: string, changes: Partial<Field> = {}): Field => ({
  name,
  title: `标题${name}`,
  type: 'string',
  sensitivity: 'public',
  ...changes,
});

/** An unconditional dataset without a fault. */
export const openDataset: Dataset = {
  id: 'water-quality',
  code: '307008006/1',
  title: '地表水监测断面水质',
  description:
    '吉林省地表水国控和省控监测断面每月的水质监测结果，包括断面名称、所在河流、监测日期、pH、溶解氧和水质类别，用于公众了解水环境质量的变化情况。',
  publisher: 'ecology',
  responsibleDepartment: 'ecology',
  theme: '211',
  keywords: ['水质'],
  fields: [field('station'), field('measured', { type: 'date' })],
  sharing: { type: 'unconditional' },
  openness: { class: 'unconditional' },
  acquisition: 'collected',
  dataLevel: 'general',
  updateCycle: 'monthly',
  issued: '2026-01-10',
  modified: '2026-03-05',
  spatial: { code: '220000', name: '吉林省' },
  contact: { phone: '0431-88904567' },
  data: { path: 'water.csv' },
};

export const conditionalOpenness: Dataset['openness'] = {
  class: 'conditional',
  ground: 'continuous',
  reason: '需要持续获取',
  legalBasis: '《办法》第二十八条',
  conditions: '说明用途并签署使用协议',
};

export const withheldOpenness: Dataset['openness'] = {
  class: 'withheld',
  ground: 'personal-privacy',
  reason: '涉及个人隐私',
  legalBasis: '《个人信息保护法》第十条',
};

export const conditionalDataset: Dataset = { ...openDataset, openness: conditionalOpenness };

const { data: _data, ...withoutData } = openDataset;
export const withheldDataset: Dataset = { ...withoutData, openness: withheldOpenness };

export const facts = (contentHash: string, changes: Partial<PreparedFacts> = {}): PreparedFacts => ({
  rows: 2,
  fields: [field('station'), field('resident', { sensitivity: 'public' })],
  distributions: [
    {
      name: 'water.csv',
      format: 'CSV',
      mediaType: 'text/csv',
      bytes: 120,
      sha256: contentHash.padEnd(64, '0'),
      role: 'data',
    },
  ],
  quality: {
    rows: 2,
    completeness: 1,
    validity: 1,
    uniqueness: 1,
    fields: [
      { name: 'station', filled: 2, distinct: 2, minimum: '松花江大桥', maximum: '白旗' },
      { name: 'resident', filled: 2, distinct: 2, minimum: '张三丰', maximum: '赵六合' },
    ],
    warnings: [],
  },
  sample: [
    { station: '白旗', resident: '张三丰' },
    { station: '松花江大桥', resident: '赵六合' },
  ],
  contentHash,
  ...changes,
});

export const finding = (column: string): PrivacyFinding => ({
  kind: 'identity-number',
  column,
  cells: 2,
  examples: [{ row: 1, masked: '110*************2X' }],
});

export const version = (number: number, changes: Partial<Version> = {}): Version => ({
  ...facts(`hash${number}`),
  number,
  issued: `2026-03-0${number}T00:00:00Z`,
  ...changes,
});

export const entry = (changes: Partial<CatalogueEntry> = {}): CatalogueEntry => ({
  dataset: openDataset,
  status: 'published',
  versions: [version(2), version(1)],
  firstPublished: '2026-03-01T00:00:00Z',
  lastPublished: '2026-03-02T00:00:00Z',
  flags: [],
  ...changes,
});

/** `code path` of every defect of a descriptor. */
export function defectsOf(document: unknown): string[] {
  const result = checkDataset(document, { agencies });
  return result.outcome === 'valid' ? [] : result.defects.map(({ code, path }) => `${code} ${path}`);
}

export const open = (changes: Partial<Dataset>): Dataset => ({ ...openDataset, ...changes });
