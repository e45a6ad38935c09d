/** What dimensions and figures are called in the report. */
import type { Dimension, FigureName } from '../../domain/yearly-evaluation.ts';

export const dimensionWords: Readonly<Record<Dimension, string>> = {
  openness: '开放',
  quality: '质量',
  timeliness: '更新按期',
  answers: '按期答复',
  use: '使用',
  outcomes: '成效',
};

export const figureWords: Readonly<Record<FigureName, string>> = {
  unconditional: '无条件开放数据集',
  conditional: '有条件开放数据集',
  withheld: '不予开放条目',
  completeness: '完整性（平均）',
  validity: '有效性（平均）',
  uniqueness: '唯一性（平均）',
  'updated-in-time': '按期更新的数据集',
  'updated-late': '更新逾期的数据集',
  'clocks-met': '按期办结的时限',
  'clocks-missed': '超期的时限',
  downloads: '下载次数',
  queries: '接口查询次数',
  'keyed-requests': '凭密钥的请求次数',
  'grants-signed': '签署的授权协议',
  'use-reports': '利用情况报告',
  'reuses-shown': '展示的利用成果',
  'requests-opened': '因数据需求而开放',
  'corrections-made': '因纠错而改正',
  'objections-upheld': '因异议而更正或者撤下',
};
