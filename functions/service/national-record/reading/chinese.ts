/** Every defect of a descriptor in Chinese, with what to do: whoever fills a workbook reads it. */
import { choicesOf } from '../choices.ts';
import type { Column } from '../columns.ts';

/** A test holds this against the codes that the rules can answer. */
export const chineseDefects: Readonly<Record<string, string>> = {
  'acquisition-not-open':
    '共享、协商获得的数据以及由其加工的数据不列入本单位的开放清单：改来源方式，或者改为非开放',
  'blank-text': '只有空白：填写内容',
  'catalogue-code': '不是信息资源代码',
  conditions: '有条件开放的须写明开放条件',
  'constraint-bounds': '最小值、最大值与类型不符，或者最小值大于最大值',
  'constraint-lengths': '长度和格式规则只用于文本，最小长度不得大于数据长度',
  'constraint-pattern': '格式规则不能使用',
  'constraint-values': '值域中有重复的值，或者与类型不符的值',
  'contact-missing': '电话与邮箱至少填一项',
  'contact-private': '不得填写个人手机号码：改填单位电话',
  'data-level-not-open': '重要数据、核心数据不得无条件开放：改数据级别或者开放类别',
  'data-missing': '无条件开放的数据须有数据文件',
  'date-order': '日期的先后颠倒',
  'date-unreal': '没有这一天',
  'field-not-open': '敏感字段和个人信息字段不得无条件开放：删去该字段，或者改开放类别',
  'field-repeated': '字段名重复（不分大小写）',
  'field-reserved': '字段名为系统保留：换一个',
  'generated-not-synthetic': '程序生成的数据须注明为示例数据',
  ground: '开放类别情形与开放类别不符，或者没有填写',
  'licence-source': '使用他人协议的，须在数据来源中写明来源及其协议',
  'min-group': '最小汇总行数只用于有条件开放',
  missing: '必填，没有填写',
  'not-allowed': '不符合填写要求',
  'not-an-object': '不是一条记录',
  'one-of-two': '数据文件填写有误',
  'openness-legal-basis': '须写明不无条件开放的依据',
  'openness-reason': '须写明不无条件开放的理由',
  'primary-key': '主键中的字段不存在，或者重复',
  'priority-repeated': '高价值情形重复',
  'review-missing': '不定期更新的须填写复核日期',
  'sharing-legal-basis': '须写明不无条件共享的依据',
  'sharing-reason': '须写明不无条件共享的理由',
  'spatial-elsewhere': '不在吉林省：代码以 22 开头，全国的以 00 开头',
  'synthetic-label': '示例数据须在名称和摘要中写明“示例数据”（英文写 sample data）',
  'unconditional-restricted': '无条件开放的不填情形、条件和可申请对象：清空，或者改开放类别',
  'unknown-department': '省级责任部门没有登记',
  'unknown-key': '目录没有这一项',
  'unknown-publisher': '提供方没有登记',
  'withheld-applicants': '非开放的不填可申请对象',
  'withheld-data': '非开放的不得附数据：清空数据文件',
  'wrong-type': '不符合填写要求',
};

export function chineseOf(code: string, column: Column | undefined, law: string | undefined): string {
  const what = chineseDefects[code] ?? chineseDefects['not-allowed'];
  const words = column ? choicesOf(column) : [];
  const choices = words.length > 0 ? `；取值：${words.join('、')}` : '';
  const article = law?.replace(/^Art\. ([\d, ]+)$/, '办法第 $1 条').replaceAll(', ', '、');
  return `${what}${column ? `。填写要求：${column.note}${choices}` : ''}${article ? `［${article}］` : ''}`;
}
