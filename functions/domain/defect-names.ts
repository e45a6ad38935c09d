/** What is wrong with a descriptor, by the code of the defect, in both languages, with what to do. Here, not in a page: workbooks say it too. */
interface Name {
  readonly zh: string;
  readonly en: string;
}

/** A test holds this against the codes that the rules can answer. */
export const defectNames = {
  'acquisition-not-open': {
    zh: '共享、协商获得的数据以及由其加工的数据不列入本单位的开放清单：改来源方式，或者改为非开放',
    en: 'data received by sharing or negotiation, and what is made from it, is not on the agency’s own open list: choose another way of acquisition, or the class not open',
  },
  'blank-text': {
    zh: '只有空白：填写内容',
    en: 'only white space: fill it in',
  },
  'catalogue-code': {
    zh: '不是信息资源代码',
    en: 'no code of the national catalogue',
  },
  conditions: {
    zh: '有条件开放的须写明开放条件',
    en: 'conditional data names its conditions',
  },
  'constraint-bounds': {
    zh: '最小值、最大值与类型不符，或者最小值大于最大值',
    en: 'the smallest and largest values do not fit the type, or are the wrong way round',
  },
  'constraint-lengths': {
    zh: '长度和格式规则只用于文本，最小长度不得大于数据长度',
    en: 'lengths and patterns are for text only, and the shortest may not exceed the longest',
  },
  'constraint-pattern': {
    zh: '格式规则不能使用',
    en: 'the pattern cannot be used',
  },
  'constraint-values': {
    zh: '值域中有重复的值，或者与类型不符的值',
    en: 'the listed values repeat, or do not fit the type',
  },
  'contact-missing': {
    zh: '电话与邮箱至少填一项',
    en: 'give a telephone number, an e-mail address, or both',
  },
  'contact-private': {
    zh: '不得填写个人手机号码：改填单位电话',
    en: 'a mobile number belongs to a person: give one of the office',
  },
  'data-level-not-open': {
    zh: '重要数据、核心数据不得无条件开放：改数据级别或者开放类别',
    en: 'important and core data is never open unconditionally: choose another level or class',
  },
  'data-missing': {
    zh: '无条件开放的数据须有数据文件',
    en: 'unconditional data comes with its data',
  },
  'date-order': {
    zh: '日期的先后颠倒',
    en: 'the dates are the wrong way round',
  },
  'date-unreal': {
    zh: '没有这一天',
    en: 'there is no such day',
  },
  'field-not-open': {
    zh: '敏感字段和个人信息字段不得无条件开放：删去该字段，或者改开放类别',
    en: 'sensitive and personal columns are never open unconditionally: leave them out, or choose another class',
  },
  'field-repeated': {
    zh: '字段名重复（不分大小写）',
    en: 'the name of a column repeats (case does not count)',
  },
  'field-reserved': {
    zh: '字段名为系统保留：换一个',
    en: 'the name of a column is taken: choose another',
  },
  'generated-not-synthetic': {
    zh: '程序生成的数据须注明为示例数据',
    en: 'generated data is marked as sample data',
  },
  ground: {
    zh: '开放类别情形与开放类别不符，或者没有填写',
    en: 'the ground is missing, or belongs to another class',
  },
  'licence-source': {
    zh: '使用他人协议的，须在数据来源中写明来源及其协议',
    en: 'data under another’s licence names its source, with the licence of the source',
  },
  'min-group': {
    zh: '最小汇总行数只用于有条件开放',
    en: 'only conditional data has a smallest group',
  },
  missing: {
    zh: '必填，没有填写',
    en: 'required',
  },
  'not-allowed': {
    zh: '不符合填写要求',
    en: 'outside what is allowed',
  },
  'not-an-object': {
    zh: '不是一条记录',
    en: 'no record',
  },
  'one-of-two': {
    zh: '数据文件填写有误',
    en: 'the data file is named wrongly',
  },
  'openness-legal-basis': {
    zh: '须写明不无条件开放的依据',
    en: 'say which law it rests on that this is not open unconditionally',
  },
  'openness-reason': {
    zh: '须写明不无条件开放的理由',
    en: 'say why this is not open unconditionally',
  },
  'primary-key': {
    zh: '主键中的字段不存在，或者重复',
    en: 'a column of the primary key repeats, or does not exist',
  },
  'priority-repeated': {
    zh: '高价值情形重复',
    en: 'a ground of high value repeats',
  },
  'review-missing': {
    zh: '不定期更新的须填写复核日期',
    en: 'what is updated irregularly names the day by which it is reviewed',
  },
  'sharing-legal-basis': {
    zh: '须写明不无条件共享的依据',
    en: 'say which law it rests on that this is not shared unconditionally',
  },
  'sharing-reason': {
    zh: '须写明不无条件共享的理由',
    en: 'say why this is not shared unconditionally',
  },
  'spatial-elsewhere': {
    zh: '不在吉林省：代码以 22 开头，全国的以 00 开头',
    en: 'not in Jilin: codes begin with 22, or with 00 for the whole country',
  },
  'synthetic-label': {
    zh: '示例数据须在名称和摘要中写明“示例数据”（英文写 sample data）',
    en: 'sample data says so in title and description (示例数据, in English sample data)',
  },
  'unconditional-restricted': {
    zh: '无条件开放的不填情形、条件和可申请对象：清空，或者改开放类别',
    en: 'unconditional data has no ground, conditions or applicants: empty them, or choose another class',
  },
  'unknown-department': {
    zh: '省级责任部门没有登记',
    en: 'no such department is registered',
  },
  'unknown-key': {
    zh: '目录没有这一项',
    en: 'the catalogue has no such item',
  },
  'unknown-publisher': {
    zh: '提供方没有登记',
    en: 'no such provider is registered',
  },
  'withheld-applicants': {
    zh: '非开放的不填可申请对象',
    en: 'nobody applies for data that is not open: empty it',
  },
  'withheld-data': {
    zh: '非开放的不得附数据：清空数据文件',
    en: 'data that is not open comes without its data: leave the file out',
  },
  'wrong-type': {
    zh: '不符合填写要求',
    en: 'not in the required form',
  },
} as const satisfies Readonly<Record<string, Name>>;
