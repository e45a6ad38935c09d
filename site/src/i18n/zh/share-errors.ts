/** The error codes of sharing between agencies in Chinese. */
import type { ShareProblemCode } from '../../../../functions/problem-share.ts';

export const shareErrors: Readonly<
  Record<ShareProblemCode, { readonly title: string; readonly advice: string }>
> = {
  'unknown-share': { title: '没有这件数据共享，或者您不能查看', advice: '核对编号。' },
  'share-not-permitted': { title: '本单位不能这样办理这件数据共享', advice: '由有权的单位办理。' },
  'share-wrong-status': { title: '这件数据共享目前不能这样办理', advice: '查看此间发生了什么。' },
  'share-agency-only': {
    title: '数据共享只在公共管理和服务机构之间进行（第二十四条）',
    advice: '以单位工作人员身份提出，或者改为申请有条件开放数据。',
  },
  'share-unknown-dataset': { title: '没有这个数据集，或者已经撤下', advice: '查看数据目录。' },
  'share-own-data': { title: '这是本单位自己提供的数据', advice: '直接使用即可。' },
  'share-open-already': {
    title: '这项数据已无条件开放，无需请求共享',
    advice: '按 `dataset` 所列地址直接获取。',
  },
  'share-duty-unaccepted': {
    title: '共享数据只能用于本单位履职，不得再行开放（第二十四条、第二十九条）',
    advice: '以 `ownDutyOnly` 作出承诺。',
  },
  'share-scenario-unfit': {
    title: '需求不符合所列应用场景（第二十六条）',
    advice: '不超出场景所列数据，或者不列应用场景、转为审核。',
  },
  'share-terms-unfit': { title: '所请求或者所授予的内容与数据不符', advice: '按 `errors` 逐项改正。' },
  'share-not-agreed': {
    title: '责任部门尚未同意（第二十五条）',
    advice: '等待责任部门意见，或者作出不同意的决定。',
  },
  'share-overtaken': { title: '这一件刚由他人办理', advice: '查看后再试。' },
  'too-many-shares': { title: '本单位今天提出的请求过多', advice: '明天再试。' },
  'unknown-scenario': { title: '没有这个有效的应用场景', advice: '查看应用场景清单。' },
  'scenario-not-permitted': {
    title: '应用场景由省政务服务和数字化局发布、停用（第二十六条）',
    advice: '向该局提出。',
  },
  'scenario-unfit': { title: '应用场景所列内容与目录不符', advice: '按 `errors` 逐项改正。' },
};
