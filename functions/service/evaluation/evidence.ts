/**
 * What of 中国开放数林指数 (the yearly assessment of China's open data platforms, Fudan University) can be seen on this
 * platform: one row for each piece of evidence, by its published dimensions. Nobody is scored here: the assessors do that.
 * Where a row's address does not answer, the platform does not have what it tells of.
 */
import type { EvidenceFacts } from './evidence-facts.ts';

export const evidenceLayers = ['preparation', 'platform', 'data', 'use'] as const;
export type EvidenceLayer = (typeof evidenceLayers)[number];

interface Words {
  readonly zh: string;
  readonly en: string;
}

export const layerNames: Readonly<Record<EvidenceLayer, Words>> = {
  preparation: { zh: '准备度', en: 'Preparation' },
  platform: { zh: '平台层', en: 'Platform' },
  data: { zh: '数据层', en: 'Data' },
  use: { zh: '利用层', en: 'Use' },
};

export interface Evidence {
  readonly id: string;
  readonly layer: EvidenceLayer;
  readonly dimension: Words;
  readonly what: Words;
  /** Where anyone can see it; begins with a slash. Undefined: nowhere on this platform. */
  readonly address: string | undefined;
  readonly measured: Measured;
}

/** Met by at least one; by all of `of` (and there is one); by none of `of`; or by being there. */
type Measured =
  | { readonly wants: 'some' | 'all' | 'none'; readonly count: Count; readonly of?: Count }
  | { readonly wants: 'answer' };
type Count = (facts: EvidenceFacts) => number;

type Row = readonly [
  id: string,
  dimension: Words,
  what: Words,
  address: string | undefined,
  wants: Measured['wants'],
  count?: Count,
  of?: Count,
];

const words = (zh: string, en: string): Words => ({ zh, en });
const rules = words('法规政策与标准', 'Rules and standards');
const relations = words('平台关系', 'Relations of platforms');
const finding = words('发现预览', 'Finding and preview');
const getting = words('数据获取', 'Getting data');
const results = words('成果提交展示', 'Reuses shown');
const feedback = words('互动反馈', 'Feedback');
const experience = words('用户体验', 'Experience');
const amount = words('数据数量', 'Amount of data');
const quality = words('数据质量', 'Quality of data');
const norms = words('数据规范', 'Norms of data');
const scope = words('开放范围', 'Scope of opening');

const all: Count = ({ entries }) => entries;
const open: Count = (facts) => facts.open;
const conditional: Count = (facts) => facts.conditional;
const tables: Count = (facts) => facts.tables;

const preparation: readonly Row[] = [
  ['rules', rules, words('规定与办理时限公开', 'Rules and time limits published'), '/guide/', 'answer'],
  [
    'contacts',
    rules,
    words('提供部门的联系方式公开', 'Contact of the provider published'),
    '/agencies/',
    'all',
    ({ contacts }) => contacts,
    all,
  ],
  [
    'priorities',
    rules,
    words('优先开放清单公开', 'List of what opens first published'),
    '/priority/',
    'some',
    ({ priority }) => priority,
  ],
];

const platform: readonly Row[] = [
  [
    'harvest',
    relations,
    words('目录可由其他平台采集（DCAT-AP）', 'Catalogue harvestable (DCAT-AP)'),
    '/catalog.jsonld',
    'some',
    all,
  ],
  [
    'ckan',
    relations,
    words('目录可由其他平台采集（CKAN）', 'Catalogue harvestable (CKAN)'),
    '/api/3/action/package_list',
    'some',
    all,
  ],
  ['search', finding, words('检索与分面筛选', 'Search and facets'), '/datasets/', 'some', all],
  [
    'catalogue',
    finding,
    words('目录可整份下载', 'Whole catalogue downloadable'),
    '/catalog.csv',
    'some',
    all,
  ],
  ['feed', finding, words('更新可订阅', 'Updates by subscription'), '/feed.atom', 'answer'],
  [
    'preview',
    finding,
    words('有条件开放数据的字段与样例可预览', 'Conditional data previewed: fields, sample'),
    '/open-list/conditional/',
    'all',
    ({ previews }) => previews,
    conditional,
  ],
  [
    'download',
    getting,
    words('无条件开放的数据免登录下载', 'Open data downloads without registration'),
    '/datasets/',
    'all',
    ({ downloads }) => downloads,
    open,
  ],
  [
    'interface',
    getting,
    words('开放数据的接口免登录', 'Interface to open data without registration'),
    '/developers/',
    'some',
    ({ interfaces }) => interfaces,
    open,
  ],
  [
    'conditions',
    getting,
    words('有条件开放清单及其条件公开', 'Conditional list with conditions published'),
    '/open-list/conditional/',
    'all',
    ({ conditions }) => conditions,
    conditional,
  ],
  [
    'progress',
    getting,
    words('申请数量与审核结果公开', 'Applications and decisions published'),
    '/datasets/conditional-openings/',
    'some',
    ({ applications }) => applications,
  ],
  [
    'reasons',
    getting,
    words('不开放的理由和依据公开', 'Reasons for what is not open published'),
    '/open-list/withheld/',
    'all',
    ({ reasons }) => reasons,
    ({ withheld }) => withheld,
  ],
  [
    'reuses',
    results,
    words('利用成果的提交与展示', 'Reuses submitted and shown'),
    '/api/v1/reuses',
    'answer',
  ],
  [
    'requests',
    feedback,
    words('未开放数据请求及其公开答复', 'Requests for data, answered publicly'),
    '/requests/',
    'answer',
  ],
  [
    'objections',
    feedback,
    words('权益异议、纠错及其公开答复', 'Objections and corrections, answered publicly'),
    '/objections/',
    'answer',
  ],
  ['ratings', feedback, words('评价数据集', 'Ratings of datasets'), '/api/v1/ratings', 'answer'],
  [
    'favourites',
    experience,
    words('收藏数据集', 'Datasets kept as favourites'),
    '/datasets/',
    'some',
    ({ favourites }) => favourites,
    all,
  ],
  ['accessible', experience, words('适老化与无障碍', 'Accessibility'), '/accessibility/', 'answer'],
  [
    'english',
    experience,
    words('有英文名称', 'Titles in English'),
    '/en/datasets/',
    'all',
    ({ english }) => english,
    all,
  ],
];

