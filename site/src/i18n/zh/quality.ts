/** The page of metadata quality and of the evidence for 中国开放数林指数. */
export const quality = {
  title: '目录质量自评',
  lead: '平台按欧盟数据门户的元数据质量评估（满分 405 分）给自己打分：依据的是实际发布的 DCAT-AP 描述，地址是否可用以实际请求为准。缺什么、补上加几分，逐项列出。',
  asked: (moment: string, n: string, failed: string) =>
    `访问地址和下载地址于 ${moment} 逐一请求，共 ${n} 个；${failed} 个数据集有地址不可用。之后发布的版本尚未请求，暂不得分。`,
  unaskedYet: '访问地址和下载地址还没有请求过，这两项暂不得分；平台运行后每天请求一次。',
  own: '平台自动生成的数据集不计入。',
  empty: '目录中还没有可以评分的数据集。',
  download: '下载本表（CSV）',
  every: '下载每个数据集的各项得分',
  unit: '单位：分',
  of: (points: string, most: number) => `${points} / ${most}`,
  none: '—',
  classes: {
    title: '总分',
    lead: '依法不予开放和有条件开放的数据没有下载地址，按欧盟规则照样失分；所以同时列出无条件开放数据的得分。',
    all: '全部',
    head: ['范围', '数据集', '平均得分', '等级'],
    rating: '等级：351 分起为优，221 分起为良，121 分起为中。',
  },
  dimensions: { title: '五个维度', head: ['维度', '满分', '全部', '无条件开放'] },
  agencies: {
    title: '各部门',
    head: ['部门', '数据集', '平均得分', '等级', '其中无条件开放', '平均得分'],
  },
  fixes: {
    title: '改进',
    lead: '补上一项，该数据集加相应分数；“平均”是全部补上后全目录平均分的增加。',
    head: ['指标', '维度', '分值', '已有', '缺', '类别所限', '未请求', '平均'],
    ruledOut: '类别所限：有条件开放和不予开放的数据不提供下载，无法取得这一项（办法第二十八条）。',
    gain: (points: string) => `+${points}`,
  },
  worst: {
    title: '得分最低的数据集',
    lead: (n: number) => `最多列出 ${n} 个，从低到高。`,
    head: ['数据集', '部门', '开放类别', '得分', '所缺'],
    none: '没有失分的数据集。',
  },
  missing: {
    lead: (points: number, property: string) => `每个数据集 ${points} 分；依据描述中的 ${property}。`,
    counts: (met: string, missing: string, ruledOut: string, unasked: string) =>
      `已有 ${met} 个，缺 ${missing} 个，受开放类别所限 ${ruledOut} 个，尚未请求 ${unasked} 个。`,
    list: '缺少这一项的数据集',
    first: (n: number) => `按标识列出前 ${n} 个。`,
    none: '没有可以补上这一项的数据集。',
  },
  evidence: {
    title: '中国开放数林指数：证据清单',
    lead: '按该指数公布的维度，列出本平台上能看到的证据：在哪里看、从目录里数出来多少、是否符合。打分是评估方的事，这里不打分。',
    head: ['层面', '维度', '证据', '数量', '是否符合', '地址'],
    verdict: { met: '符合', missing: '不符合', unasked: '尚未请求' },
    absent: '本平台没有',
  },
  method: {
    title: '怎样计分',
    text: `- 指标和分值取自 [data.europa.eu 的元数据质量评估方法](https://data.europa.eu/mqa/methodology)。
- 有多个分发（文件）的数据集，取得分最高的一个；地址则要求全部可用，比欧盟的要求更严。
- DCAT-AP 一项：描述违反规范的强制、推荐属性或者取值范围的任何一处，都不得分。
- 描述没有写明时间范围的，平台以首次发布日和更新日代替；空间范围的外框由平台按常识概略取整，没有测绘依据，不是界线。`,
  },
  dataset: {
    title: '元数据质量',
    score: (points: string, most: number, rating: string) => `${points} / ${most} 分，${rating}。`,
    complete: '没有缺项。',
    missing: '所缺',
    unasked: '尚未请求地址',
    ruledOut: '受开放类别所限（办法第二十八条）',
    more: '全部得分与计分方法',
  },
};
