/** The words of legal texts. They are part of what is signed and frozen, not labels of a page. */
import type { accessKinds } from '../../domain/application-form.ts';
import type { RowCondition } from '../../domain/grant.ts';
import type { Guide } from '../../domain/guide.ts';
import { quoted } from './legal-text.ts';

type AccessKind = (typeof accessKinds)[number];
const accessWords: Readonly<Record<AccessKind, string>> = {
  records: '通过接口按条件查询',
  export: '通过接口导出授权范围内的全部数据',
};
const groupedAccessWords: Readonly<Record<AccessKind, string>> = {
  records: '通过接口查询分组统计结果',
  export: '通过接口导出分组统计结果',
};

/** How the data is fetched: of data that is told in groups, neither rows nor files (Art. 45). */
export function accessText(
  kinds: readonly AccessKind[],
  { minGroup, fields }: Pick<Guide, 'minGroup' | 'fields'>,
): string {
  if (fields.length === 0) return '凭访问密钥下载数据文件';
  if (minGroup === undefined) return kinds.map((kind) => accessWords[kind]).join('；');
  const ways = kinds.map((kind) => groupedAccessWords[kind]).join('；');
  return `${ways}；不足${minGroup}行的分组不予提供，不提供逐行数据和数据文件`;
}

const operatorWords: Readonly<Record<RowCondition['operator'], string>> = {
  exact: '等于',
  differs: '不等于',
  contains: '包含',
  in: '属于',
  notin: '不属于',
  less: '不大于',
  greater: '不小于',
  strictly_less: '小于',
  strictly_greater: '大于',
  isnull: '为空',
  isnotnull: '不为空',
};

/** What every applicant undertakes, by the guide's ids. */
const undertakingWords: Readonly<Record<string, string>> = {
  'stated-purpose-only': '数据仅用于本协议载明的用途，不用于其他目的。',
  'no-transfer': '不将数据或者访问密钥转让、出售、出租或者以其他方式提供给第三方。',
  'no-reidentification': '不以任何方式从数据中识别、还原特定自然人的身份。',
  'keep-secure': '按照申请时承诺的安全保护措施保管和使用数据。',
  'report-incidents': '发生或者可能发生数据泄露、篡改、丢失的，立即采取补救措施并报告数据提供单位和平台。',
  'report-use': '按约定报告数据的使用情况和利用成果。',
  'destroy-at-end': '授权终止后停止使用，删除或者销毁所获取的数据，并可应要求出具说明。',
};

/** Throws for an undertaking without words: what is signed must be written out. */
export function undertakingText(id: string): string {
  const words = undertakingWords[id];
  if (words === undefined) throw new TypeError(`the undertaking "${id}" has no wording`);
  return words;
}

type Titles = Pick<Guide, 'fields'>;

/** 断面名称（station） */
export function fieldText(name: string, { fields }: Titles): string {
  const title = fields.find((field) => field.name === name)?.title;
  return title === undefined || title === name ? name : `${quoted(title)}（${name}）`;
}

export function fieldsText(names: readonly string[], guide: Titles): string {
  return names.length === 0 ? '数据文件全文' : names.map((name) => fieldText(name, guide)).join('、');
}

export function rowsText(rows: readonly RowCondition[], guide: Titles): string {
  if (rows.length === 0) return guide.fields.length === 0 ? '数据不分行' : '全部数据行';
  const conditions = rows.map(({ field, operator, values }) => {
    const listed = values.map((value) => `“${quoted(value)}”`).join('、');
    return `${fieldText(field, guide)}${operatorWords[operator]}${listed}`;
  });
  return `仅限同时满足以下条件的数据行：${conditions.join('；')}`;
}
