/** The fixture's open datasets: priority with versions, overdue, due soon, ended, without a table, hostile. */
import type { SnapshotSource } from '../../functions/service/catalogue/snapshot-writer.ts';
import { datasetOf, hash, published, versionOf } from './catalogue-builders.ts';

const water = datasetOf('water-quality-stations', '水质监测断面', {
  titleEn: 'Water quality monitoring stations',
  description:
    '全省国控、省控**水质监测断面**的位置、所在河流和最近一次监测结果。\n\n- 每月更新一次\n- 单位见字段说明\n\n断面编码在各版本之间保持不变，可用于[比较](https://example.gov.cn/compare)。<script>alert("x")</script><img src=x onerror=alert(1)>',
  descriptionEn:
    'Places, rivers and the latest results of all water quality monitoring stations in the province.',
  keywords: ['水质', '监测', '河流'],
  keywordsEn: ['water', 'monitoring'],
  priority: { grounds: ['livelihood', 'urgent'], note: '与群众用水安全直接相关' },
  primaryKey: ['station'],
  related: ['307008016/1'],
  temporal: { start: '2025-01-01', end: '2026-02-28' },
  licence: 'CC-BY-4.0',
  registration: { code: 'JL-2025-000123' },
  sources: [
    {
      title: '国家地表水水质自动监测实时数据发布系统',
      url: 'https://example.org/water',
      licence: 'CC-BY-4.0',
      note: '省控断面为本部门监测',
    },
  ],
});

export const openSources: readonly SnapshotSource[] = [
  published(water, [
    versionOf(water.id, 3, '2026-03-07T03:00:00Z', {
      note: '增加图们江断面',
      difference: {
        from: 2,
        rowsAdded: 14,
        rowsRemoved: 2,
        rowsChanged: 37,
        columnsAdded: ['oxygen'],
        columnsRemoved: [],
        columnsRetyped: [],
      },
    }),
    versionOf(water.id, 2, '2026-02-06T03:00:00Z', {
      rows: 1272,
      difference: {
        from: 1,
        rowsAdded: 3,
        rowsRemoved: 0,
        rowsChanged: 1269,
        columnsAdded: [],
        columnsRemoved: ['note'],
        columnsRetyped: ['ph'],
      },
    }),
    versionOf(water.id, 1, '2026-01-05T03:00:00Z', {
      withdrawn: { at: '2026-01-20T02:00:00Z', reason: '部分断面坐标有误', legalBasis: '《办法》第二十二条' },
    }),
  ]),
  published(
    datasetOf('medical-institutions', '长春市医疗机构名录', {
      titleEn: 'Medical institutions of Changchun',
      publisher: 'health-commission',
      responsibleDepartment: 'health-commission',
      theme: '201',
      keywords: ['医院', '长春', '卫生'],
      updateCycle: 'weekly',
      modified: '2026-02-20',
      priority: { grounds: ['livelihood'], note: '就医常用' },
    }),
    [versionOf('medical-institutions', 1, '2026-02-20T03:00:00Z', { difference: undefined })],
  ),
  published(
    datasetOf('air-quality-daily', '空气质量日报', {
      titleEn: 'Daily air quality',
      keywords: ['空气'],
      updateCycle: 'daily',
      modified: '2026-03-09',
    }),
    [versionOf('air-quality-daily', 41, '2026-03-09T22:00:00Z')],
  ),
  published(
    datasetOf('township-names', '乡镇街道名称与代码', {
      titleEn: 'Township names and codes',
      publisher: 'data-bureau',
      responsibleDepartment: 'data-bureau',
      theme: '215',
      keywords: ['区划', '乡镇'],
      updateCycle: 'yearly',
      description:
        '吉林省各乡镇、街道的名称与统计代码，包括靖宇县那尔轰镇、抚松县漫江镇等地名，供编码对照与地址清洗使用。代码与国家标准不同之处已逐条注明，供公众查询使用。',
    }),
    [versionOf('township-names', 1, '2025-06-02T03:00:00Z')],
  ),
  published(
    datasetOf('emergency-plans', '应急预案文本', {
      theme: '212',
      keywords: ['应急'],
      updateCycle: 'irregular',
      reviewBy: '2026-02-01',
    }),
    [
      versionOf('emergency-plans', 1, '2025-06-02T03:00:00Z', {
        rows: null,
        fields: [],
        quality: null,
        sample: [],
        distributions: [
          {
            name: 'plan.pdf',
            format: 'PDF',
            mediaType: 'application/pdf',
            bytes: 2_400_312,
            sha256: hash('9'),
            role: 'attachment',
            title: '总体预案',
          },
        ],
      }),
    ],
  ),
  published(
    datasetOf('census-2020', '第七次人口普查分地区数据', {
      titleEn: 'Census 2020 by prefecture',
      theme: '215',
      updateCycle: 'never',
      keywords: ['人口'],
    }),
    [versionOf('census-2020', 1, '2025-06-03T03:00:00Z')],
  ),
  published(
    datasetOf('hostile-markup', '名称里有<b>标记</b>的数据集', {
      keywords: ['"><script>alert(1)</script>'],
      note: '</script><script>alert(2)</script>',
    }),
    [
      versionOf('hostile-markup', 1, '2026-03-01T03:00:00Z', {
        sample: [
          {
            station: '<img src=x onerror=alert(3)>',
            river: '=1+1',
            ph: 7,
            oxygen: null,
            class: 'Ⅱ',
            measured: '2026-02-01',
          },
        ],
        note: '<script>alert(4)</script>',
      }),
    ],
  ),
];
