/** What objections refuse, in Chinese. */
import type { ObjectionProblemCode } from '../../../../functions/problem-objection.ts';

export const objectionErrors: Readonly<
  Record<ObjectionProblemCode, { readonly title: string; readonly advice: string }>
> = {
  'unknown-objection': { title: '没有这件异议，或者回执码不对', advice: '核对编号和回执码。' },
  'own-objection': { title: '这件异议是你提出的', advice: '由同事办理。' },
  'too-many-objections': { title: '这个账号今天提出的异议过多', advice: '明天再试。' },
  'bureau-scope': { title: '属于省局更正范围', advice: '直接作出决定，不转交（《办法》第四十六条第一项）。' },
  'department-scope': {
    title: '属于省级责任部门更正范围',
    advice: '转交责任部门办理，不直接决定（《办法》第四十六条第二项）。',
  },
  'not-verified': {
    title: '还没有向提供部门核实',
    advice: '等提供部门作出说明，或者在 verification 写明如何核实。',
  },
  'statement-given': { title: '提供部门已作出说明', advice: '由责任部门决定。' },
  'supplements-full': { title: '补充已到上限', advice: '已提交的材料都会被阅读。' },
  'not-quarantinable': { title: '只有隐私和商业秘密异议可以紧急下线', advice: '其他情形请撤下数据。' },
  'quarantined-already': { title: '已因这件异议紧急下线', advice: '查看办理记录。' },
  'personal-reason': {
    title: '理由中疑似含有个人信息',
    advice: '理由对外公开，请去掉个人信息（《办法》第四十五条）。',
  },
  'objection-overtaken': { title: '其他人正在办理这件异议', advice: '查看最新情况后重试。' },
  'unknown-target': { title: '没有这个数据集、版本、字段或者行', advice: '`detail` 写明是哪一项。' },
  'evidence-refused': { title: '这个文件不能作为附件', advice: '`detail` 写明原因。' },
  'unknown-evidence': { title: '没有这个附件', advice: '从异议详情取得文件的哈希。' },
};
