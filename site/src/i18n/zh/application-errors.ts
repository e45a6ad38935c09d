/** The error codes of applications in Chinese. */
import type { ApplicationProblemCode } from '../../../../functions/problem-application.ts';

export const applicationErrors: Readonly<
  Record<ApplicationProblemCode, { readonly title: string; readonly advice: string }>
> = {
  'unknown-application': { title: '没有这件申请，或者与你无关', advice: '核对申请编号。' },
  'own-application': { title: '你代表申请人，不能对这件申请作出决定', advice: '由本部门的同事决定。' },
  'wrong-status': {
    title: '现在的环节不能这样做',
    advice: '`happened` 写明此前发生了什么；查看办理记录。',
  },
  'no-applications': { title: '这个数据集不受理申请', advice: '只有已发布的有条件开放数据可以申请。' },
  'application-unnamed': {
    title: '没有写明数据集和申请人',
    advice: '写明数据集，以及 `self`（本人）或者你所代表单位的统一社会信用代码。',
  },
  'not-your-party': { title: '你不代表这个单位', advice: '用正确的账户登录，或者请单位为你登记。' },
  'credit-code': { title: '单位的统一社会信用代码有误', advice: '在统一身份认证处更正。' },
  'begun-otherwise': {
    title: '申请的数据集和申请人不能改变',
    advice: '为其他数据集或者其他申请人另行申请。',
  },
  'base-required': {
    title: '没有写明依据哪一版草稿',
    advice: '先读取申请，把 `written.revision` 作为 `basedOn` 一并发送。',
  },
  'draft-changed': {
    title: '你读取之后，草稿又有改动',
    advice: '重新读取草稿，确定以哪个为准，再以这里的 `revision` 作为 `basedOn` 发送。',
  },
  'form-too-large': { title: '申请表超过 128 KiB', advice: '缩短内容，或者作为附件提交。' },
  'form-incomplete': { title: '申请表尚未符合办事指南', advice: '逐条改正 `defects`。' },
  'not-corrected': { title: '要求补正的事项没有改动', advice: '改正 `items` 所列各项，或者逐项说明。' },
  'unknown-item': {
    title: '事项不在办事指南中，或者没有要求补正',
    advice: '`items` 列出有误的事项；使用办事指南中的事项。',
  },
  'blank-text': { title: '内容为空白', advice: '写明内容。' },
  'already-told': {
    title: '这些事项在上次退回时已经可见，且申请人没有改动（《办法》第三十四条）',
    advice: '不得再次以 `items` 所列事项退回；直接作出决定。',
  },
  'own-opinion': { title: '不能向本部门征求意见', advice: '写明其他部门。' },
  'opinion-pending': { title: '已经向该部门征求意见', advice: '等待答复，或者直接决定。' },
  'no-opinion-asked': { title: '没有等待你部门答复的意见征询', advice: '再次征询后再答复。' },
  'extended-already': { title: '审核已经延长过一次', advice: '在期限届满前决定。' },
  'extension-too-long': { title: '延长的时间超过办事指南的规定', advice: '减少工作日数。' },
  'extension-too-late': { title: '审核已经超期，不能再延长', advice: '立即决定。' },
  'grant-invalid': { title: '授权超出申请范围或者实际范围', advice: '逐条改正 `defects`。' },
  'signing-too-late': { title: '签署期限已过，批准失效', advice: '以 `renew` 按原申请重新申请。' },
  'other-text': { title: '签署的不是决定所附的协议文本', advice: '重新阅读并签署所显示的文本。' },
  'not-overdue': { title: '办理期限尚未届满', advice: '期限见申请详情。' },
  'nudged-today': { title: '今天已经催办', advice: '明天可以再次催办。' },
  'escalated-already': { title: '这次超期已经督办', advice: '处理情况见办理记录。' },
  'people-required': { title: '至少写明一名经办人，且不得重复', advice: '补全经办人名单。' },
  'person-acts-alone': { title: '个人申请只能由本人办理', advice: '只保留本人。' },
  'report-period': {
    title: '报告期不在授权有效的日期之内',
    advice: '报告期为授权有效期内已经过去的日期，起始日不晚于终止日。',
  },
  'not-run-out': { title: '期限尚未届满', advice: '需要提前结束的，撤回、放弃或者撤销。' },
  'application-overtaken': { title: '申请一直在被他人改动', advice: '查看申请的现状后再试。' },
  'application-full': {
    title: '这件申请保存和改动的次数过多，不能再保存',
    advice: '按现状提交，或者撤回后重新申请。',
  },
  'too-many-submissions': { title: '申请人今天提交的申请过多', advice: '其余的申请明天再提交。' },
  'unknown-agency': { title: '没有这个部门', advice: '从目录所列部门中选择。' },
  'attachment-not-uploaded': {
    title: '申请表所列文件没有上传到这件申请',
    advice: '上传 `defects` 所列文件，名称、大小和哈希取自上传的答复。',
  },
  'attachment-refused': { title: '这个文件不能作为附件', advice: '按 `detail` 的说明更换。' },
  'unknown-attachment': { title: '申请没有这个附件', advice: '哈希取自申请表。' },
  'unknown-document': { title: '目前没有这份文书', advice: '申请的 `documents` 列出已有的文书。' },
  'signature-refused': { title: '签名服务没有签署', advice: '原因见 `detail`。' },
  'not-your-list': { title: '这个列表属于其他岗位', advice: '选择自己的 `scope`。' },
};
