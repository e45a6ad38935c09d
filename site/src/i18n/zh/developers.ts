/** Developer documentation and the interface reference. */
import type { Route } from '../../../../functions/routes/route.ts';
export const developers = {
  title: '开发者',
  lead: '无条件开放的数据不需要密钥、不需要注册：复制一段代码就能用。',
  start: {
    title: '五分钟开始',
    text: (title: string) =>
      `下面的代码读取“${title}”，可以直接运行；把标识换成别的数据集即可。前四段只用各语言自带的库；pandas、DuckDB、ckanapi 须另行安装，Excel 的一段粘贴到 Power Query 的高级编辑器，QGIS 的一段粘贴到其 Python 控制台。`,
    none: '目录中还没有可以查询的数据集；第一次发布之后，这里出现可以运行的代码。',
    more: '每个数据集页面的“接口与代码”一节都有针对该数据集的代码。',
  },
  interfaces: {
    title: '接口一览',
    text: '网站、接口和下载在同一个地址之下；开放数据允许跨域读取（CORS），支持 HEAD、ETag 和 `If-None-Match`，文本内容按 `Accept-Encoding` 压缩。',
    table: '地址与内容',
    head: ['地址', '内容'],
    all: '全部参数与返回内容见[接口参考](/developers/reference/)；机器可读的描述在 [/openapi.json](/openapi.json)（OpenAPI 3.1）。',
    files: {
      '/open-list.csv': '各部门的开放清单，每行一个条目（CSV）',
      '/open-list.json': '各部门的开放清单，含历次变化（JSON）',
      '/statistics.json': '统计页的全部数字（JSON）',
      '/quality/indicators.csv': '自评各表（classes、agencies、indicators、evidence，CSV）',
    },
  },
  filters: {
    title: '筛选、排序与聚合',
    text: '`records` 和 `export` 使用同一套参数：`FIELD__OPERATOR=VALUE`（字段、运算、值）。多个条件同时成立；字段名取自数据集的字段说明。字段或值有误时，返回 400，一次列出全部错误和允许的写法。',
    table: '运算',
    head: ['运算', '含义', '适用类型'],
    every: '全部',
    operators: {
      exact: '等于',
      differs: '不等于',
      contains: '含有这段文字',
      in: '在列表中；用逗号分隔，含逗号的值加双引号',
      notin: '不在列表中',
      less: '小于或等于',
      greater: '大于或等于',
      strictly_less: '小于',
      strictly_greater: '大于',
      isnull: '为空；值写 true',
      isnotnull: '不为空；值写 true',
      sort: '排序，asc 或 desc；空值总在最后；可以写多个，先写的优先',
      groupby: '按该字段分组；值写 true',
      count: '计数（聚合）',
      sum: '求和（聚合）',
      avg: '平均（聚合）',
      min: '最小值（聚合）',
      max: '最大值（聚合）',
    },
    columns: '`columns=a,b` 只要这些列；与分组、聚合不能同时使用。聚合结果的列名是 `FIELD__OPERATOR`。',
    examples: '示例',
    exampleOf: {
      exact: '等于某值',
      compare: '大于或等于，并按该字段从大到小排列',
      columns: '只要两列，每页 5 行',
      group: '按字段分组计数，多的在前',
    },
  },
  paging: {
    title: '翻页与导出',
    text: `\`records\` 每页最多 10,000 行（\`limit\`，缺省 100）。返回内容是：

\`\`\`json
{ "data": [ … ], "links": { "next": "…" }, "meta": { "total": 12345, "version": 3 } }
\`\`\`

照原样请求 \`links.next\`，直到它为 \`null\`。游标属于一个版本：翻页途中发布了新版本，也不会漏行或者重行。

要全部数据，用 \`export\`（csv、json、jsonl、parquet、xlsx）：同样的筛选，逐步传送，不限行数（xlsx 限一张工作表，1,048,575 行）。不加筛选时，转到已发布的文件（307），请让程序跟随重定向。用 Excel 打开 CSV 时加 \`bom=true\`；\`formulas=escape\` 在会被电子表格当作公式的单元格前加撇号。

\`version=N\` 查询某个版本；不写是最新版本。`,
  },
  files: {
    title: '文件与核对',
    text: `\`/files/{id}/{version}/{name}\` 永不改变，可以永久缓存、断点续传（Range）；\`/files/{id}/latest/{name}\` 转到最新版本。ETag 就是文件的 SHA-256。下载后核对：`,
  },
  log: {
    title: '公开日志与核验',
    text: '平台发布的每个版本、目录条目的每次变化、每次撤回，都记入一份只增不改的公开日志；每天还记入全部业务记录的摘要。日志按 RFC 9162 组成默克尔树，以 Ed25519 签名（C2SP [tlog-checkpoint](/log/checkpoint)、tlog-tiles），公钥及其有效期见 [/log/keys](/log/keys)。下载文件和它的 `proof.json`，用 [verify.mjs](/log/verify.mjs)（只需 Node）即可离线核验：文件、版本和目录条目都在日志中；否则指明哪里不对。请在第一次使用时保存公钥。',
  },
  limits: {
    title: '限制',
    table: '限制',
    head: ['项目', '上限'],
    rows: [
      ['records 每页', '10,000 行'],
      ['目录检索每页', '100 条'],
      ['一次查询的参数', '100 个'],
      ['in、notin 的值', '1,000 个'],
      ['一个值的长度', '1,000 个字符'],
      ['records 的计算时间', '30 秒，超过返回 query-too-slow'],
      ['同时处理的查询', '超过返回 busy，带 Retry-After'],
      ['export 的行数', '不限（xlsx 为 1,048,575 行）'],
    ],
    text: '目前不对来源限速。请按 `Retry-After` 等待后重试；需要整份数据时请下载文件或者用 `export`，不要逐页抓取。',
  },
  conditional: {
    title: '有条件开放的数据',
    text: '目录信息、字段和样例人人可读；查询和下载返回 403 和代码 [conditional-data](/developers/errors/#conditional-data)。怎样申请见[使用指南](/guide/#conditional)。密钥只放在请求头里，不要写进地址。',
  },
  publish: {
    title: '部门系统发布数据',
    text: '部门自己的系统可以用 `POST /api/v1/publications` 提交描述文件和数据文件，使用统一身份认证签发的令牌（Bearer）；`dryRun=true` 只检查不保存，`Idempotency-Key` 使重发不会重复发布。见[接口参考](/developers/reference/)。',
  },
  errors: {
    title: '错误',
    text: '错误一律是 `application/problem+json`（RFC 9457），`code` 稳定不变，`advice` 写明该怎么做。全部代码见[错误代码](/developers/errors/)。下面是字段名写错时的返回：',
    example: '错误示例',
  },
  changes: {
    title: '变化与稳定',
    text: `- \`/api/v1\` 之内，已写入文档的地址、参数、成员和代码不取消、不改变含义；可能增加新的，请忽略不认识的成员。
- 数据的变化看 [/feed.atom](/feed.atom)：新增、新版本、调整、撤下。
- 撤下的数据集和版本返回 410 和理由，不返回 404。`,
  },
  reference: {
    title: '接口参考',
    lead: '由平台的接口定义自动生成，与 /openapi.json 一致。',
    tags: {
      datasets: '目录',
      records: '数据行',
      files: '文件',
      catalogue: '整个目录',
      ckan: 'CKAN 接口',
      publications: '发布',
      harvested: '采集的目录',
      applications: '申请',
      objections: '异议（第四十六条）',
      keys: '访问密钥',
      sharing: '部门间数据共享',
      voices: '投诉、需求、咨询、评价、利用成果',
      monitoring: '监测',
      webhooks: '回调（Webhook）',
      account: '账号',
      platform: '平台',
    } satisfies Readonly<Record<Route['tag'], string>>,
    auth: {
      none: '不需要密钥',
      optional: '不登录也可以',
      bearer: '需要访问令牌（Bearer）或者登录',
      session: '需要登录（会话）',
    },
    parameters: '参数',
    body: '请求体',
    answers: '返回',
    problems: '错误代码',
    head: {
      name: '名称',
      place: '位置',
      type: '类型',
      description: '说明',
      status: '状态码',
      media: '媒体类型',
    },
    place: { path: '路径', query: '查询', header: '请求头' },
    required: '必填',
    schemas: '数据结构',
    schemaText: '除特别注明外，可以出现未列出的成员。',
    download: '下载 OpenAPI 描述',
  },
};
