/** Names of codes that leave the platform with their entries, in both languages; pages show the same ones. */
import type {
  acquisitionModes,
  baseLibraries,
  conditionalGrounds,
  dataLevels,
  fieldTypes,
  opennessClasses,
  priorityGrounds,
  sensitivities,
  sharingTypes,
  updateCycles,
  withheldGrounds,
} from './dataset-codes.ts';

import type { ObjectionKind } from './objection-state.ts';

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

/** How far data is open (Art. 28). */
export const opennessNames = {
  unconditional: { zh: '无条件开放', en: 'Open without conditions' },
  conditional: { zh: '有条件开放', en: 'Open on conditions' },
  withheld: { zh: '非开放', en: 'Not open' },
} as const satisfies Readonly<Record<(typeof opennessClasses)[number], Name>>;

/** How far agencies share data (Art. 25). */
export const sharingNames = {
  unconditional: { zh: '无条件共享', en: 'Shared without conditions' },
  authorised: { zh: '授权共享', en: 'Shared on authorisation' },
  withheld: { zh: '非共享', en: 'Not shared' },
} as const satisfies Readonly<Record<(typeof sharingTypes)[number], Name>>;

/** Why data is not open to everybody (Art. 28). */
export const groundNames = {
  'security-capability': {
    zh: '对数据安全和处理能力要求较高',
    en: 'High demands on security and processing capability',
  },
  'time-sensitive': { zh: '时效性较强', en: 'Highly time-sensitive' },
  continuous: { zh: '需要持续获取', en: 'Needed continuously' },
  'business-secret': { zh: '涉及商业秘密', en: 'Business secrets' },
  'personal-privacy': { zh: '涉及个人隐私', en: 'Personal privacy' },
  'forbidden-by-law': { zh: '法律法规规定不得开放', en: 'Opening is forbidden by law' },
} as const satisfies Readonly<Record<(typeof conditionalGrounds | typeof withheldGrounds)[number], Name>>;

/** GB/T 43697-2024. */
export const dataLevelNames = {
  general: { zh: '一般数据', en: 'General data' },
  important: { zh: '重要数据', en: 'Important data' },
  core: { zh: '核心数据', en: 'Core data' },
} as const satisfies Readonly<Record<(typeof dataLevels)[number], Name>>;

export const updateCycleNames = {
  realtime: { zh: '实时', en: 'Real time' },
  daily: { zh: '每日', en: 'Daily' },
  weekly: { zh: '每周', en: 'Weekly' },
  monthly: { zh: '每月', en: 'Monthly' },
  quarterly: { zh: '每季度', en: 'Quarterly' },
  'half-yearly': { zh: '每半年', en: 'Half-yearly' },
  yearly: { zh: '每年', en: 'Yearly' },
  irregular: { zh: '不定期', en: 'Irregular' },
  never: { zh: '不再更新', en: 'No longer updated' },
} as const satisfies Readonly<Record<(typeof updateCycles)[number], Name>>;

export const fieldTypeNames = {
  string: { zh: '文本', en: 'text' },
  integer: { zh: '整数', en: 'integer' },
  number: { zh: '数值', en: 'number' },
  boolean: { zh: '是否', en: 'boolean' },
  date: { zh: '日期', en: 'date' },
  datetime: { zh: '日期时间', en: 'date and time' },
  year: { zh: '年份', en: 'year' },
  geopoint: { zh: '坐标', en: 'coordinates' },
} as const satisfies Readonly<Record<(typeof fieldTypes)[number], Name>>;

export const sensitivityNames = {
  public: { zh: '公开', en: 'public' },
  internal: { zh: '内部', en: 'internal' },
  sensitive: { zh: '敏感', en: 'sensitive' },
  personal: { zh: '个人信息', en: 'personal' },
} as const satisfies Readonly<Record<(typeof sensitivities)[number], Name>>;

/** The six base libraries (Art. 21). */
export const baseLibraryNames = {
  population: { zh: '人口', en: 'Population' },
  'legal-persons': { zh: '法人', en: 'Legal persons' },
  space: { zh: '空间', en: 'Space' },
  licences: { zh: '电子证照', en: 'Electronic licences' },
  credit: { zh: '社会信用', en: 'Social credit' },
  'macro-economy': { zh: '宏观经济', en: 'Macro-economy' },
} as const satisfies Readonly<Record<(typeof baseLibraries)[number], Name>>;

/** What an objection is about (Art. 46). */
export const objectionKindNames = {
  error: { zh: '错误', en: 'error' },
  omission: { zh: '遗漏', en: 'omission' },
  privacy: { zh: '侵犯个人隐私', en: 'personal privacy' },
  secret: { zh: '侵犯商业秘密', en: 'business secret' },
} as const satisfies Readonly<Record<ObjectionKind, Name>>;

/** The names of a table in one language, by code. */
export function namesIn<Code extends string>(
  language: keyof Name,
  table: Readonly<Record<Code, Name>>,
): Record<Code, string> {
  const names = Object.entries<Name>(table).map(([code, name]) => [code, name[language]]);
  return Object.fromEntries(names) as Record<Code, string>;
}
