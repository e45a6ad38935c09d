/** High-value data, opened first (Art. 29). */
export const priority = {
  title: '高价值数据',
  lead: '与民生紧密相关、社会迫切需要、商业增值潜力显著的高价值公共数据，应当优先开放（办法第二十九条）。下面逐个说明理由。',
  count: (n: number, of: number) => `目录中 ${of} 个数据集，${n} 个列为高价值。`,
  groundsTitle: '三项理由',
  ground: '理由',
  grounds: '优先开放的理由',
  datasets: '数据集',
  unit: '单位：个数据集',
  note: '说明',
  several: '一个数据集可以同时符合几项，各项之和可以大于总数。',
  listOf: (ground: string) => `${ground}的数据`,
  empty: '目前没有列为高价值的数据集。',
  request: '缺少你认为应当优先开放的数据，请联系应当提供它的[部门](/agencies/)。',
};
