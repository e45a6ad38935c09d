/** The guide to applying for one dataset (《办法》第三十一条). `{n}` and other names are filled in. */
export const serviceGuide = {
  title: '办事指南',
  lead: '依据《办法》第三十一条公布。申请表、提交前检查和退回补正均以本指南为准，不在指南之外提出要求。',
  facts: {
    agency: '受理和审核',
    applicants: '申请对象',
    conditions: '开放条件',
    legalBasis: '开放依据',
    told: '提供形式',
    fields: '可申请的字段',
  },
  applicants: {
    any: '自然人、法人和非法人组织',
    organisation: '法人和非法人组织，不受理自然人的申请',
  },
  /** `minGroup`, Art. 45. */
  grouped: '只提供分组统计结果：不足 {n} 行的分组不予提供，不提供逐行数据和数据文件。',
  fields: '{n} 个',
  sensitive: '其中 {n} 个为敏感字段，须逐个说明理由',
  closed: '另有 {n} 个个人信息字段，不对任何人开放',
  noFields: '数据没有字段，整份提供',
  items: {
    title: '提交事项',
    head: { item: '事项', asked: '要求', limit: '限度', law: '依据（《办法》）' },
    conditional: '选了敏感字段的必填',
    kinds: '可选：{kinds}。',
  },
  undertakings: '须作出的承诺',
  steps: {
    title: '办理步骤和时限',
    head: { step: '步骤', by: '由谁办理', what: '内容', limit: '时限' },
    by: { applicant: '申请人', agency: '提供部门' },
    names: {
      draft: '填写申请',
      submit: '提交',
      precheck: '形式检查',
      correct: '补正',
      review: '审核决定',
      sign: '签署协议',
      use: '取用数据',
      report: '报告使用情况',
    },
    what: {
      draft: '登录后逐项填写，草稿自动保存。',
      submit: '平台在提交前一次列出全部形式问题，改正后提交。',
      precheck: '检查提交的事项是否齐全、是否符合本指南。',
      correct: '需要补正的，一次性告知全部内容；补正的时间不计入期限。',
      review: '作出决定并出具决定书，写明理由和依据。',
      sign: '申请获批后，阅读并签署协议，授权自签署时生效。',
      use: '申领密钥，通过平台接口读取授权范围内的数据。',
      report: '按照协议约定报告使用情况和成效。',
    },
    days: '{n} 个工作日',
    from: {
      'application.precheck': '自提交之日起',
      'application.review': '自受理之日起',
      'application.signing': '自批准之日起',
    },
    extension: '可延长一次，最多 {n} 个工作日，并告知理由',
    none: '—',
    note: '时限是平台的承诺，不是法定时限；起算当日不计入，只计工作日。',
  },
  apply: '在线申请',
  json: '本指南（JSON）',
  datasetLink: '数据集页面上的办事指南',
  reference: '接口说明',
  byApi:
    '也可以通过接口办理：凭访问令牌调用 POST /api/v1/applications 建立草稿，再调用 POST /api/v1/applications/{id}/commands 提交。',
  beforeSignIn: '登录之前先看这里：需要提交什么、分几步、多久有结果。',
  /** Above the list of datasets. */
  choose: '各数据集的办事指南：',
  noScript: '在线填写需要 JavaScript。不使用脚本时，可以先看各数据集的办事指南，再通过接口申请。',
  all: '全部有条件开放的数据集',
  /** Where nobody but a natural person could apply. */
  notForPersons:
    '本数据集只受理法人和非法人组织的申请。当前账号没有可以代表的单位，填写后不能提交；请用能够代表单位的账号登录。',
};
