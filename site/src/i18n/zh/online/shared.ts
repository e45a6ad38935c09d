/** Labels that the pages of conditional opening share. `{n}` and other names are filled in by scripts. */
import { caseWords } from './case.ts';
import { formWords } from './form.ts';

export const shared = {
  ...caseWords,
  ...formWords,
  loading: '正在读取…',
  needsScript: '这一页需要 JavaScript。不使用脚本时，可以通过接口办理，见开发者页面。',
  signIn: {
    title: '请先登录',
    text: '申请、密钥和办理记录只对本人、所代表的单位和办理部门显示。登录后回到这一页。',
    button: '登录',
  },
  notForYou: {
    title: '这一页属于其他岗位',
    text: '当前账号“{name}”没有这个岗位。可以退出后用其他账号登录。',
  },
  offline: {
    title: '没有收到答复',
    text: '网络可能中断，或者平台正在维护。已经填写的内容仍在本页，请稍后再试。',
  },
  again: '重试',
  more: '再显示一些',
  back: '‹ 返回列表',
  remove: '移除',
  copy: '复制',
  copied: '已复制',
  colon: '：',
  comma: '，',
  semicolon: '；',
  open: '（',
  close: '）',
  none: '—',
  person: '本人',
  happened: '此前发生',
  allowed: '（要求：{allowed}）',
  list: {
    head: { dataset: '数据集', party: '申请人', status: '状态', due: '期限', submitted: '提交' },
    empty: '没有申请。',
  },
};
