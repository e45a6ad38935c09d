/** The statistics page: charts, their parts, and how each number is counted. */
export const statistics = {
  title: '统计',
  lead: '目录里有什么、开放到什么程度、更新是否及时、质量如何。数字在每次发布后由同一份公开目录重新计算，每张图都附数据表和下载。',
  monitoring: '各部门办理情况：时限、更新和使用',
  asOf: (day: string) => `截至 ${day}`,
  totalsTitle: '总览',
  totals: {
    datasets: '数据集',
    agencies: '提供部门',
    rows: '数据行',
    bytes: '可下载文件',
    versions: '已发布版本',
    priority: '高价值数据集',
  },
  withdrawn: (n: number) => `另有 ${n} 个已撤下的数据集，只保留撤下说明，不计入以上数字。`,
  empty: '目录中还没有数据集。第一次发布之后，这里出现数字。',
  noRows: '还没有可以计数的内容。',
  chartsTitle: '图表',
  table: '数据表',
  csv: '下载本图数据（CSV）',
  all: '下载全部统计数据（JSON）',
  key: '图例',
  mean: (share: string) => `平均 ${share}`,
  meanColumn: '平均',
  total: '合计',
  unit: { datasets: '数据集', bytes: '字节', versions: '版本' },
  unitLabel: { datasets: '单位：个', bytes: '单位：字节', versions: '单位：个' },
  column: {
    openness: '开放类别',
    'update-state': '更新状态',
    themes: '主题',
    agencies: '提供部门',
    formats: '格式',
    bytes: '格式',
    rows: '行数',
    quality: '指标',
    months: '月份',
  },
  charts: {
    openness: {
      title: '按开放类别',
      counts: '每个未撤下的目录条目按现行开放类别（办法第二十八条）计一次。',
    },
    'update-state': {
      title: '按更新状态',
      counts:
        '有数据的条目，以最近一次更新加上所声明的更新周期为应更新日期，与截至日比较；不定期更新的，以其复核日期为准。',
    },
    themes: {
      title: '按主题',
      counts: '国家目录主题（201–217），每个条目只属于一个主题；条形按开放类别分段。',
    },
    agencies: { title: '按提供部门', counts: '信息资源提供方；条形按开放类别分段。没有条目的部门不列出。' },
    formats: {
      title: '按格式',
      counts:
        '最新版本提供该格式的数据集数。一个数据集通常同时提供多种格式，合计会大于数据集总数；校验和等报告文件不计。',
    },
    bytes: {
      title: '各格式文件的大小',
      counts: '最新版本中该格式全部文件的字节数之和（1 MB = 1,000,000 字节）。',
    },
    rows: { title: '按数据行数', counts: '最新版本的行数，不含表头；不是表格的数据不计。' },
    quality: {
      title: '数据质量',
      counts:
        '发布时逐格检查最新版本。完整性：非空单元格的比例；有效性：符合所声明类型与约束的单元格的比例；唯一性：不与其他行重复的行的比例。平均值是各数据集得分的算术平均，每个数据集权重相同。',
    },
    months: {
      title: '近十二个月发布的版本',
      counts: '按发布时间（北京时间）所在月份计数，含后来撤下的版本。下载的数据含全部月份。',
    },
  },
  summary: {
    openness: (open: number, all: number) => `${all} 个数据集中 ${open} 个无条件开放。`,
    largest: (label: string, value: string) => `最多的是${label}：${value}。`,
  },
  month: (month: number) => `${month}月`,
  rowClass: {
    'up-to-99': '不足 100 行',
    'from-100': '100–999 行',
    'from-1000': '1,000–9,999 行',
    'from-10000': '10,000–99,999 行',
    'from-100000': '100,000–999,999 行',
    'from-1000000': '1,000,000 行及以上',
  },
  measure: { completeness: '完整性', validity: '有效性', uniqueness: '唯一性' },
  band: { full: '100%', high: '95% 以上', middle: '80%–95%', low: '不足 80%' },
  evaluation: {
    title: '自评',
    text: '每个数据集、部门和整个目录的元数据质量得分（欧盟方法，满分 405 分），所缺的项目，以及中国开放数林指数的证据清单。',
    more: '目录质量自评',
  },
  method: {
    title: '数字怎么来',
    lead: '所有数字都由公开目录快照计算；快照本身可以下载，任何人都能重算。',
    figure: '数字',
    how: '计数方法',
    rows: [
      ['数据集', '目录中未撤下的条目，含有条件开放和非开放（非开放的只有条目，没有数据）。'],
      ['提供部门', '至少有一个未撤下条目的部门。'],
      [
        '数据行',
        '各数据集最新的未撤下版本的行数之和，不含表头。有条件开放的数据计入行数，其文件不计入大小。',
      ],
      ['可下载文件', '各数据集最新版本中可以直接下载的文件的字节数之和，校验和等报告文件不计。'],
      ['已发布版本', '未撤下的数据集的全部版本。内容没有变化的重复发布不产生新版本。'],
      ['高价值数据集', '标明了至少一项优先开放理由的条目（办法第二十九条）。'],
    ],
  },
};
