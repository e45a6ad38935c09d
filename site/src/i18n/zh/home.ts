/** The first page. */
export const home = {
  title: '吉林省公共数据资源目录',
  lead: '省内公共管理和服务机构依法开放的数据。无需注册，直接下载；有条件开放的数据，按公开的条件申请。',
  numbers: '目录概况',
  numbersNote: '数字怎样计算',
  figures: {
    datasets: '数据集',
    open: '无条件开放',
    onTime: '按期更新',
    rows: '可下载的数据行',
  },
  trends: {
    datasets: (added: string) => `近 30 天新增 ${added} 个`,
    open: (conditional: string, withheld: string) => `另有条件开放 ${conditional} 个，非开放 ${withheld} 个`,
    onTime: (overdue: string) => `逾期未更新 ${overdue} 个`,
    onTimeAll: '没有逾期的数据集',
    rows: (versions: string) => `近 30 天发布 ${versions} 个新版本`,
  },
  priority: '高价值数据',
  newest: '最近更新',
  overdue: '逾期未更新',
  overdueLead: '下列数据集过了应更新的日期。由提供方负责更新，可向其联系人询问。',
  overdueColumns: {
    title: '数据集',
    publisher: '提供方',
    cycle: '更新周期',
    updated: '上次更新',
    due: '应更新于',
  },
  themes: '按主题浏览',
  agencies: '按提供方浏览',
};
