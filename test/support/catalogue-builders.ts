/** Whole, lawful descriptors and versions, of which a test states only what is special. */
import type { Dataset, Field } from '../../functions/domain/dataset.ts';
import type { CatalogueEntry, Distribution, Row, Version } from '../../functions/domain/version.ts';
import type { SnapshotSource } from '../../functions/service/catalogue/snapshot-writer.ts';

/** A sha256 that is easy to tell in a page. */
export const hash = (character: string): string => character.repeat(64);

export const fields = [
  {
    name: 'station',
    title: '断面名称',
    titleEn: 'Station',
    type: 'string',
    sensitivity: 'public',
    constraints: { required: true, unique: true },
  },
  {
    name: 'river',
    title: '所在河流',
    titleEn: 'River',
    type: 'string',
    description: '断面所在的河流或者湖库。',
    sensitivity: 'public',
  },
  {
    name: 'ph',
    title: 'pH 值',
    titleEn: 'pH',
    type: 'number',
    sensitivity: 'public',
    constraints: { minimum: 0, maximum: 14 },
  },
  {
    name: 'oxygen',
    title: '溶解氧',
    titleEn: 'Dissolved oxygen',
    type: 'number',
    unit: 'mg/L',
    sensitivity: 'public',
  },
  {
    name: 'class',
    title: '水质类别',
    titleEn: 'Water quality class',
    type: 'string',
    sensitivity: 'public',
    constraints: { enum: ['Ⅰ', 'Ⅱ', 'Ⅲ', 'Ⅳ', 'Ⅴ'] },
  },
  { name: 'measured', title: '监测日期', titleEn: 'Measured on', type: 'date', sensitivity: 'public' },
] as const satisfies readonly Field[];

const sample: readonly Row[] = Array.from({ length: 20 }, (_, index) => ({
  station: `松花江村断面 ${index + 1}`,
  river: ['松花江', '饮马河', '伊通河', '图们江'][index % 4] ?? '',
  ph: 7 + (index % 9) / 10,
  oxygen: index === 3 ? null : 6.5 + index / 10,
  class: ['Ⅱ', 'Ⅲ', 'Ⅳ'][index % 3] ?? '',
  measured: `2026-02-${String(index + 1).padStart(2, '0')}`,
}));

const files = (id: string): Distribution[] => [
  {
    name: `${id}.csv`,
    format: 'CSV',
    mediaType: 'text/csv; charset=utf-8',
    bytes: 48_213,
    sha256: hash('a'),
    role: 'data',
  },
  {
    name: `${id}.jsonl`,
    format: 'JSONL',
    mediaType: 'application/jsonl',
    bytes: 131_044,
    sha256: hash('b'),
    role: 'data',
  },
  {
    name: `${id}.xlsx`,
    format: 'XLSX',
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    bytes: 61_002,
    sha256: hash('c'),
    role: 'data',
  },
  {
    name: `${id}.parquet`,
    format: 'PARQUET',
    mediaType: 'application/vnd.apache.parquet',
    bytes: 17_930,
    sha256: hash('d'),
    role: 'data',
  },
  {
    name: `水质监测-原件.csv`,
    format: 'CSV',
    mediaType: 'text/csv',
    bytes: 47_990,
    sha256: hash('e'),
    role: 'original',
  },
  {
    name: 'SHA256SUMS',
    format: 'TXT',
    mediaType: 'text/plain',
    bytes: 420,
    sha256: hash('f'),
    role: 'report',
  },
];

/** A version of 1,284 rows, complete but for one column. */
export function versionOf(id: string, number: number, issued: string, more: Partial<Version> = {}): Version {
  return {
    number,
    issued,
    rows: 1284,
    fields,
    distributions: files(id),
    quality: {
      rows: 1284,
      completeness: 0.997,
      validity: 1,
      uniqueness: 1,
      fields: fields.map((field) => ({
        name: field.name,
        filled: field.name === 'oxygen' ? 1262 : 1284,
        distinct: field.name === 'station' ? 1284 : 41,
      })),
      warnings: [],
    },
    sample,
    contentHash: hash(String(number)),
    source: { format: 'csv', encoding: 'utf-8', delimiter: ',' },
    ...more,
  };
}

/** A whole, lawful descriptor; `more` says what is special. */
export function datasetOf(id: string, title: string, more: Partial<Dataset> = {}): Dataset {
  return {
    id,
    code: `307008${String(id.length).padStart(3, '0')}/1`,
    title,
    description: `${title}，由提供方在履行职责过程中形成，按目录所列周期更新。供公众查询、研究与再利用，使用时请注明来源。数据项的含义见字段说明。`,
    publisher: 'ecology-department',
    responsibleDepartment: 'ecology-department',
    theme: '211',
    keywords: ['环境'],
    sharing: { type: 'unconditional' },
    openness: { class: 'unconditional' },
    acquisition: 'produced',
    dataLevel: 'general',
    updateCycle: 'monthly',
    issued: '2025-06-01',
    modified: '2026-03-01',
    spatial: { code: '220000', name: '吉林省', nameEn: 'Jilin province' },
    contact: { phone: '0431-12345679' },
    ...more,
  };
}

/** A published entry as the records hold it. */
export const published = (
  dataset: Dataset,
  versions: readonly Version[],
  more: Partial<CatalogueEntry> = {},
): SnapshotSource => ({
  entry: {
    dataset,
    status: 'published',
    versions,
    firstPublished: `${dataset.issued}T01:00:00Z`,
    lastPublished: versions[0]?.issued ?? `${dataset.issued}T01:00:00Z`,
    flags: [],
    ...more,
  },
  changes: [{ at: `${dataset.issued}T01:00:00Z`, kind: 'added' }],
  sequence: versions.length,
});
