import type { Agency } from '../../functions/domain/agency.ts';
import type { Dataset } from '../../functions/domain/dataset.ts';
import type { CatalogueEntry, Version } from '../../functions/domain/version.ts';

/** A whole entry with sound values, of which a test states only what it is about. */
export function entryOf(
  dataset: Partial<Dataset> = {},
  versions: readonly Version[] = [],
  rest: Partial<CatalogueEntry> = {},
): CatalogueEntry {
  const id = dataset.id ?? 'water-quality';
  return {
    dataset: {
      id,
      code: '307008001/1',
      title: '水质监测断面',
      description:
        '省内国控与省控地表水断面的逐月水质类别与主要监测指标，供公众查询、研究机构分析与企业开发使用，每月更新一次。',
      publisher: 'ecology',
      responsibleDepartment: 'ecology',
      theme: '211',
      keywords: ['水质'],
      sharing: { type: 'unconditional' },
      openness: { class: 'unconditional' },
      acquisition: 'collected',
      dataLevel: 'general',
      updateCycle: 'monthly',
      issued: '2026-01-05',
      modified: '2026-11-02',
      spatial: { code: '220000', name: '吉林省' },
      contact: { phone: '0431-12345678' },
      ...dataset,
    },
    status: 'published',
    versions,
    firstPublished: '2026-01-05T01:00:00Z',
    lastPublished: '2026-11-02T01:00:00Z',
    flags: [],
    ...rest,
  };
}

export function versionOf(rest: Partial<Version> = {}): Version {
  return {
    number: 1,
    issued: '2026-11-02T01:00:00Z',
    rows: 120,
    fields: [],
    distributions: [fileOf('CSV', 1000), fileOf('PARQUET', 300), fileOf('TXT', 90, 'report')],
    quality: { rows: 120, completeness: 1, validity: 0.97, uniqueness: 0.5, fields: [], warnings: [] },
    sample: [],
    contentHash: 'a'.repeat(64),
    ...rest,
  };
}

export const fileOf = (
  format: string,
  bytes: number,
  role: Version['distributions'][number]['role'] = 'data',
): Version['distributions'][number] => ({
  name: `data.${format.toLowerCase()}`,
  format,
  mediaType: 'application/octet-stream',
  bytes,
  sha256: 'b'.repeat(64),
  role,
});

export const agencyOf = (id: string, name: string): Agency => ({
  id,
  name,
  nameEn: `Department ${id}`,
  kind: 'department',
  creditCode: '11220100013828800N',
  region: '220000',
  responsibleDepartment: id,
  contact: { phone: '0431-12345678' },
});
