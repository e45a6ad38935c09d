/** What can be seen of the data, and of what is made of it. */
import { all, open, type Row, tables, words } from './evidence-row.ts';

const amount = words('数据数量', 'Amount of data');
const quality = words('数据质量', 'Quality of data');
const norms = words('数据规范', 'Norms of data');
const scope = words('开放范围', 'Scope of opening');

export const data: readonly Row[] = [
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

export const use: readonly Row[] = [
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