const data: readonly Row[] = [
  ['open', amount, words('无条件开放的数据集', 'Open datasets'), '/statistics/', 'some', open, all],
  ['rows', amount, words('数据行数', 'Rows of data'), '/statistics/', 'some', ({ rows }) => rows],
  [
    'history',
    quality,
    words('保留历史版本', 'Historic versions kept'),
    '/datasets/',
    'some',
    ({ histories }) => histories,
    all,
  ],
  [
    'fragments',
    quality,
    words('无碎片化数据（少于 10 行）', 'No fragments (below 10 rows)'),
    '/statistics/',
    'none',
    ({ fragments }) => fragments,
    tables,
  ],
  [
    'empty',
    quality,
    words('无大量空缺的数据（过半为空）', 'No mostly empty tables (over half)'),
    '/statistics/',
    'none',
    ({ hollow }) => hollow,
    tables,
  ],
  [
    'overdue',
    quality,
    words('更新未逾期', 'No update overdue'),
    '/statistics/',
    'none',
    ({ overdue }) => overdue,
    all,
  ],
  [
    'dictionary',
    norms,
    words('字段说明完整', 'Field dictionary complete'),
    '/datasets/',
    'all',
    ({ dictionaries }) => dictionaries,
    tables,
  ],
  [
    'licence',
    norms,
    words('开放数据有许可协议', 'Open data has a licence'),
    '/licence/',
    'all',
    ({ licences }) => licences,
    open,
  ],
  [
    'machine',
    norms,
    words('可机读的开放格式', 'Open machine-readable formats'),
    '/statistics/',
    'all',
    ({ machineReadable }) => machineReadable,
    open,
  ],
  [
    'agencies',
    scope,
    words('提供部门', 'Agencies that provide'),
    '/agencies/',
    'some',
    ({ agencies }) => agencies.size,
  ],
  [
    'themes',
    scope,
    words('覆盖国家目录主题', 'National themes covered'),
    '/datasets/',
    'all',
    ({ themes }) => themes.size,
    () => 17,
  ],
];

const use: readonly Row[] = [
  [
    'promotion',
    words('利用促进', 'Promotion'),
    words('开发者文档与示例代码', 'Documentation with working code'),
    '/developers/',
    'answer',
  ],
  [
    'reuse-count',
    words('有效成果数量', 'Number of reuses'),
    words('注明所用数据集的利用成果', 'Reuses that name their datasets'),
    '/api/v1/reuses',
    'answer',
  ],
  [
    'reuse-quality',
    words('成果质量', 'Quality of reuses'),
    words('成果可访问、有提供者', 'Reuses that can be reached'),
    '/api/v1/reuses',
    'answer',
  ],
  [
    'reuse-kinds',
    words('利用多样性', 'Diversity of use'),
    words('成果的类型与主题', 'Kinds and themes of reuses'),
    '/api/v1/reuses',
    'answer',
  ],
];

const rowsOf = (layer: EvidenceLayer, rows: readonly Row[]): readonly Evidence[] =>
  rows.map(([id, dimension, what, address, wants, count, of]) => ({
    id,
    layer,
    dimension,
    what,
    address,
    measured:
      wants === 'answer' || count === undefined ? { wants: 'answer' } : { wants, count, ...(of && { of }) },
  }));

export const evidence: readonly Evidence[] = [
  ...rowsOf('preparation', preparation),
  ...rowsOf('platform', platform),
  ...rowsOf('data', data),
  ...rowsOf('use', use),
];

export interface Finding {
  /** Undefined where being there is all. */
  readonly count?: number;
  readonly of?: number;
  readonly verdict: 'met' | 'missing' | 'unasked';
}

/** `answers`: whether the address answered when it was last asked; undefined when it never was. */
export function findingOf(
  { measured, address }: Evidence,
  facts: EvidenceFacts,
  answers: boolean | undefined,
): Finding {
  if (address === undefined) return { verdict: 'missing' };
  if (measured.wants === 'answer')
    return { verdict: answers === undefined ? 'unasked' : answers ? 'met' : 'missing' };
  const count = measured.count(facts);
  const of = measured.of?.(facts);
  const isMet = { some: count > 0, all: count > 0 && count === of, none: count === 0 && of !== 0 }[
    measured.wants
  ];
  const told = { count, ...(of !== undefined && { of }) };
  if (!isMet || answers === false) return { ...told, verdict: 'missing' };
  return { ...told, verdict: answers === undefined ? 'unasked' : 'met' };
}
