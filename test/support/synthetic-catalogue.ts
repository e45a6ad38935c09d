/** Catalogues of any size for measurements: the same size gives the same entries. */
import { rmSync } from 'node:fs';
import type { Dataset } from '../../functions/domain/dataset.ts';
import { type SnapshotSource, writeSnapshot } from '../../functions/service/catalogue/snapshot-writer.ts';
import { fixtureAgencies } from './catalogue-agencies.ts';
import { datasetOf, versionOf } from './catalogue-fixture.ts';

const places = [
  '长春市',
  '吉林市',
  '四平市',
  '辽源市',
  '通化市',
  '白山市',
  '松原市',
  '白城市',
  '延边州',
  '梅河口市',
];
const subjects = [
  '水质监测',
  '空气质量',
  '医疗机构',
  '公交线路',
  '养老服务',
  '学校名录',
  '企业登记',
  '行政许可',
  '粮食收购',
  '不动产登记',
  '旅游客流',
  '供热计量',
];
const kinds = ['基本信息', '月度统计', '年度汇总', '监测结果', '办理情况'];
const cycles = ['daily', 'weekly', 'monthly', 'quarterly', 'yearly', 'never'] as const;

const at = <T>(values: readonly T[], index: number): T => values[index % values.length] as T;

export const syntheticId = (index: number): string => `dataset-${String(index + 1).padStart(6, '0')}`;

function syntheticDataset(index: number): Dataset {
  const title = `${at(places, index)}${at(subjects, Math.floor(index / 10))}${at(kinds, Math.floor(index / 120))}（${index + 1}）`;
  const agency = at(fixtureAgencies, index);
  return datasetOf(syntheticId(index), title, {
    code: `307008${String(index % 17).padStart(3, '0')}/${index + 1}`,
    titleEn: `Synthetic dataset ${index + 1}`,
    publisher: agency.id,
    responsibleDepartment: agency.responsibleDepartment,
    theme: String(201 + (index % 17)),
    keywords: [at(places, index), at(subjects, Math.floor(index / 10))],
    updateCycle: at(cycles, index),
    modified: `2026-0${1 + (index % 3)}-0${1 + (index % 9)}`,
  });
}

/** Open datasets of about 1,300 rows and six files each. */
export function* syntheticSources(entries: number): Generator<SnapshotSource> {
  for (let index = 0; index < entries; index += 1) {
    const dataset = syntheticDataset(index);
    const issued = `${dataset.modified}T03:00:00Z`;
    yield {
      entry: {
        dataset,
        status: 'published',
        versions: [versionOf(dataset.id, 1, issued)],
        firstPublished: issued,
        lastPublished: issued,
        flags: [],
      },
      changes: [{ at: issued, kind: 'added' }],
      sequence: 1,
    };
  }
}

/** Writes a catalogue of `entries` open datasets of about 1,300 rows and six files each to `path`. */
export function writeSyntheticCatalogue(path: string, entries: number): void {
  rmSync(path, { force: true });
  writeSnapshot(path, fixtureAgencies, syntheticSources(entries));
}
