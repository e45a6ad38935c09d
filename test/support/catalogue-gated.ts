/** What of the fixture is not open: conditional, withheld and withdrawn data, with the canary where it is gated. */
import type { Dataset } from '../../functions/domain/dataset.ts';
import { remarkCodes, type Version } from '../../functions/domain/version.ts';
import type { SnapshotSource } from '../../functions/service/catalogue/snapshot-writer.ts';
import { datasetOf, fields, hash, published, versionOf } from './catalogue-builders.ts';

/** Must never reach a public page: stands in rows, fields and files of what is not open. */
export const canary = 'CANARY-7f3a-gated';

const conditional: Dataset['openness'] = {
  class: 'conditional',
  ground: 'continuous',
  reason: '逐条交易记录量大且持续更新，需要通过接口持续获取。',
  legalBasis: '《吉林省公共数据和一网通办管理办法（试行）》第二十八条',
  conditions: '申请人须具备数据安全管理制度，承诺不还原个人身份，仅用于申请时说明的用途。',
};

/** With every remark that the check of a publication can make. */
function remarked(version: Version): Version {
  const warnings = remarkCodes.map((code, at) => {
    return {
      code,
      message: 'An English remark.',
      ...(at % 2 === 0 && { about: ['站点', '备注'] }),
      count: at + 1,
    };
  });
  return { ...version, ...(version.quality && { quality: { ...version.quality, warnings } }) };
}

export const gatedSources: readonly SnapshotSource[] = [
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
      openness: { ...conditional, ground: 'time-sensitive', applicants: 'organisation' },
      minGroup: 5,
      updateCycle: 'realtime',
    }),
    [remarked(versionOf('heating-meters', 2, '2026-03-10T01:30:00Z'))],
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
