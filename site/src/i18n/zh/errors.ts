/** The error codes in Chinese; a code of `functions/problem.ts` without its words here does not compile. */
import type { ProblemCode } from '../../../../functions/problem.ts';
import { accessErrors } from './access-errors.ts';
import { applicationErrors } from './application-errors.ts';
import { favouriteErrors } from './favourite-errors.ts';
import { harvestedErrors } from './harvested-errors.ts';
import { objectionErrors } from './objection-errors.ts';
import { shareErrors } from './share-errors.ts';
import { uploadErrors } from './upload-errors.ts';
import { voiceErrors } from './voice-errors.ts';
import { webhookErrors } from './webhook-errors.ts';

interface Words {
  readonly title: string;
  readonly advice: string;
}

const codes: Readonly<Record<ProblemCode, Words>> = {
  ...applicationErrors,
  ...accessErrors,
  ...uploadErrors,
  ...shareErrors,
  ...voiceErrors,
  ...objectionErrors,
  ...webhookErrors,
  ...favouriteErrors,
  ...harvestedErrors,
  'invalid-request': {
    title: '请求有误',
    advice: '逐条改正 `errors`：每条写明参数或字段、错在哪里、允许什么。',
  },
  'malformed-request': {
    title: '请求不符合 HTTP 规范',
    advice: '按 `detail` 的说明改正；地址中的非 ASCII 字符要用百分号编码。',
  },
  unauthenticated: {
    title: '需要有效的访问令牌或者登录',
    advice:
      '发送 `Authorization: Bearer TOKEN`，令牌由所配置的 OpenID 服务签发且未过期；或者在 /auth/login 登录。',
  },
  'sign-in-failed': {
    title: '登录没有完成',
    advice: '从 /auth/login 重新登录；请只用一个窗口，并允许使用 Cookie。',
  },
  'cross-site-request': {
    title: '其他网站不能代替已登录的人操作',
    advice: '从本站页面发出请求；程序请使用令牌（Bearer），不要使用 Cookie。',
  },
  'csrf-token-invalid': {
    title: '请求头 X-CSRF-Token 不属于这个会话',
    advice: '从 GET /api/v1/me 取得 `csrfToken`，然后重新发送。',
  },
  'party-undecided': {
    title: '你可以代表多个申请人，请求没有写明是哪一个',
    advice:
      '以请求头 `X-Acting-For` 写明 `parties` 之一的 `party`：统一社会信用代码，或者 `self`（本人）。登录会话用 POST /api/v1/me/acting-for 选择；请求内容中也可以写明。',
  },
  'proof-required': {
    title: '未登录提交需要计算证明',
    advice:
      '先请求 POST /api/v1/challenges，算出随机数，放进请求头 `Proof-Of-Work`；也可以登录或者发送令牌。',
  },
  'proof-refused': {
    title: '计算证明无效',
    advice: '`reason` 写明原因；请重新取得 challenge 再提交。',
  },
  'foreign-organisation': {
    title: '你不能代表这个单位',
    advice: '从 `allowed` 中选择；账号能代表哪些单位，由统一身份认证告知。',
  },
  'conditional-data': {
    title: '这是有条件开放的数据',
    advice: '阅读数据集页面上的条件并在那里申请；目录信息、字段和样例是公开的。',
  },
  'withheld-data': {
    title: '这项数据不开放',
    advice: '目录条目写明理由和依据；有异议的，可以向提供部门提出。',
  },
  'unknown-address': { title: '这个地址没有内容', advice: '到 /openapi.json 查找正确的地址。' },
  'unknown-dataset': { title: '没有这个数据集', advice: '到 /api/v1/datasets 或者网站上查找标识。' },
  'not-in-log': {
    title: '公开日志中尚无此项',
    advice: '请在 Retry-After 所示秒数后重试：发布后一分钟内记入日志。',
  },
  'unknown-stream': { title: '没有这个事件流', advice: '流名见 /api/v1/audit。' },
  'stream-damaged': {
    title: '该事件流中有一个事件已无法读取',
    advice: 'sequence 指明是哪一个；/api/v1/audit/check 说明问题所在。请与备份比对。',
  },
  'unknown-file': {
    title: '这个版本没有这个文件',
    advice: '文件名取自数据集元数据的 `distributions`；`allowed` 列出全部文件名。',
  },
  'no-table': { title: '这个数据集没有可以查询的表格', advice: '请下载文件；元数据列出全部文件。' },
  'method-not-allowed': { title: '这个地址不接受这种方法', advice: '使用 `Allow` 头中的方法。' },
  'idempotency-in-progress': {
    title: '使用同一 Idempotency-Key 的前一个请求还在处理',
    advice: '过 `Retry-After` 所写的秒数后再发。',
  },
  'dataset-withdrawn': { title: '数据集已撤下', advice: '不再使用；`reason` 写明理由。发布时请换一个标识。' },
  'dataset-quarantined': {
    title: '数据集已紧急下线（隔离）',
    advice: '因可能泄露个人隐私或者商业秘密立即下线：请删除已取得的数据；`reason` 写明理由。',
  },
  'version-quarantined': {
    title: '版本已紧急下线（隔离）',
    advice: '因可能泄露个人隐私或者商业秘密立即下线：请删除已取得的数据，改用其他版本。',
  },
  'not-quarantined': { title: '没有处于隔离状态的内容', advice: '查看历史记录。' },
  'release-undecided': { title: '已有人申请解除隔离', advice: '等待第二人决定。' },
  'no-release-requested': { title: '没有人申请解除隔离', advice: '先申请解除隔离。' },
  'release-held-back': {
    title: '内容疑似含有个人信息，而数据集已改为无条件开放',
    advice: '发布更正后的版本，或者先改为有条件开放，再解除隔离（《办法》第四十五条）。',
  },
  'bureau-releases': { title: '由省局下令的隔离，由省局解除', advice: '请与省局联系。' },
  'version-withdrawn': { title: '版本已撤下', advice: '改用最新版本；`reason` 写明理由。' },
  'too-large': { title: '请求过大', advice: '不超过 `detail` 所写的上限，或者把数据分开。' },
  'unsupported-media-type': { title: '请求体的媒体类型不对', advice: '使用 `detail` 所写的媒体类型。' },
  'range-not-satisfiable': { title: '范围超出文件', advice: '请求的字节要小于 `Content-Range` 中的长度。' },
  'descriptor-invalid': {
    title: '描述文件或者数据有缺陷',
    advice: '逐条改正 `defects` 和 `violations`，然后重新提交。',
  },
  'idempotency-key-reused': {
    title: '这个 Idempotency-Key 属于另一个请求',
    advice: '新请求使用新的键；重发请求时内容不要改动。',
  },
  internal: { title: '平台内部出错', advice: '请重试；仍然出错的，请报告请求编号。' },
  busy: { title: '正在处理的请求太多', advice: '过 `Retry-After` 所写的秒数后再试，或者下载文件。' },
  'query-too-slow': { title: '查询用时过长', advice: '增加筛选条件，或者下载文件自行查询。' },
  'not-ready': {
    title: '平台暂时无法提供服务',
    advice:
      '`missing` 列明读不到的部分：`records`（记录）、`blobs`（文件）或 `catalogue`（目录）。原因见日志。',
  },
  'nothing-published': {
    title: '平台尚未发布任何数据',
    advice: '过 `Retry-After` 所写的秒数后再试；首个数据集由平台运行单位发布。',
  },
  'identity-unavailable': { title: '无法连接 OpenID 服务', advice: '过 `Retry-After` 所写的秒数后再试。' },
  'not-owner': { title: '数据集属于其他部门', advice: '以发布该数据集的部门的身份操作。' },
  'not-permitted': { title: '你的角色不能执行这项操作', advice: '请有此权限的同事操作。' },
  'generator-not-permitted': {
    title: '只有平台的运行人员可以发布程序生成的示例数据',
    advice: '请直接上传数据。',
  },
  'description-too-large': {
    title: '这个数据集的登记信息（字段、质量、样例）过大',
    advice: '减少字段，或者缩短说明。',
  },
  'second-person-required': {
    title: '放行须由申请人以外的人批准',
    advice: '请本部门另一位审核人批准。',
  },
  'not-published': { title: '数据集尚未发布', advice: '先发布数据集。' },
  'unknown-version': { title: '没有这个版本', advice: '版本号取自数据集元数据的 `versions`。' },
  'not-blocked': { title: '没有被拦下的发布', advice: '查看发布历史；不需要放行。' },
  'override-undecided': { title: '已经申请放行，等待第二人决定', advice: '等待第二人的决定。' },
  'override-granted': { title: '已经批准放行', advice: '再次发布同样的内容。' },
  'no-override-requested': { title: '没有人申请放行', advice: '先申请放行。' },
  'content-withdrawn': { title: '同样的内容曾经发布后撤下', advice: '改正内容后再发布。' },
  'other-dataset': {
    title: '描述文件中的标识与发布的数据集不同',
    advice: '把描述文件的标识改为所发布的数据集。',
  },
  'shared-reopened': {
    title: '曾登记为共享所得或者由共享数据加工，不得再开放',
    advice: '将本部门自有的数据以新的标识发布。',
  },
  'publisher-changed': { title: '标识属于最先使用它的部门', advice: '换一个标识。' },
  'withheld-version': { title: '非开放数据没有版本，只公布条目', advice: '去掉数据内容，或者改变开放类别。' },
  'version-required': { title: '无条件开放的数据须随内容发布', advice: '在 `data` 中写明内容并提交文件。' },
  'privacy-blocked': {
    title: '内容含有个人信息，发布被拦下',
    advice: '改正 `findings` 所列单元格，或者写明理由和依据申请放行。',
  },
  'other-content': { title: '放行所指的内容与被拦下的不同', advice: '使用被拦下的那次发布的内容哈希。' },
  'reason-required': { title: '缺少理由', advice: '写明理由。' },
  'legal-basis-required': { title: '缺少依据', advice: '写明所依据的法律、法规或者规章。' },
  overtaken: { title: '数据集同时被他人改动', advice: '查看数据集的现状后再试。' },
};

export const errors = {
  title: '错误代码',
  lead: '每个错误都是 RFC 9457 的 problem+json，带有稳定的 code、说明和该怎么做。程序请判断 code，不要判断文字。',
  shape: '错误的形状',
  shapeText:
    '`type` 是本页的地址加代码；`instance` 是这次请求的编号，反馈问题时请附上。参数有误时，`errors` 一次列出全部错误。',
  table: (status: number) => `状态码 ${status}`,
  head: { code: '代码', title: '含义', advice: '怎么办' },
  codes,
};
