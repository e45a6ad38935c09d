/** Names of codes that leave the platform with their entries, in both languages; pages show the same ones. */
import type { acquisitionModes, priorityGrounds } from './dataset-codes.ts';

interface Name {
  readonly zh: string;
  readonly en: string;
}

/** The national themes. Source: 《政务信息资源目录编制指南（试行）》, 发改高技〔2017〕1272号. */
export const themeNames = {
  '201': { zh: '全民健康保障', en: 'Health' },
  '202': { zh: '全民住房保障', en: 'Housing' },
  '203': { zh: '全民社会保障', en: 'Social security' },
  '204': { zh: '药品安全监督', en: 'Drug safety' },
  '205': { zh: '食品安全监管', en: 'Food safety' },
  '206': { zh: '安全生产监督', en: 'Work safety' },
  '207': { zh: '市场价格监管', en: 'Market prices' },
  '208': { zh: '金融监管', en: 'Finance supervision' },
  '209': { zh: '能源安全保障', en: 'Energy security' },
  '210': { zh: '信用体系建设', en: 'Credit system' },
  '211': { zh: '生态环境保护', en: 'Environment' },
  '212': { zh: '应急维稳保障', en: 'Emergency response' },
  '213': { zh: '行政执法监督', en: 'Law enforcement oversight' },
  '214': { zh: '民主法治建设', en: 'Democracy and rule of law' },
  '215': { zh: '执政能力建设', en: 'Public administration' },
  '216': { zh: '投资审批', en: 'Investment approval' },
  '217': { zh: '公共资源交易', en: 'Public resource trading' },
} as const satisfies Readonly<Record<string, Name>>;

/** The grounds on which data is opened first (Art. 29). */
export const priorityNames = {
  livelihood: { zh: '与民生紧密相关', en: 'Closely tied to people’s livelihood' },
  urgent: { zh: '社会迫切需要', en: 'Urgently needed by society' },
  commercial: { zh: '商业增值潜力显著', en: 'Notable commercial potential' },
} as const satisfies Readonly<Record<(typeof priorityGrounds)[number], Name>>;

/** How data came to its provider (Art. 17). */
export const acquisitionNames = {
  collected: { zh: '自行采集', en: 'Collected by the agency' },
  commissioned: { zh: '委托采集', en: 'Collected on commission' },
  produced: { zh: '履职产生', en: 'Produced in the agency’s duty' },
  shared: { zh: '共享获得', en: 'Obtained by sharing' },
  negotiated: { zh: '协商获得', en: 'Obtained by negotiation' },
} as const satisfies Readonly<Record<(typeof acquisitionModes)[number], Name>>;

/** The names of a table in one language, by code. */
export function namesIn<Code extends string>(
  language: keyof Name,
  table: Readonly<Record<Code, Name>>,
): Record<Code, string> {
  const names = Object.entries<Name>(table).map(([code, name]) => [code, name[language]]);
  return Object.fromEntries(names) as Record<Code, string>;
}
