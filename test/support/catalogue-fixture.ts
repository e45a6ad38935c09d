/** A small catalogue in which every state that a page can show occurs once. */
import { rmSync } from 'node:fs';
import type { Dataset, Field } from '../../functions/domain/dataset.ts';
import type { CatalogueEntry, Distribution, Row, Version } from '../../functions/domain/version.ts';
import { type SnapshotSource, writeSnapshot } from '../../functions/service/catalogue/snapshot-writer.ts';
import { fixtureAgencies } from './catalogue-agencies.ts';

/** Must never reach a public page: stands in rows, fields and files of what is not open. */
export const canary = 'CANARY-7f3a-gated';

/** The moment that the fixture's pages speak of. */
export const fixtureMoment = '2026-03-10T02:00:00Z';

const hash = (character: string): string => character.repeat(64);

const fields = [
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

const conditional: Dataset['openness'] = {
  class: 'conditional',
  ground: 'continuous',
  reason: '逐条交易记录量大且持续更新，需要通过接口持续获取。',
  legalBasis: '《吉林省公共数据和一网通办管理办法（试行）》第二十八条',
  conditions: '申请人须具备数据安全管理制度，承诺不还原个人身份，仅用于申请时说明的用途。',
};

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

const opens: readonly SnapshotSource[] = [
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

const others: readonly SnapshotSource[] = [
  published(
    datasetOf('bus-card-journeys', '公交刷卡行程（示例数据）', {
      titleEn: 'Bus card journeys (sample data)',
      publisher: 'changchun-bus',
      responsibleDepartment: 'data-bureau',
      theme: '207',
      keywords: ['公交', '出行'],
      openness: conditional,
      updateCycle: 'quarterly',
      synthetic: true,
      priority: { grounds: ['commercial'], note: '出行服务的基础数据' },
    }),
    [
      versionOf('bus-card-journeys', 1, '2026-01-15T03:00:00Z', {
        rows: 1_200_000,
        note: '首次发布',
        fields: [
          ...fields.slice(0, 5),
          { name: 'card', title: '卡号（假名）', type: 'string', sensitivity: 'sensitive' },
        ],
        distributions: [
          {
            name: `${canary}.csv`,
            format: 'CSV',
            mediaType: 'text/csv',
            bytes: 1,
            sha256: hash('8'),
            role: 'data',
          },
        ],
      }),
    ],
  ),
  published(
    datasetOf('heating-meters', '供热计量时序数据', {
      publisher: 'changchun-bus',
      responsibleDepartment: 'data-bureau',
      theme: '209',
      openness: { ...conditional, ground: 'time-sensitive' },
      updateCycle: 'realtime',
    }),
    [versionOf('heating-meters', 2, '2026-03-10T01:30:00Z')],
  ),
  published(
    datasetOf('patient-registry', '重点病种患者登记', {
      publisher: 'health-commission',
      responsibleDepartment: 'health-commission',
      theme: '201',
      keywords: ['患者'],
      sharing: { type: 'withheld', reason: '涉及个人隐私', legalBasis: '《个人信息保护法》第二十八条' },
      openness: {
        class: 'withheld',
        ground: 'personal-privacy',
        reason: '逐人记录病种、住址与就诊经过，公开会直接损害个人隐私。',
        legalBasis: '《吉林省公共数据和一网通办管理办法（试行）》第二十八条',
      },
    }),
    [
      versionOf('patient-registry', 1, '2025-12-01T03:00:00Z', {
        note: canary,
        sample: [{ station: canary }],
      }),
    ],
  ),
  {
    ...published(
      datasetOf('retired-outlets', '入河排污口名单', { modified: '2025-11-01' }),
      [
        versionOf('retired-outlets', 1, '2025-11-01T03:00:00Z', {
          withdrawn: { at: '2026-02-01T02:00:00Z', reason: '随数据集撤下' },
        }),
      ],
      {
        status: 'withdrawn',
        withdrawn: {
          at: '2026-02-01T02:00:00Z',
          reason: '名单与现状不符，核实后以新数据集发布。',
          legalBasis: '《办法》第二十二条',
        },
      },
    ),
    changes: [
      { at: '2026-02-01T02:00:00Z', kind: 'withdrawn', reason: '名单与现状不符' },
      { at: '2025-06-01T01:00:00Z', kind: 'added' },
    ],
  },
];

export const fixtureSources: readonly SnapshotSource[] = [...opens, ...others];

/** Writes the fixture catalogue, and `more` besides, to `path`, which is replaced. */
export function writeCatalogueFixture(path: string, more: readonly SnapshotSource[] = []): void {
  rmSync(path, { force: true });
  writeSnapshot(path, fixtureAgencies, [...fixtureSources, ...more]);
}
